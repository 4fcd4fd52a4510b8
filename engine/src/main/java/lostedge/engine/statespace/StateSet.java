package lostedge.engine.statespace;

import java.util.Arrays;

/**
 * A growing set of states of equal size, kept exactly in one array by open addressing with linear probing.
 *
 * <p>A state's slot stays the same while nothing is added, so slots can index facts about states once a set is
 * complete.
 */
public final class StateSet {
    /** What an empty slot's first word holds; no state does, since its first CPU would be at an impossible point. */
    private static final long EMPTY = -1;

    private static final int MAX_SLOTS_WORDS = 1 << 30;
    private static final double MAX_LOAD = 0.75;

    /** States looked up at once, so that their cache misses overlap. */
    private static final int BLOCK = 64;

    private final int words;
    private long[] table;
    private int slots;
    private int size;
    private int threshold;

    /** Where the search for each state of a block starts. */
    private final int[] starts = new int[BLOCK];
    /** The first word found there. */
    private final long[] heads = new long[BLOCK];

    /**
     * An empty set.
     *
     * @param words words of a state
     * @param expected slots to begin with
     */
    public StateSet(int words, int expected) {
        this.words = words;
        allocate(Math.max(1024, expected));
    }

    private void allocate(int newSlots) {
        slots = newSlots;
        table = new long[newSlots * words];
        Arrays.fill(table, EMPTY);
        threshold = (int) (newSlots * MAX_LOAD);
    }

    /** Adds the state that stands at an offset; {@return whether it is new} */
    public boolean add(long[] from, int offset) {
        int at = find(from, offset);
        if (table[at] != EMPTY) {
            return false;
        }
        put(from, offset, at);
        if (size > threshold) {
            grow();
        }
        return true;
    }

    /** Adds all states of a list, and lists those that are new in {@code fresh}. */
    public void addAll(StateList found, StateList fresh) {
        long[] from = found.array();
        for (int begin = 0; begin < found.size(); begin += BLOCK) {
            int end = Math.min(begin + BLOCK, found.size());
            if (isAboutToGrow(BLOCK)) {
                grow();
            }
            for (int i = begin; i < end; i++) {
                starts[i - begin] = start(from, found.offset(i));
            }
            for (int i = 0; i < end - begin; i++) {
                heads[i] = head(starts[i]);
            }
            for (int i = begin; i < end; i++) {
                int offset = found.offset(i);
                if (words == 1 && heads[i - begin] == from[offset]) {
                    continue;
                }
                int at = find(from, offset, starts[i - begin]);
                if (table[at] == EMPTY) {
                    put(from, offset, at);
                    fresh.add(from, offset);
                }
            }
        }
    }

    private void put(long[] from, int offset, int at) {
        for (int word = 0; word < words; word++) {
            table[at + word] = from[offset + word];
        }
        size++;
    }

    /** {@return the slot of a state that is in the set, or -1} */
    public int slot(long[] from, int offset) {
        int at = find(from, offset);
        return table[at] == EMPTY ? -1 : at / words;
    }

    /** Where the state is, or the empty place it would take. */
    private int find(long[] from, int offset) {
        return find(from, offset, start(from, offset));
    }

    /** {@return the slot where the search for a state starts} */
    int start(long[] from, int offset) {
        return (int) ((hash(from, offset, words) >>> 32) * slots >>> 32);
    }

    /** {@return the first word in a slot} */
    long head(int slot) {
        return table[slot * words];
    }

    private int find(long[] from, int offset, int start) {
        int slot = start;
        if (words == 1) {
            long state = from[offset];
            for (long held = table[slot]; held != EMPTY && held != state; held = table[slot]) {
                slot = slot + 1 == slots ? 0 : slot + 1;
            }
            return slot;
        }
        int at = slot * words;
        while (table[at] != EMPTY && !Arrays.equals(table, at, at + words, from, offset, offset + words)) {
            at = at + words == table.length ? 0 : at + words;
        }
        return at;
    }

    static long hash(long[] from, int offset, int words) {
        long hash = from[offset];
        for (int i = 1; i < words; i++) {
            hash = (hash ^ hash >>> 29) * 0xBF58476D1CE4E5B9L + from[offset + i];
        }
        hash = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ hash >>> 29) * 0xD6E8FEB86659FD93L;
        return hash ^ hash >>> 32;
    }

    private void grow() {
        long[] old = table;
        if ((long) slots * words * 2 > MAX_SLOTS_WORDS) {
            throw new OutOfMemoryError("more states than one table can hold");
        }
        allocate(slots + (slots >> 1) + (slots >> 2));
        for (int at = 0; at < old.length; at += words) {
            if (old[at] != EMPTY) {
                System.arraycopy(old, at, table, find(old, at), words);
            }
        }
    }

    /** {@return how many states there are} */
    public int size() {
        return size;
    }

    /** {@return how many slots there are, empty ones included} */
    public int slots() {
        return slots;
    }

    /** Copies the state of a slot; {@return false if the slot is empty} */
    public boolean get(int slot, long[] to, int offset) {
        if (table[slot * words] == EMPTY) {
            return false;
        }
        System.arraycopy(table, slot * words, to, offset, words);
        return true;
    }

    /** {@return bytes of the table the next growth would need beside this one, plus this one} */
    public long bytesToGrow() {
        return table.length * 8L + table.length * 14L;
    }

    /** {@return bytes held} */
    public long bytes() {
        return table.length * 8L;
    }

    /** {@return whether the next addition may make the set grow} */
    public boolean isAboutToGrow(int additions) {
        return size + additions > threshold;
    }
}
