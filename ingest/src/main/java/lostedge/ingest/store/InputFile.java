package lostedge.ingest.store;

/**
 * A file that events or counters were read from.
 *
 * @param name path, or {@code archive!member}
 * @param format what it was recognised as, such as "ftrace"
 * @param sha256 SHA-256 of its decompressed bytes in lower-case hexadecimal, empty if it was not taken
 */
public record InputFile(String name, String format, String sha256) {}
