package lostedge.engine.state;

import java.util.Arrays;

/**
 * The bits of packed states that were looked at or changed in the states it watches. Two states that agree on the
 * footprint of what was done in one of them are alike to it: in the other it does the same.
 */
public final class Footprint extends Watch {
    private final StateLayout layout;
    private final long[] words;

    /** An empty footprint in states of a layout. */
    public Footprint(StateLayout layout) {
        this.layout = layout;
        words = new long[layout.words()];
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /** {@return the bits touched in one of a packed state's words} */
    public long word(int word) {
        return words[word];
    }

    @Override
    void touch(Variable variable, int instance, int cpu) {
        layout.addBits(variable, instance, cpu, words);
    }
}
