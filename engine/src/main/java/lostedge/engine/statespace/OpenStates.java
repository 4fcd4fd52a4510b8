package lostedge.engine.statespace;

import java.util.Arrays;

/**
 * The states of a depth-first search whose strongly connected component is not yet known, numbered in the order they
 * were discovered, with the path of the search among them.
 */
public final class OpenStates {
    private long[] states = new long[1024];
    private int size;

    // The path: numbers of its states, the lowest number each can reach, and where its pending successors begin.
    private int[] path = new int[1024];
    private int[] lowest = new int[1024];
    private int[] pendingBases = new int[1024];
    private int pathLength;

    // Open addressing from state to number plus one.
    private int[] table = new int[4096];

    /** Puts a new state at the end of the path. */
    public void push(long state, int pendingBase) {
        if (size == states.length) {
            states = Arrays.copyOf(states, size * 2);
        }
        if (pathLength == path.length) {
            path = Arrays.copyOf(path, pathLength * 2);
            lowest = Arrays.copyOf(lowest, pathLength * 2);
            pendingBases = Arrays.copyOf(pendingBases, pathLength * 2);
        }
        states[size] = state;
        path[pathLength] = size;
        lowest[pathLength] = size;
        pendingBases[pathLength] = pendingBase;
        pathLength++;
        size++;
        if (size * 2 > table.length) {
            table = new int[table.length * 4];
            for (int number = 0; number < size; number++) {
                table[place(states[number])] = number + 1;
            }
        } else {
            table[place(state)] = size;
        }
    }

    private int place(long state) {
        long hash = state * 0x9E3779B97F4A7C15L;
        int place = (int) (hash ^ hash >>> 31) & table.length - 1;
        while (table[place] != 0 && states[table[place] - 1] != state) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    /** {@return the number of an open state, or -1} */
    public int find(long state) {
        return table[place(state)] - 1;
    }

    /** Notes that the end of the path has a step to an open state. */
    public void meet(int number) {
        lowest[pathLength - 1] = Math.min(lowest[pathLength - 1], number);
    }

    /**
     * Takes the end off the path.
     *
     * @return its number if it is the first of its component, which is then complete from there on; otherwise -1
     */
    public int pop() {
        pathLength--;
        int reached = lowest[pathLength];
        if (reached == path[pathLength]) {
            return reached;
        }
        lowest[pathLength - 1] = Math.min(lowest[pathLength - 1], reached);
        return -1;
    }

    /** Forgets the states from a number on. */
    public void truncate(int number) {
        for (int i = size - 1; i >= number; i--) {
            remove(place(states[i]));
        }
        size = number;
    }

    /** Empties a place and moves up those behind it that would no longer be found. */
    private void remove(int place) {
        int hole = place;
        int mask = table.length - 1;
        table[hole] = 0;
        for (int at = hole + 1 & mask; table[at] != 0; at = at + 1 & mask) {
            int number = table[at];
            table[at] = 0;
            table[place(states[number - 1])] = number;
        }
    }

    /** Forgets everything. */
    public void clear() {
        if (size * 8 > table.length) {
            Arrays.fill(table, 0);
            size = 0;
        } else {
            truncate(0);
        }
        pathLength = 0;
    }

    /** {@return how many states are open} */
    public int size() {
        return size;
    }

    /** {@return an open state} */
    public long state(int number) {
        return states[number];
    }

    /** {@return how many states the path has} */
    public int pathLength() {
        return pathLength;
    }

    /** {@return where the pending successors of the path's end begin} */
    public int pendingBase() {
        return pendingBases[pathLength - 1];
    }
}
