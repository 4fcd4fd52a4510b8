package lostedge.ingest.bytes;

/**
 * A run of whole lines of a text, each ended by a line feed. A {@link LineReader} fills it and the same block is filled
 * again.
 */
public final class LineBlock {
    byte[] bytes;
    int end;
    int skippedLines;

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

    /** {@return how many lines were skipped before the first one because they are longer than a block} */
    public int skippedLines() {
        return skippedLines;
    }

    /** Gives another block the lines of this one, and this one those of the other. */
    void exchange(LineBlock other) {
        byte[] ownBytes = bytes;
        int ownEnd = end;
        int ownSkipped = skippedLines;
        bytes = other.bytes;
        end = other.end;
        skippedLines = other.skippedLines;
        other.bytes = ownBytes;
        other.end = ownEnd;
        other.skippedLines = ownSkipped;
    }
}
