package lostedge.engine.statespace;

import java.util.Arrays;

/** A list of states of equal size, one after the other in one array. */
public final class StateList {
    private final int words;
    private long[] states;
    private int size;

    /** An empty list of states of so many words. */
    public StateList(int words) {
        this.words = words;
        states = new long[1024 * words];
    }

    /** Appends the state that stands at an offset. */
    public void add(long[] from, int offset) {
        if ((size + 1) * words > states.length) {
            states = Arrays.copyOf(states, states.length * 2);
        }
        int at = size++ * words;
        for (int word = 0; word < words; word++) {
            states[at + word] = from[offset + word];
        }
    }

    /** {@return how many states there are} */
    public int size() {
        return size;
    }

    /** Forgets all states. */
    public void clear() {
        size = 0;
    }

    /** {@return the array that holds state {@code i} from {@link #offset} on} */
    public long[] array() {
        return states;
    }

    /** {@return where state {@code i} begins in {@link #array}} */
    public int offset(int i) {
        return i * words;
    }

    /** Copies state {@code i}. */
    public void get(int i, long[] to) {
        int at = i * words;
        for (int word = 0; word < words; word++) {
            to[word] = states[at + word];
        }
    }
}
