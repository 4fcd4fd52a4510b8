package lostedge.ingest.tracedat;

import lostedge.ingest.bytes.BinaryNumbers;

/**
 * The records of one ring buffer page, in order, with their time stamps.
 *
 * <p>A record's first word holds a type of 5 bits and a time delta of 27 bits. Types 1 to 28 are payloads of that many
 * words; 0 has its length in the next word; 29 is padding; 30 extends the delta; 31 is an absolute time stamp of 59
 * bits ({@code enum ring_buffer_type} in the kernel's {@code include/linux/ring_buffer.h}).
 */
final class RingBufferPage {
    private static final int PADDING = 29;
    private static final int TIME_EXTEND = 30;
    private static final int TIME_STAMP = 31;
    private static final int MISSED = 1 << 31;
    private static final int MISSED_STORED = 1 << 30;
    private static final int COMMIT_SIZE = (1 << 27) - 1;
    private static final long TIME_STAMP_MASK = (1L << 59) - 1;

    private final PageLayout layout;
    private final int pageSize;
    private final BinaryNumbers numbers;
    private byte[] bytes = {};
    private int at;
    private int end;
    private long timestamp;
    private int recordStart;
    private int recordLength;
    private long missed;
    private boolean damaged;

    RingBufferPage(PageLayout layout, int pageSize, BinaryNumbers numbers) {
        this.layout = layout;
        this.pageSize = pageSize;
        this.numbers = numbers;
    }

    /** Turns to a page. */
    void open(byte[] newBytes, int start) {
        bytes = newBytes;
        timestamp = numbers.i64(bytes, start);
        // the flags stand in the low word of a 64-bit commit on either byte order
        int commitAt = start + layout.commitOffset();
        long word = layout.commitSize() == 8 ? numbers.i64(bytes, commitAt) : numbers.u32(bytes, commitAt);
        int commit = (int) word;
        int size = commit & COMMIT_SIZE;
        damaged = size > pageSize - layout.dataOffset();
        at = start + layout.dataOffset();
        end = damaged ? at : at + size;
        missed = 0;
        if ((commit & MISSED) != 0) {
            missed = -1;
            int room = start + pageSize - end;
            if ((commit & MISSED_STORED) != 0 && room >= layout.commitSize()) {
                missed = layout.commitSize() == 8 ? numbers.i64(bytes, end) : numbers.u32(bytes, end);
            }
        }
    }

    /** Hot: moves to the next record; {@return false at the end of the page, or where it is {@link #damaged}} */
    boolean next() {
        boolean bigEndian = numbers.bigEndian();
        while (at + 4 <= end) {
            int word = numbers.i32(bytes, at);
            int type = bigEndian ? word >>> 27 : word & 31;
            int delta = bigEndian ? word & (1 << 27) - 1 : word >>> 5;
            if (type > 0 && type < PADDING) {
                return take(delta, at + 4, 4L * type);
            }
            if (type == PADDING && delta == 0) {
                return false;
            }
            if (at + 8 > end) {
                damaged = true;
                return false;
            }
            long next = numbers.u32(bytes, at + 4);
            if (type == 0) {
                return take(delta, at + 8, next - 4);
            }
            if (type == TIME_STAMP) {
                timestamp = timestamp & ~TIME_STAMP_MASK | delta | next << 27;
                at += 8;
            } else if (type == TIME_EXTEND) {
                timestamp += delta | next << 27;
                at += 8;
            } else if (next <= end - at - 4) {
                timestamp += delta;
                at += 4 + (int) next;
            } else {
                damaged = true;
                return false;
            }
        }
        return false;
    }

    private boolean take(int delta, int start, long length) {
        if (length < 0 || length > end - start) {
            damaged = true;
            return false;
        }
        timestamp += delta;
        recordStart = start;
        recordLength = (int) length;
        at = start + ((int) length + 3 & ~3);
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    long timestamp() {
        return timestamp;
    }

    int recordStart() {
        return recordStart;
    }

    int recordLength() {
        return recordLength;
    }

    /** {@return how many events the kernel dropped before this page: 0 none, -1 an unknown number} */
    long missed() {
        return missed;
    }

    /** {@return whether the page contradicts itself; its records up to there are good} */
    boolean damaged() {
        return damaged;
    }
}
