package lostedge.engine.belief;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import lostedge.engine.model.SystemState;

/** A set of states, each of which explains what was recorded so far; in the order they were found. */
public final class Belief {
    /** Thrown when more states explain a CPU's events than may be kept. */
    public static final class TooManyStates extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyStates() {
            super(null, null, false, false);
        }
    }

    private final int maxStates;
    private final List<SystemState> states = new ArrayList<>();
    private final Set<SystemState> known = new HashSet<>();

    Belief(int maxStates) {
        this.maxStates = maxStates;
    }

    /** {@return how many states} */
    public int size() {
        return states.size();
    }

    /** {@return whether nothing explains what was recorded} */
    public boolean isEmpty() {
        return states.isEmpty();
    }

    /** {@return a state; it must not be changed} */
    SystemState get(int index) {
        return states.get(index);
    }

    /** {@return the states; they must not be changed} */
    public List<SystemState> states() {
        return states;
    }

    /** Adds a copy of a state unless an equal one is there. */
    void add(SystemState state) {
        if (known.contains(state)) {
            return;
        }
        if (states.size() == maxStates) {
            throw new TooManyStates();
        }
        SystemState copy = new SystemState(state.layout());
        copy.copyFrom(state);
        known.add(copy);
        states.add(copy);
    }

    /** {@return the states of which this is true} */
    Belief filter(Predicate<SystemState> condition) {
        Belief rest = new Belief(maxStates);
        for (SystemState state : states) {
            if (condition.test(state)) {
                rest.known.add(state);
                rest.states.add(state);
            }
        }
        return rest;
    }

    /** {@return an empty set with the same bound} */
    Belief none() {
        return new Belief(maxStates);
    }
}
