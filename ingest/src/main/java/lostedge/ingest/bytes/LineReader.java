package lostedge.ingest.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream of text as {@link LineBlock}s of whole lines. Memory is bounded by the block size whatever the text: a line
 * longer than a block is skipped and counted. Not thread-safe.
 */
public final class LineReader implements Lines {
    /** Block size that leaves a block in the processor's second-level cache while it is parsed. */
    public static final int USUAL_BLOCK_SIZE = 1 << 18;

    private final InputStream in;
    private final int blockSize;
    private byte[] rest = new byte[0];
    private int restLength;
    private boolean skipping;
    private boolean ended;
    private boolean cutOff;

    /**
     * Reads lines of up to {@code blockSize} bytes, line feed included.
     *
     * @param in closed with this reader
     */
    public LineReader(InputStream in, int blockSize) {
        this.in = in;
        this.blockSize = blockSize;
    }

    @Override
    public boolean read(LineBlock block) throws IOException {
        if (block.bytes.length < blockSize + Words.PADDING) {
            block.bytes = new byte[blockSize + Words.PADDING];
        }
        block.skippedLines = 0;
        byte[] bytes = block.bytes;
        System.arraycopy(rest, 0, bytes, 0, restLength);
        int filled = restLength;
        restLength = 0;
        while (true) {
            filled += ended ? 0 : in.readNBytes(bytes, filled, blockSize - filled);
            ended |= filled < blockSize;
            if (skipping) {
                filled = skipToNextLine(block, filled);
            }
            int end = lastLineEnd(bytes, filled);
            if (end > 0) {
                keepRest(bytes, end, filled);
                block.end = end;
                return true;
            }
            if (ended) {
                cutOff |= filled > 0 || skipping;
                block.end = 0;
                return false;
            }
            if (filled == blockSize) {
                skipping = true;
                filled = 0;
            }
        }
    }

    private int skipToNextLine(LineBlock block, int filled) {
        byte[] bytes = block.bytes;
        int lineEnd = Words.indexOf(bytes, 0, filled, '\n');
        if (lineEnd == filled) {
            return 0;
        }
        skipping = false;
        block.skippedLines++;
        System.arraycopy(bytes, lineEnd + 1, bytes, 0, filled - lineEnd - 1);
        return filled - lineEnd - 1;
    }

    private static int lastLineEnd(byte[] bytes, int filled) {
        int end = filled;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private void keepRest(byte[] bytes, int end, int filled) {
        restLength = filled - end;
        if (rest.length < restLength) {
            rest = new byte[blockSize];
        }
        System.arraycopy(bytes, end, rest, 0, restLength);
        Arrays.fill(bytes, end, Math.min(bytes.length, end + Words.PADDING), (byte) 0);
    }

    /** {@return whether the text ended inside its last line, which is then not handed out} */
    public boolean cutOff() {
        return cutOff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
