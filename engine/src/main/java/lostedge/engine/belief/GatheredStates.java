package lostedge.engine.belief;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import lostedge.engine.state.StateLayout;
import lostedge.engine.state.SystemState;

/** A set of states that is being gathered, in the order they are found. */
final class GatheredStates {
    private final StatePool pool;
    private final StateLayout layout;
    private final int maxStates;
    private final List<long[]> states = new ArrayList<>();
    private final BitSet numbers = new BitSet();

    /** An empty set of states of the pool, which may hold so many. */
    GatheredStates(StatePool pool, StateLayout layout, int maxStates) {
        this.pool = pool;
        this.layout = layout;
        this.maxStates = maxStates;
    }

    int size() {
        return states.size();
    }

    /** Writes one of its states. */
    void get(int index, SystemState to) {
        layout.unpack(states.get(index), to);
    }

    /** {@return how its states are packed} */
    StateLayout layout() {
        return layout;
    }

    /** {@return its states, packed; they must not be changed} */
    List<long[]> states() {
        return states;
    }

    /** {@return their numbers in the pool} */
    BitSet numbers() {
        return numbers;
    }

    /** Adds a state unless it is there. */
    void add(SystemState state) {
        add(layout.pack(state));
    }

    /** Adds a packed state, which is not changed any more, unless it is there. */
    void add(long[] state) {
        StatePool.Pooled pooled = pool.pooled(state);
        if (!numbers.get(pooled.number())) {
            if (states.size() == maxStates) {
                throw new TooManyStates("more than " + maxStates + " states explain the events of one CPU");
            }
            numbers.set(pooled.number());
            states.add(pooled.words());
        }
    }

    /** Adds packed states unless they are there. */
    void addAll(List<long[]> others) {
        others.forEach(this::add);
    }
}
