package lostedge.engine.belief;

import java.util.function.Consumer;
import java.util.function.Predicate;
import lostedge.engine.model.SystemState;

/** The states that explain one receiver's events so far, and steps taken in all of them at once. */
final class Explanation {
    /** No function runs. */
    static final int NO_SLOT = 0;
    /** The wake-ups run, or a function of which nothing is known. */
    static final int WAKE_UPS = -1;

    final ReceiverSystem machine;
    final SilentSteps silence;
    final CallSlots slots;
    private final SystemState scratch;
    private Belief belief;
    private boolean known;
    private int epoch;

    /** The slot whose function runs, {@link #NO_SLOT} or {@link #WAKE_UPS}. */
    int openFunction;
    /** Whether the csd of the function that runs is free already. */
    boolean unlocked;

    Explanation(ReceiverSystem machine, Alphabet alphabet, int maxStates) {
        this.machine = machine;
        belief = new Belief(maxStates);
        silence = new SilentSteps(machine, alphabet, belief);
        slots = new CallSlots(machine.slots());
        scratch = machine.system().initial();
    }

    boolean known() {
        return known;
    }

    int epoch() {
        return epoch;
    }

    Belief belief() {
        return belief;
    }

    /** {@return an empty set with the same bound} */
    Belief none() {
        return belief.none();
    }

    /** {@return the states that silent steps lead to from those that explain what was recorded} */
    Belief closure() {
        Belief closed = belief.filter(state -> true);
        silence.close(closed);
        return closed;
    }

    /** From here on these states explain what was recorded. */
    void replace(Belief states) {
        belief = states;
        known = true;
    }

    void forget() {
        known = false;
        epoch++;
        belief = belief.none();
        slots.clear();
        silence.reset();
        if (openFunction != NO_SLOT) {
            openFunction = WAKE_UPS;
        }
    }

    /** Goes on to those states, silent steps included, of which this is true; returns false if there are none. */
    boolean require(Predicate<SystemState> condition) {
        Belief rest = closure().filter(condition);
        if (rest.isEmpty()) {
            return false;
        }
        belief = rest;
        return true;
    }

    /** Changes every state. */
    void apply(Consumer<SystemState> change) {
        Belief changed = belief.none();
        for (SystemState state : belief.states()) {
            scratch.copyFrom(state);
            change.accept(scratch);
            changed.add(scratch);
        }
        belief = changed;
    }

    /** Adds to a set what a state becomes by a change. */
    void add(Belief set, SystemState state, Consumer<SystemState> change) {
        scratch.copyFrom(state);
        change.accept(scratch);
        set.add(scratch);
    }
}
