package lostedge.ingest.ftrace;

import lostedge.ingest.bytes.AsciiNumbers;
import lostedge.ingest.bytes.Words;
import lostedge.ingest.ftrace.FtraceHead.StampForm;

/**
 * Hot: reads an event line whose columns stand where those of a line before it stood, a word at a time. Neighbouring
 * lines of a trace mostly differ in digits alone; {@link FtraceTokenizer} reads the others step by step and tells this
 * reader their columns.
 *
 * <p>Every byte between task name and payload is checked, so that a line is read here exactly as it would be there.
 */
final class FixedColumns {
    private static final int DASH = 16;
    private static final int PID = DASH + 1;
    private static final int CPU_WIDTH = 6;
    private static final int NOT_LEARNT = -1;
    private static final int STAMP_TAIL_US = "000000: ".length();
    private static final int STAMP_TAIL_NS = "000000000: ".length();
    private static final long LINE_FEEDS = Words.repeat('\n');
    private static final long SPACES = Words.repeat(' ');
    private static final long ZEROS = Words.repeat('0');
    private static final long BIT_FOUR = Words.repeat((char) 0x10);
    private static final long CPU_FRAME = Words.of("[\0\0\0] ");
    private static final long CPU_FRAME_MASK = 0xFFFF_0000_00FFL;
    private static final int FLAGS_MEMORY = 1 << 6;

    private int cpuColumn = NOT_LEARNT;
    private int flagsWidth;
    private int pointColumn;
    private boolean inNs;
    private final long[] flagsText = new long[FLAGS_MEMORY];
    private final int[] flagsRead = new int[FLAGS_MEMORY];

    /** Takes over the columns of a line, counted from its first byte. */
    void learn(int cpuAt, int flagsAt, int flagsEnd, int pointAt, StampForm stamp) {
        boolean fits = cpuAt - PID <= Long.BYTES && flagsEnd - flagsAt < Long.BYTES && pointAt - flagsEnd <= Long.BYTES;
        boolean decimal = stamp == StampForm.MICROSECONDS || stamp == StampForm.NANOSECONDS;
        cpuColumn = fits && decimal && flagsAt == cpuAt + CPU_WIDTH ? cpuAt : NOT_LEARNT;
        flagsWidth = flagsEnd - flagsAt;
        pointColumn = pointAt;
        inNs = stamp == StampForm.NANOSECONDS;
    }

    /**
     * Reads pid, cpu, flags and time stamp into the tokenizer's fields.
     *
     * @param to end of the text, behind the line
     * @return where the payload begins, in the same line, or -1 if the line must be read step by step
     */
    int read(byte[] bytes, int from, int to, FtraceTokenizer into) {
        int point = from + pointColumn;
        int payload = point + 1 + (inNs ? STAMP_TAIL_NS : STAMP_TAIL_US);
        if (cpuColumn == NOT_LEARNT || payload > to || bytes[from + DASH] != '-' || bytes[point] != '.') {
            return -1;
        }
        boolean read = nameIsInLine(bytes, from)
                && pid(bytes, from, into)
                && cpu(bytes, from, into)
                && flags(bytes, from, into)
                && stamp(bytes, from, point, into)
                && bytes[payload - 2] == ':'
                && bytes[payload - 1] == ' '
                && bytes[payload] != ' ';
        return read ? payload : -1;
    }

    private static boolean nameIsInLine(byte[] bytes, int from) {
        long first = Words.matches(Words.longAt(bytes, from), LINE_FEEDS);
        return (first | Words.matches(Words.longAt(bytes, from + Long.BYTES), LINE_FEEDS)) == 0;
    }

    private boolean pid(byte[] bytes, int from, FtraceTokenizer into) {
        long word = Words.longAt(bytes, from + PID);
        long spaces = Words.matches(word, SPACES);
        int width = cpuColumn - PID;
        if (spaces == 0) {
            return false;
        }
        int digits = Words.lowest(spaces);
        if (digits == 0 || digits >= width) {
            return false;
        }
        long padding = (word ^ SPACES) & Words.mask(width) & ~Words.mask(digits);
        long aligned = word << (Long.SIZE - (digits << 3)) | ZEROS >>> (digits << 3);
        into.pid = (int) AsciiNumbers.decimal(aligned);
        return padding == 0 && AsciiNumbers.areDigits(aligned);
    }

    private boolean cpu(byte[] bytes, int from, FtraceTokenizer into) {
        long word = Words.longAt(bytes, from + cpuColumn);
        long digits = word >>> 8 & 0xFFFFFF;
        into.cpu = (int) ((digits & 0xF) * 100 + (digits >>> 8 & 0xF) * 10 + (digits >>> 16 & 0xF));
        return (word & CPU_FRAME_MASK) == CPU_FRAME && AsciiNumbers.areDigits(digits | ZEROS << 24);
    }

    private boolean flags(byte[] bytes, int from, FtraceTokenizer into) {
        if (flagsWidth == 0) {
            into.flags = 0;
            return true;
        }
        int at = from + cpuColumn + CPU_WIDTH;
        long text = Words.longAt(bytes, at) & Words.mask(flagsWidth);
        int remembered = (int) (text * 0x9E3779B97F4A7C15L >>> -6);
        if (flagsText[remembered] != text) {
            int read = FlagsColumn.read(bytes, at, at + flagsWidth);
            if (read == FlagsColumn.INVALID) {
                return false;
            }
            flagsText[remembered] = text;
            flagsRead[remembered] = read;
        }
        into.flags = flagsRead[remembered];
        return true;
    }

    private boolean stamp(byte[] bytes, int from, int point, FtraceTokenizer into) {
        int width = point - (from + cpuColumn + CPU_WIDTH + flagsWidth);
        long seconds = Words.longAt(bytes, point - Long.BYTES);
        long outside = Words.mask(Long.BYTES - width);
        seconds = seconds & ~outside | SPACES & outside;
        long spaces = (~seconds & BIT_FOUR) >>> 4;
        long spaceMask = (spaces << 8) - spaces;
        boolean leading = (spaceMask & spaceMask + 1) == 0 && (seconds & spaceMask) == (SPACES & spaceMask);
        boolean separated = flagsWidth == 0 || bytes[point - width] == ' ';
        long decimals = Words.longAt(bytes, point + 1);
        long value;
        if (inNs) {
            int last = bytes[point + 9] - '0';
            value = AsciiNumbers.decimal(decimals) * 10 + last;
            leading &= last >= 0 && last <= 9;
        } else {
            decimals = decimals << 16 | ZEROS >>> 48;
            value = AsciiNumbers.decimal(decimals) * 1_000;
        }
        into.timestamp = AsciiNumbers.decimal(seconds) * 1_000_000_000L + value;
        into.stamp = inNs ? StampForm.NANOSECONDS : StampForm.MICROSECONDS;
        return leading
                && separated
                && bytes[point - 1] != ' '
                && AsciiNumbers.areDigits(seconds | spaceMask & BIT_FOUR)
                && AsciiNumbers.areDigits(decimals);
    }
}
