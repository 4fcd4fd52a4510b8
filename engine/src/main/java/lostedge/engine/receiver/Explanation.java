package lostedge.engine.receiver;

import lostedge.engine.belief.Belief;
import lostedge.engine.belief.BeliefSpace;
import lostedge.engine.belief.Change;
import lostedge.engine.belief.Condition;
import lostedge.engine.belief.Sends;
import lostedge.engine.belief.Silence;

/** The states that explain one receiver's events so far, and what the events tell of the steps between. */
final class Explanation {
    /** No function runs. */
    static final int NO_SLOT = 0;
    /** The wake-ups run, or a function of which nothing is known. */
    static final int WAKE_UPS = Condition.WAKE_UPS;

    final BeliefSpace space;
    final CallSlots slots;
    private Belief belief;
    private boolean known;
    private int epoch;

    /** How far the sends under way are. */
    Sends sends = Sends.NONE;
    /** Whether a handler runs. */
    boolean inHandler;
    /** Whether softirqs run. */
    boolean inSoftirq;
    /** The slot whose function runs, {@link #NO_SLOT} or {@link #WAKE_UPS}. */
    int openFunction;
    /** Whether the csd of the function that runs is free already. */
    boolean unlocked;

    Explanation(BeliefSpace space) {
        this.space = space;
        belief = space.nothing();
        slots = new CallSlots(space.machine().slots());
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

    /** {@return whether its handler or function runs} */
    boolean busy() {
        return inHandler || openFunction != NO_SLOT;
    }

    private Silence silence() {
        return new Silence(sends, busy(), inSoftirq);
    }

    /** {@return the states that silent steps lead to from those that explain what was recorded} */
    Belief closure() {
        return space.closure(belief, silence());
    }

    /** From here on these states explain what was recorded. */
    void replace(Belief states) {
        belief = states;
        known = true;
    }

    void forget() {
        known = false;
        epoch++;
        belief = space.nothing();
        slots.clear();
        sends = Sends.NONE;
        if (openFunction != NO_SLOT) {
            openFunction = WAKE_UPS;
        }
    }

    /** Goes on to those states, silent steps included, of which this holds; returns false if there are none. */
    boolean require(Condition condition) {
        Belief rest = space.require(belief, silence(), condition);
        if (rest.isEmpty()) {
            return false;
        }
        belief = rest;
        return true;
    }

    /** Changes every state. */
    void apply(Change change) {
        belief = space.apply(belief, change);
    }

    /** {@return whether this holds in every state} */
    boolean surely(Condition condition) {
        return space.filter(belief, condition).size() == belief.size();
    }
}
