package lostedge.engine.transition;

import lostedge.engine.model.Microstep;
import lostedge.engine.model.Microstep.Origin;
import org.jspecify.annotations.Nullable;

/** A step that a CPU can take, and what it changes. */
public final class Move {
    /**
     * What a move changes.
     *
     * @param own the CPU's own region: the number before and after, exclusive or
     * @param others what happens to other regions
     */
    record Change(long own, Effect[] others) {}

    private final Microstep microstep;
    private final int cpu;
    private final long argument;
    private final boolean isProgram;
    private final boolean isObliged;
    /** When it may as well be taken at once; known of the first of a CPU's. */
    Confluence.Condition confluent = Confluence.Condition.NEVER;

    /** What it changes, by what else that depends on. */
    final Remembered<Change> changes;

    // What it changes, unless that depends on more than the CPU's own variables or is not yet known.
    private boolean isSettled;
    private long own;
    private Effect @Nullable [] others;

    Move(Microstep microstep, int cpu, long argument, long[] ownBits) {
        this.microstep = microstep;
        this.cpu = cpu;
        this.argument = argument;
        isProgram = microstep.origin() == Origin.PROGRAM;
        isObliged = microstep.origin() != Origin.CHOICE;
        changes = new Remembered<>(ownBits);
    }

    /** {@return what happens} */
    public Microstep microstep() {
        return microstep;
    }

    /** {@return on which CPU} */
    public int cpu() {
        return cpu;
    }

    /** {@return as the microstep's Javadoc tells} */
    public long argument() {
        return argument;
    }

    /** {@return whether the code that runs on the CPU does it next} */
    public boolean isProgram() {
        return isProgram;
    }

    /** {@return whether it happens sooner or later, rather than by somebody's choice} */
    public boolean isObliged() {
        return isObliged;
    }

    /** Settles what it changes in every state in which it is enabled. */
    void settle(Change change) {
        isSettled = true;
        own = change.own;
        others = change.others.length == 0 ? null : change.others;
    }

    /** {@return whether {@link #apply} may be asked} */
    boolean isSettled() {
        return isSettled;
    }

    /** {@return the state it leads to} */
    long apply(long state) {
        return others == null ? state ^ own : apply(state ^ own, others);
    }

    /** {@return the state after changes of other regions} */
    static long apply(long state, Effect[] effects) {
        long to = state;
        for (Effect effect : effects) {
            to = effect.on(to);
        }
        return to;
    }
}
