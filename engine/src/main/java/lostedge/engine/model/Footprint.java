package lostedge.engine.model;

import java.util.Arrays;

/**
 * The bits of a state that a system looked at or changed. Two states that agree on the footprint of what was done in
 * one of them are alike to it: in the other it does the same.
 */
public final class Footprint {
    private long[] words = new long[1];

    /** Forgets all. */
    public void clear() {
        Arrays.fill(words, 0);
    }

    /** {@return the bits touched in one of a state's words} */
    public long word(int word) {
        return word < words.length ? words[word] : 0;
    }

    void touch(int word, long bits) {
        if (word >= words.length) {
            words = Arrays.copyOf(words, word + 1);
        }
        words[word] |= bits;
    }
}
