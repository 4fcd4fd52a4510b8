package lostedge.engine.statespace;

import java.util.Arrays;

/** A list of states. */
public final class StateList {
    private long[] states = new long[64];
    private int size;

    /** Appends a state. */
    public void add(long state) {
        if (size == states.length) {
            states = Arrays.copyOf(states, states.length * 2);
        }
        states[size++] = state;
    }

    /** {@return how many states there are} */
    public int size() {
        return size;
    }

    /** {@return state {@code i}} */
    public long get(int i) {
        return states[i];
    }

    /** Forgets all states. */
    public void clear() {
        size = 0;
    }

    /** {@return bytes held} */
    public long bytes() {
        return states.length * 8L;
    }
}
