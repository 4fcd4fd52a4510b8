package lostedge.engine.belief;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import lostedge.engine.model.SystemState;

/** A set of states that is being gathered, in the order they are found. */
final class StateSet {
    private final StatePool pool;
    private final int maxStates;
    private final List<SystemState> states = new ArrayList<>();
    private final BitSet numbers = new BitSet();

    /** An empty set of states of the pool, which may hold so many. */
    StateSet(StatePool pool, int maxStates) {
        this.pool = pool;
        this.maxStates = maxStates;
    }

    int size() {
        return states.size();
    }

    /** {@return a state; it must not be changed} */
    SystemState get(int index) {
        return states.get(index);
    }

    List<SystemState> states() {
        return states;
    }

    /** {@return their numbers in the pool} */
    BitSet numbers() {
        return numbers;
    }

    /** Adds a state unless it is there. */
    void add(SystemState state) {
        StatePool.Pooled pooled = pool.pooled(state);
        if (!numbers.get(pooled.number())) {
            if (states.size() == maxStates) {
                throw new TooManyStates("more than " + maxStates + " states explain the events of one CPU");
            }
            numbers.set(pooled.number());
            states.add(pooled.state());
        }
    }

    /** Adds states unless they are there. */
    void addAll(List<SystemState> others) {
        others.forEach(this::add);
    }
}
