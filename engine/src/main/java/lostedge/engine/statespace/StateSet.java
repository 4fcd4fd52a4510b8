package lostedge.engine.statespace;

import java.util.Arrays;

/**
 * A growing set of states, kept exactly in one array by open addressing with linear probing.
 *
 * <p>A state's slot stays the same while nothing is added, so slots can index facts about states once a set is
 * complete.
 */
public final class StateSet {
    /** What an empty slot holds. */
    private static final long EMPTY = StateSpace.NONE;

    private static final int FIRST_SLOTS = 64;
    private static final double MAX_LOAD = 0.75;
    private static final double GROWTH = 1.5;
    /** States looked up at once, so that their cache misses overlap. */
    private static final int BLOCK = 64;

    private long[] table = new long[0];
    private int size;
    private int threshold;

    /** Where the search for each state of a block starts, and what was found there. */
    private final int[] starts = new int[BLOCK];

    private final long[] heads = new long[BLOCK];

    /** An empty set. */
    public StateSet() {
        allocate(FIRST_SLOTS);
    }

    private void allocate(int slots) {
        table = new long[slots];
        Arrays.fill(table, EMPTY);
        threshold = (int) (slots * MAX_LOAD);
    }

    /** Adds a state; {@return whether it is new} */
    public boolean add(long state) {
        if (size == threshold) {
            grow();
        }
        int slot = find(state, start(state));
        boolean isNew = table[slot] == EMPTY;
        if (isNew) {
            table[slot] = state;
            size++;
        }
        return isNew;
    }

    /** Adds all states of a list, and appends those that are new to {@code fresh}. */
    public void addAll(StateList found, StateList fresh) {
        for (int begin = 0; begin < found.size(); begin += BLOCK) {
            int count = Math.min(BLOCK, found.size() - begin);
            while (size + count > threshold) {
                grow();
            }
            for (int i = 0; i < count; i++) {
                starts[i] = start(found.get(begin + i));
            }
            for (int i = 0; i < count; i++) {
                heads[i] = table[starts[i]];
            }
            for (int i = 0; i < count; i++) {
                long state = found.get(begin + i);
                if (heads[i] == state) {
                    continue;
                }
                int slot = find(state, starts[i]);
                if (table[slot] == EMPTY) {
                    table[slot] = state;
                    size++;
                    fresh.add(state);
                }
            }
        }
    }

    /** {@return whether a state is in the set} */
    public boolean contains(long state) {
        return slot(state) >= 0;
    }

    /** {@return the slot of a state that is in the set, or -1} */
    public int slot(long state) {
        int slot = find(state, start(state));
        return table[slot] == EMPTY ? -1 : slot;
    }

    /** {@return the slot where the search for a state starts} */
    int start(long state) {
        return (int) ((hash(state) >>> 32) * table.length >>> 32);
    }

    /** Where the state is, or the empty slot it would take. */
    private int find(long state, int start) {
        int slot = start;
        for (long held = table[slot]; held != EMPTY && held != state; held = table[slot]) {
            slot = slot + 1 == table.length ? 0 : slot + 1;
        }
        return slot;
    }

    static long hash(long state) {
        long hash = (state ^ state >>> 32) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ hash >>> 29) * 0xD6E8FEB86659FD93L;
        return hash ^ hash >>> 32;
    }

    private void grow() {
        long[] old = table;
        allocate((int) (old.length * GROWTH));
        for (long state : old) {
            if (state != EMPTY) {
                table[find(state, start(state))] = state;
            }
        }
    }

    /** {@return how many states there are} */
    public int size() {
        return size;
    }

    /** {@return how many slots there are, empty ones included} */
    public int slots() {
        return table.length;
    }

    /** {@return what a slot holds, or {@link StateSpace#NONE}} */
    public long get(int slot) {
        return table[slot];
    }

    /** {@return bytes held} */
    public long bytes() {
        return table.length * 8L;
    }

    /** {@return the most bytes held while so many further states are added, if all are new} */
    public long bytesWith(int additions) {
        long before = table.length;
        long slots = before;
        while (size + additions > (long) (slots * MAX_LOAD)) {
            before = slots;
            slots = (long) (slots * GROWTH);
        }
        return (slots == table.length ? slots : before + slots) * 8;
    }
}
