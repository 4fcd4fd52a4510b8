package lostedge.engine.check;

import java.util.Arrays;

/** A list of states of equal size, one after the other in one array. */
final class StateList {
    private final int words;
    private long[] states;
    private int size;

    StateList(int words) {
        this.words = words;
        states = new long[1024 * words];
    }

    void add(long[] from, int offset) {
        if ((size + 1) * words > states.length) {
            states = Arrays.copyOf(states, states.length * 2);
        }
        System.arraycopy(from, offset, states, size * words, words);
        size++;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** {@return the array that holds state {@code i} from {@link #offset} on} */
    long[] array() {
        return states;
    }

    int offset(int i) {
        return i * words;
    }

    void get(int i, long[] to) {
        System.arraycopy(states, i * words, to, 0, words);
    }
}
