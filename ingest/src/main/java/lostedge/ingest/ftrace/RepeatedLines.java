package lostedge.ingest.ftrace;

import lostedge.engine.event.EventBatch;
import lostedge.ingest.bytes.AsciiNumbers;
import lostedge.ingest.bytes.Words;
import lostedge.ingest.ftrace.FtraceHead.StampForm;

/**
 * Hot: reads lines that are put together of pieces read before. Neighbouring lines of a trace mostly differ in the
 * digits behind the point of their time alone: their beginnings ({@link RepeatedPrefixes}) and what stands behind the
 * time ({@link RepeatedPayloads}) repeat, and their seconds are those of the line before. {@link FtraceParser} reads
 * the others step by step and tells them.
 *
 * <p>Every byte is compared, a word at a time, so that a line is read here exactly as it would be there.
 */
final class RepeatedLines {
    private static final int NOT_LEARNT = 0;
    private static final int STAMP_TAIL = ": ".length();
    private static final long LINE_FEEDS = Words.repeat('\n');
    private static final long ZEROS = Words.repeat('0');
    private static final long SIXES = Words.repeat((char) 6);
    private static final long HIGH_HALVES = Words.repeat((char) 0xF0);
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long FIRST_DIGIT_NS = 100_000_000L;

    private final RepeatedPrefixes prefixes = new RepeatedPrefixes();
    private final RepeatedPayloads payloads = new RepeatedPayloads();
    private int prefixLength = NOT_LEARNT;
    private int pointColumn;
    private int decimals;
    private long secondsMask;
    private long secondsText;
    private long secondsNs;

