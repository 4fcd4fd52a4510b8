package lostedge.engine.receiver;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;
import static lostedge.engine.receiver.Explanation.NO_SLOT;
import static lostedge.engine.receiver.Explanation.WAKE_UPS;

import lostedge.engine.belief.Alphabet;
import lostedge.engine.belief.Change;
import lostedge.engine.belief.Condition;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.model.Microstep;
import lostedge.engine.receiver.CallSlots.Call;
import lostedge.engine.receiver.CallSlots.Kind;

/**
 * What a receiver does itself. Every method that takes an event returns whether it is explained; if not, nothing has
 * changed.
 */
public final class Course {
    private final Explanation explanation;
    private final Inbox inbox;
    private final Alphabet alphabet;
    private boolean mayIdle = true;
    private boolean mustTake;
    private long departures;

    Course(Explanation explanation, Inbox inbox) {
        this.explanation = explanation;
        this.inbox = inbox;
        alphabet = explanation.space.alphabet();
    }

    void gap() {
        explanation.openFunction = NO_SLOT;
        explanation.inHandler = false;
        explanation.inSoftirq = false;
    }

    /**
     * An edge that had long arrived when the CPU was seen to accept interrupts was taken before the CPU's next event,
     * unless that is another interrupt.
     */
    public void takesWhatIsDue(boolean interrupt) {
        boolean due = mustTake && departures == inbox.departures() && explanation.known();
        mustTake = false;
        if (!due || interrupt || alphabet.hardware()) {
            return;
        }
        explanation.apply(new Change.TakesDue());
    }

    /**
     * Any event: its flags tell where the CPU is.
     *
     * @param schedules whether it is a switch of tasks, which has interrupts off
     */
    public boolean runs(int flags, boolean schedules, long ns) {
        if ((flags & (ContextFlags.KNOWN | ContextFlags.NMI)) != ContextFlags.KNOWN) {
            return true;
        }
        boolean accepts = ContextFlags.acceptsInterrupts(flags);
        if (accepts) {
            inbox.outside(ns);
        }
        if (!explanation.known() || explanation.busy()) {
            return true;
        }
        if (!explanation.require(new Condition.Flagged(flags, schedules))) {
            return false;
        }
        mustTake = accepts && inbox.quiet(ns);
        departures = inbox.departures();
        return true;
    }

    /** The task that runs, 0 for the idle task, -1 if not told. */
    public void task(int pid) {
        mayIdle = pid <= 0;
    }

    /** {@return whether its idle task may be running} */
    public boolean idles() {
        return mayIdle;
    }

    /** A handler of a device or the clock begins. */
    public boolean handlerBegins(long ns) {
        inbox.outside(ns);
        boolean explained = !explanation.known()
                || !explanation.busy() && explanation.require(new Condition.Next(Microstep.RUN_HANDLER));
        explanation.inHandler |= explained;
        return explained;
    }

    /** It ends. */
    public boolean handlerEnds() {
        if (explanation.known()) {
            if (!explanation.inHandler || explanation.openFunction != NO_SLOT) {
                return false;
            }
            explanation.apply(new Change.Step(Microstep.RUN_HANDLER, RECEIVER, 0));
        }
        explanation.inHandler = false;
        return true;
    }

    /**
     * Softirqs begin in an interrupt, or go on with the next vector.
     *
     * @param inTask whether they may run in a task too
     */
    public boolean softirqBegins(boolean inTask) {
        if (explanation.known()) {
            if (explanation.busy() || !explanation.require(new Condition.MayRunSoftirqs(inTask))) {
                return false;
            }
            explanation.apply(new Change.SoftirqsBegin());
        }
        explanation.inSoftirq = true;
        return true;
    }

    /** They end, or one vector does. */
    public boolean softirqEnds() {
        if (explanation.known()) {
            boolean explained = explanation.inSoftirq
                    && !explanation.busy()
                    && explanation.require(new Condition.OutsideInterrupts());
            if (!explained) {
                return false;
            }
        }
        explanation.inSoftirq = false;
        return true;
    }

    /** A function of the queue begins; outside hard interrupts only an idle loop or a drain may have come to it. */
    public boolean functionBegins(Call call, int flags) {
        inbox.functionBegins();
        if (!explanation.known()) {
            explanation.openFunction = WAKE_UPS;
            return true;
        }
        int slot = call.kind() == Kind.WAKE_UP ? WAKE_UPS : explanation.slots.find(call);
        if (explanation.busy()
                || slot == NO_SLOT
                || !explanation.require(new Condition.Runs(slot, ContextFlags.inHardInterrupt(flags)))) {
            return false;
        }
        explanation.openFunction = slot;
        explanation.unlocked = false;
        return true;
    }

    /** It ends. */
    public boolean functionEnds(Call call) {
        int open = explanation.openFunction;
        if (!explanation.known()) {
            inbox.functionEnds(call.kind());
        } else if (call.kind() == Kind.WAKE_UP) {
            if (open != WAKE_UPS) {
                return false;
            }
            explanation.apply(new Change.Step(Microstep.RUN_WAKEUPS, RECEIVER, 0));
        } else {
            if (open <= NO_SLOT) {
                return false;
            }
            inbox.run(open);
        }
        explanation.openFunction = NO_SLOT;
        return true;
    }

    // ---- What only the built-in engine records.

    /** An interrupt of this kind is entered. */
    public boolean enters(int kind) {
        return step(new Condition.Enters(kind), Microstep.ENTER_INTERRUPT, kind);
    }

    /** An interrupt is left. */
    public boolean returns() {
        return step(new Condition.Next(Microstep.RTI), Microstep.RTI, 0);
    }

    /** {@code handle_ipi} takes these bits. */
    public boolean exchanges(int bits) {
        return step(new Condition.Exchanges(bits), Microstep.XCHG_BITS, 0);
    }

    private boolean step(Condition enabled, Microstep microstep, long argument) {
        if (!explanation.known()) {
            return true;
        }
        if (explanation.openFunction != NO_SLOT || !explanation.require(enabled)) {
            return false;
        }
        explanation.apply(new Change.Step(microstep, RECEIVER, argument));
        return true;
    }
}
