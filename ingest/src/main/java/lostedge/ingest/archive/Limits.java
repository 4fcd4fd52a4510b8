package lostedge.ingest.archive;

/**
 * How much compressed files and archives may expand to. A file beyond a limit is refused.
 *
 * @param maxRatio decompressed bytes per byte in the user's own file, beyond {@link #HARMLESS_BYTES}
 * @param maxBytes decompressed bytes of one recording, and of all temporary files together
 * @param maxRecordings files and archive members
 * @param maxDepth archives and compressions inside one another
 */
public record Limits(long maxRatio, long maxBytes, int maxRecordings, int maxDepth) {
    /** Decompressed bytes that are harmless whatever the ratio. */
    public static final long HARMLESS_BYTES = 16L << 20;

    /** A thousandfold ratio, 256 GiB, 262,144 recordings, five layers. */
    public static final Limits DEFAULT = new Limits(1000, 256L << 30, 1 << 18, 5);

    /** {@return how many decompressed bytes may come from this many bytes of the user's own file} */
    long allowedBytes(long storedBytes) {
        long byRatio = storedBytes > maxBytes / maxRatio ? maxBytes : storedBytes * maxRatio;
        return Math.min(maxBytes, Math.max(HARMLESS_BYTES, byRatio));
    }
}
