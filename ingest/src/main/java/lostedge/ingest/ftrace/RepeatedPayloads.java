package lostedge.ingest.ftrace;

import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.ingest.bytes.Words;

/**
 * Hot: the rows of payloads read before. The lines of a trace repeat their names and arguments far more often than
 * their times, so most payloads need to be read only once: the others are found here by their bytes. A direct-mapped
 * table; a match compares every byte, and a payload without a match takes the place of the one that stood there.
 *
 * <p>A payload is what stands behind the time stamp up to the line feed.
 */
final class RepeatedPayloads {
    /** Many more than a trace has of frequent payloads, so that few of them take turns in one place. */
    private static final int ENTRIES = 1 << 15;

    private static final int LONGEST = 192;
    private static final long LINE_FEEDS = Words.repeat('\n');
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int ROTATION = 29;

    private final byte[] texts = new byte[ENTRIES * LONGEST + Words.PADDING];
    /** 0 where nothing is held. */
    private final int[] lengths = new int[ENTRIES];

    private final int[] exceptions = new int[ENTRIES];
    private final byte[] kinds = new byte[ENTRIES];
    private final int[] peers = new int[ENTRIES];
    private final int[] codes = new int[ENTRIES];
    private final long[] references = new long[ENTRIES];
    private final int[] labels = new int[ENTRIES];
    private final int[] sites = new int[ENTRIES];
    private int entry;
    private int length;

    /**
     * Looks for the payload that begins at a position.
     *
     * @param from where the payload begins; a line feed follows somewhere
     * @param cpu the CPU of its line
     * @return whether a row of it is held, which {@link #append} then gives
     */
    boolean find(byte[] bytes, int from, int cpu) {
        int at = from;
        long mixed = 0;
        long word = Words.longAt(bytes, at);
        long found = Words.matches(word, LINE_FEEDS);
        while (found == 0) {
            mixed = (Long.rotateLeft(mixed, ROTATION) ^ word) * MULTIPLIER;
            at += Long.BYTES;
            word = Words.longAt(bytes, at);
            found = Words.matches(word, LINE_FEEDS);
        }
        int rest = Words.lowest(found);
        mixed = (Long.rotateLeft(mixed, ROTATION) ^ word & Words.mask(rest)) * MULTIPLIER;
        length = at + rest - from;
        entry = (int) ((mixed ^ mixed >>> Integer.SIZE) & ENTRIES - 1);
        return length == lengths[entry]
                && length > 0
                && cpu != exceptions[entry]
                && equal(bytes, from, entry * LONGEST);
    }

    private boolean equal(byte[] bytes, int from, int text) {
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (Words.longAt(bytes, from + i) != Words.longAt(texts, text + i)) {
                return false;
            }
        }
        int tail = Math.max(last, 0);
        long different = Words.longAt(bytes, from + tail) ^ Words.longAt(texts, text + tail);
        return (different & Words.mask(length)) == 0;
    }

    /** {@return how many bytes the payload looked for last has} */
    int length() {
        return length;
    }

    /** Appends the row of the payload found last to the columns its line has told. */
    void append(FtraceTokenizer told, long position, EventBatch to) {
        int from = entry;
        int row = to.append(told.timestamp, told.cpu, EventKind.of(kinds[from]), position);
        to.flags[row] = told.flags;
        to.pid[row] = told.pid;
        to.peer[row] = peers[from];
        to.code[row] = codes[from];
        to.reference[row] = references[from];
        to.label[row] = labels[from];
        to.site[row] = sites[from];
    }

    /**
     * Holds the row of the payload looked for last.
     *
     * @param from where the payload begins
     * @param except the CPU on which it means something else, or {@link EventBatch#NONE}
     */
    void remember(byte[] bytes, int from, int except, EventBatch rows, int row) {
        if (length == 0 || length > LONGEST) {
            return;
        }
        System.arraycopy(bytes, from, texts, entry * LONGEST, length);
        lengths[entry] = length;
        exceptions[entry] = except;
        kinds[entry] = rows.kind[row];
        peers[entry] = rows.peer[row];
        codes[entry] = rows.code[row];
        references[entry] = rows.reference[row];
        labels[entry] = rows.label[row];
        sites[entry] = rows.site[row];
    }
}
