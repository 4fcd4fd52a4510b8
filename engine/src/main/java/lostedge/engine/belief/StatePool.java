package lostedge.engine.belief;

import java.util.HashMap;
import java.util.Map;
import lostedge.engine.state.StateLayout;

/** Every state met so far, packed, once, with a number of its own. */
final class StatePool {
    /** The words of a state, which must not be changed, and its number. */
    record Pooled(long[] words, int number) {}

    private final Map<StateLayout.Words, Pooled> states = new HashMap<>();

    /** {@return the pooled state of the same words; it keeps these if there is none} */
    Pooled pooled(long[] words) {
        return states.computeIfAbsent(new StateLayout.Words(words), unused -> new Pooled(words, states.size()));
    }

    int size() {
        return states.size();
    }

    void clear() {
        states.clear();
    }
}
