package lostedge.ingest.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream of text as {@link LineBlock}s of whole lines. Memory is bounded by the block size whatever the text: a line
 * longer than a block is skipped and counted. Not thread-safe.
 */
public final class LineReader implements Closeable {
    private static final int DEFAULT_BLOCK_SIZE = 1 << 19;

    private final InputStream in;
    private final int blockSize;
    private byte[] rest = new byte[0];
    private int restLength;
    private long nextLine = 1;
    private long overlongLines;
    private long firstOverlongLine = -1;
    private long unendedLine = -1;
    private boolean skipping;
    private boolean ended;

    /** Reads lines of up to half a MiB. */
    public LineReader(InputStream in) {
        this(in, DEFAULT_BLOCK_SIZE);
    }

    /**
     * Reads lines of up to {@code blockSize} bytes.
     *
     * @param in closed with this reader
     */
    public LineReader(InputStream in, int blockSize) {
        this.in = in;
        this.blockSize = blockSize;
    }

    /**
     * Replaces the block's lines by the next ones.
     *
     * @return false if there were none
     */
    public boolean read(LineBlock block) throws IOException {
        if (block.bytes.length < blockSize + Words.PADDING) {
            block.bytes = new byte[blockSize + Words.PADDING];
        }
        byte[] bytes = block.bytes;
        System.arraycopy(rest, 0, bytes, 0, restLength);
        int filled = restLength;
        restLength = 0;
        while (true) {
            int count = filled < blockSize && !ended ? in.readNBytes(bytes, filled, blockSize - filled) : 0;
            ended |= filled + count < blockSize;
            filled += count;
            if (skipping) {
                filled = skipToLineEnd(bytes, filled);
            }
            int end = lastLineEnd(bytes, filled);
            if (end > 0) {
                keepRest(bytes, end, filled);
                block.end = end;
                block.firstLine = nextLine;
                nextLine += countLines(bytes, end);
                return true;
            }
            if (ended) {
                if (filled > 0 || skipping) {
                    unendedLine = nextLine;
                }
                block.end = 0;
                return false;
            }
            if (filled == blockSize) {
                skipping = true;
                filled = 0;
            }
        }
    }

    private int skipToLineEnd(byte[] bytes, int filled) {
        int lineEnd = Words.indexOf(bytes, 0, filled, '\n');
        if (lineEnd == filled) {
            return 0;
        }
        skipping = false;
        overlongLines++;
        if (firstOverlongLine < 0) {
            firstOverlongLine = nextLine;
        }
        nextLine++;
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

    private static long countLines(byte[] bytes, int end) {
        long lines = 0;
        for (int at = 0; at < end; at++) {
            lines += bytes[at] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** {@return how many lines were skipped because they are longer than a block} */
    public long overlongLines() {
        return overlongLines;
    }

    /** {@return the number of the first skipped line, or -1} */
    public long firstOverlongLine() {
        return firstOverlongLine;
    }

    /** {@return the number of the last line if the text ended inside it, which is then not handed out, or -1} */
    public long unendedLine() {
        return unendedLine;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
