package lostedge.engine.belief;

import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** Every state met so far, packed, once, with a number of its own. */
final class StatePool {
    /** The words of a state, which must not be changed, and its number. */
    record Pooled(long[] words, int number) {}

    private final Map<LongBuffer, Pooled> states = new HashMap<>();

    /** {@return the pooled state of the same words; it keeps these if there is none} */
    Pooled pooled(long[] words) {
        return states.computeIfAbsent(LongBuffer.wrap(words), unused -> new Pooled(words, states.size()));
    }

    int size() {
        return states.size();
    }

    void clear() {
        states.clear();
    }
}
