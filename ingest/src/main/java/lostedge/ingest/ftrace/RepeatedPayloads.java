package lostedge.ingest.ftrace;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;
import lostedge.ingest.bytes.Words;

/**
 * The rows of payloads read before, found by their bytes. The lines of a trace repeat their names and arguments far
 * more often than their times, so most payloads need to be read only once. A direct-mapped table; a payload without a
 * match takes the place of the one that stood there. Entries stand one behind the other, so that the frequent ones,
 * which come first, stand close; when there is no room for another, the table begins anew.
 *
 * <p>A payload is what stands behind the time stamp up to the line feed.
 */
final class RepeatedPayloads {
    /** Longs of an entry before its text: a header, peer below code, label below site, reference. */
    static final int HEADER = 4;

    /** Where the header holds the kind; below it stands the text's length. */
    static final int KIND_SHIFT = 16;

    /** Bits of the header that hold the length. */
    static final int LENGTH_MASK = (1 << KIND_SHIFT) - 1;

    private static final int LONGEST = 256;
    private static final int SLOT_BITS = 15;
    private static final int FIRST_ROOM = 1 << 10;
    /** More than a trace has of frequent payloads. */
    private static final int MOST_ROOM = 1 << 19;

    /** Where the entry of a slot begins; an empty slot points to entry 0, whose length is 0. */
    private final int[] slots = new int[1 << SLOT_BITS];

    private long[] entries = new long[FIRST_ROOM];
    private int end = HEADER + 1;

    /** {@return where entries begin, by slot} */
    int[] slots() {
        return slots;
    }

    /** {@return the entries one behind the other} */
    long[] entries() {
        return entries;
    }

    /** {@return the mix of a payload's words so far and its next one, the last one filled with zeros} */
    static long mixed(long mixed, long word) {
        return (Long.rotateLeft(mixed, 29) ^ word) * 0x9E3779B97F4A7C15L;
    }

    /** {@return the slot of a payload whose words are mixed} */
    static int slot(long mixed) {
        return (int) (mixed >>> Long.SIZE - SLOT_BITS);
    }

    /**
     * Holds the row of a payload, unless it does already.
     *
     * @param from where the payload begins
     * @param to where its line feed stands
     * @param except the CPU on which it means something else, or {@link EventBatch#NONE}
     */
    void remember(byte[] bytes, int from, int to, int except, EventBatch rows, int row) {
        int length = to - from;
        if (length == 0 || length > LONGEST) {
            return;
        }
        long[] text = new long[(length >>> 3) + 1];
        long mixed = 0;
        for (int i = 0; i < text.length; i++) {
            text[i] = Words.longAt(bytes, from + i * Long.BYTES) & Words.mask(Math.min(length - i * Long.BYTES, 8));
            mixed = mixed(mixed, text[i]);
        }
        long header = (long) except << Integer.SIZE | (long) rows.kind[row] << KIND_SHIFT | length;
        int held = slots[slot(mixed)];
        if (entries[held] == header
                && Arrays.equals(entries, held + HEADER, held + HEADER + text.length, text, 0, text.length)) {
            return;
        }
        makeRoom(HEADER + text.length);
        slots[slot(mixed)] = end;
        entries[end] = header;
        entries[end + 1] = pair(rows.peer[row], rows.code[row]);
        entries[end + 2] = pair(rows.label[row], rows.site[row]);
        entries[end + 3] = rows.reference[row];
        System.arraycopy(text, 0, entries, end + HEADER, text.length);
        end += HEADER + text.length;
    }

    private void makeRoom(int longs) {
        if (end + longs <= entries.length) {
            return;
        }
        if (entries.length < MOST_ROOM) {
            entries = Arrays.copyOf(entries, entries.length * 4);
        } else {
            Arrays.fill(slots, 0);
            end = HEADER + 1;
        }
    }

    private static long pair(int low, int high) {
        return (long) high << Integer.SIZE | low & 0xFFFF_FFFFL;
    }
}
