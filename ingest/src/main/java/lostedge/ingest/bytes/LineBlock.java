package lostedge.ingest.bytes;

/**
 * A run of whole lines of a text, each ended by a line feed. A {@link LineReader} fills it and the same block is filled
 * again.
 */
public final class LineBlock {
    byte[] bytes;
    int end;
    long firstLine = 1;

    /** An empty block that grows to what the reader needs. */
    public LineBlock() {
        bytes = new byte[Words.PADDING];
    }

    /** {@return the bytes; the text is those before {@link #end}} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return the position behind the last line feed} */
    public int end() {
        return end;
    }

    /** {@return the number of the first line, counted from 1} */
    public long firstLine() {
        return firstLine;
    }
}
