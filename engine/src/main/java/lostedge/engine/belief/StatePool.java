package lostedge.engine.belief;

import java.util.HashMap;
import java.util.Map;
import lostedge.engine.model.SystemState;

/** Every state met so far, once, with a number of its own. */
final class StatePool {
    /** A state and its number. */
    record Pooled(SystemState state, int number) {}

    private final Map<SystemState, Pooled> states = new HashMap<>();

    /** {@return the pooled state equal to one that may change later} */
    Pooled pooled(SystemState state) {
        Pooled known = states.get(state);
        if (known == null) {
            SystemState copy = new SystemState(state.layout());
            copy.copyFrom(state);
            known = new Pooled(copy, states.size());
            states.put(copy, known);
        }
        return known;
    }

    int size() {
        return states.size();
    }

    void clear() {
        states.clear();
    }
}
