package lostedge.ingest.bytes;

import java.nio.charset.StandardCharsets;

/**
 * A text of up to sixteen bytes that is compared in two words. A record, because the JIT compiler folds the fields of a
 * constant record.
 *
 * @param first the first eight bytes, as {@link Words#longAt} sees them
 * @param firstMask the bytes of {@code first} that count
 * @param second the bytes from the ninth
 * @param secondMask the bytes of {@code second} that count
 * @param length how many bytes
 */
public record Literal(long first, long firstMask, long second, long secondMask, int length) {

    /** {@return the literal of an ASCII text of one to sixteen characters} */
    public static Literal of(String ascii) {
        byte[] text = ascii.getBytes(StandardCharsets.US_ASCII);
        if (text.length == 0 || text.length > 2 * Long.BYTES) {
            throw new IllegalArgumentException(ascii);
        }
        byte[] padded = new byte[2 * Long.BYTES];
        System.arraycopy(text, 0, padded, 0, text.length);
        return new Literal(
                Words.longAt(padded, 0),
                Words.mask(Math.min(Long.BYTES, text.length)),
                Words.longAt(padded, Long.BYTES),
                Words.mask(Math.max(0, text.length - Long.BYTES)),
                text.length);
    }

    /** {@return whether the text stands at a position} */
    public boolean at(byte[] bytes, int position) {
        return (Words.longAt(bytes, position) & firstMask) == first
                && (Words.longAt(bytes, position + Long.BYTES) & secondMask) == second;
    }
}