    /**
     * Appends the rows of the lines from a position on as long as they repeat, there is room for them and the text goes
     * on. One method with few branches, so that the compiler has to look at it just once: differences are collected and
     * asked for together, since a branch first taken late throws compiled code away.
     *
     * @param to end of the text, behind a line feed
     * @param linesBefore number of the line before the first one
     * @return where the first line begins that was not read
     */
    int read(byte[] bytes, int from, int to, long linesBefore, EventBatch into) {
        int prefix = prefixLength;
        if (prefix == NOT_LEARNT) {
            return from;
        }
        int lastWord = prefix - Long.BYTES;
        int fourthWord = Math.min(24, lastWord);
        int fifthWord = Math.min(32, lastWord);
        long[] begins = prefixes.entries();
        int beginShift = prefixes.shift();
        int[] slots = payloads.slots();
        long[] ends = payloads.entries();
        int colonColumn = pointColumn + 1 + decimals;
        long lowDecimals = decimals == 9 ? -1 : -1L << 16;
        long firstDecimalNs = decimals == 9 ? FIRST_DIGIT_NS : 0;
        long lowDecimalsNs = decimals == 9 ? 1 : 1_000;
        int lastStart = to - colonColumn - STAMP_TAIL;
        int rows = into.capacity();
        int row = into.size();
        long line = linesBefore;
        int at = from;
        while ((row - rows & at - lastStart) < 0) {
            long first = Words.longAt(bytes, at);
            long second = Words.longAt(bytes, at + 8);
            long third = Words.longAt(bytes, at + 16);
            long fourth = Words.longAt(bytes, at + fourthWord);
            long fifth = Words.longAt(bytes, at + fifthWord);
            long last = Words.longAt(bytes, at + lastWord);
            int begin = (int) (RepeatedPrefixes.mixed(second, third, fourth, fifth, last) >>> beginShift)
                    << RepeatedPrefixes.ENTRY_SHIFT;
            int point = at + pointColumn;
            int colon = at + colonColumn;
            int payload = colon + STAMP_TAIL;
            long low = (Words.longAt(bytes, colon - Long.BYTES) ^ ZEROS) & lowDecimals;
            int high = bytes[point + 1] - '0';
            long different = begins[begin] ^ first
                    | begins[begin + 1] ^ second
                    | begins[begin + 2] ^ third
                    | begins[begin + 3] ^ fourth
                    | begins[begin + 4] ^ fifth
                    | begins[begin + 5] ^ last
                    | begins[begin + 7] >>> Integer.SIZE ^ prefix
                    | Words.longAt(bytes, point - Long.BYTES) & secondsMask ^ secondsText
                    | (low | low + SIXES) & HIGH_HALVES
                    | (high | 9 - high | bytes[payload] - '!') & Integer.MIN_VALUE
                    | bytes[point] ^ '.'
                    | bytes[colon] ^ ':'
                    | bytes[colon + 1] ^ ' ';
            if (different != 0) {
                break;
            }
            int end = payload;
            long mixed = 0;
            long word = Words.longAt(bytes, end);
            long found = Words.matches(word, LINE_FEEDS);
            while (found == 0) {
                mixed = RepeatedPayloads.mixed(mixed, word);
                end += Long.BYTES;
                word = Words.longAt(bytes, end);
                found = Words.matches(word, LINE_FEEDS);
            }
            int rest = Words.lowest(found);
            word &= Words.mask(rest);
            int entry = slots[RepeatedPayloads.slot(RepeatedPayloads.mixed(mixed, word))];
            long header = ends[entry];
            int text = entry + RepeatedPayloads.HEADER;
            if ((header & RepeatedPayloads.LENGTH_MASK) != end + rest - payload) {
                break;
            }
            for (int i = payload; i < end; i += Long.BYTES) {
                different |= Words.longAt(bytes, i) ^ ends[text++];
            }
            int cpu = (int) (begins[begin + 6] >>> Integer.SIZE);
            long exception = header >> Integer.SIZE ^ cpu;
            if ((different | word ^ ends[text] | (exception - 1 & ~exception) & Long.MIN_VALUE) != 0) {
                break;
            }
            into.timestampNs[row] = secondsNs + high * firstDecimalNs + AsciiNumbers.decimal(low) * lowDecimalsNs;
            into.cpu[row] = cpu;
            into.kind[row] = (byte) (header >>> RepeatedPayloads.KIND_SHIFT);
            into.flags[row] = (int) begins[begin + 7];
            into.pid[row] = (int) begins[begin + 6];
            into.peer[row] = (int) ends[entry + 1];
            into.code[row] = (int) (ends[entry + 1] >>> Integer.SIZE);
            into.reference[row] = ends[entry + 3];
            into.label[row] = (int) ends[entry + 2];
            into.site[row] = (int) (ends[entry + 2] >>> Integer.SIZE);
            into.position[row] = ++line;
            row++;
            at = end + rest + 1;
        }
        into.resize(row);
        return at;
    }

    /** Learns from a line that was read step by step where its columns stand, and what its beginning tells. */
    void learnColumns(byte[] bytes, int from, FtraceTokenizer line) {
        int prefix = line.prefixEnd - from;
        int width = line.pointAt - line.prefixEnd;
        boolean decimal = line.stamp == StampForm.MICROSECONDS || line.stamp == StampForm.NANOSECONDS;
        boolean fits = prefix >= RepeatedPrefixes.SHORTEST && prefix <= RepeatedPrefixes.LONGEST;
        if (!decimal || !fits || width > Long.BYTES) {
            return;
        }
        prefixLength = prefix;
        pointColumn = line.pointAt - from;
        decimals = line.stamp == StampForm.NANOSECONDS ? 9 : 6;
        secondsMask = ~Words.mask(Long.BYTES - width);
        secondsText = Words.longAt(bytes, line.pointAt - Long.BYTES) & secondsMask;
        secondsNs = line.timestamp - line.timestamp % NS_PER_S;
        prefixes.remember(bytes, from, prefix, line.pid, line.cpu, line.flags);
    }

    /**
     * Learns the row of a line's payload.
     *
     * @param except the CPU on which it means something else, or {@link EventBatch#NONE}
     */
    void learnPayload(byte[] bytes, FtraceTokenizer line, int except, EventBatch rows, int row) {
        payloads.remember(bytes, line.payloadFrom, line.next - 1, except, rows, row);
    }
}
