package lostedge.engine.belief;

import static lostedge.engine.belief.Explanation.NO_SLOT;
import static lostedge.engine.belief.Explanation.WAKE_UPS;
import static lostedge.engine.belief.ReceiverSystem.RECEIVER;

import java.util.function.Predicate;
import lostedge.engine.belief.CallSlots.Call;
import lostedge.engine.belief.CallSlots.Kind;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.model.SystemState.Csd;
import lostedge.engine.model.SystemState.Receive;

/**
 * What a receiver does itself. Every method that takes an event returns whether it is explained; if not, nothing has
 * changed.
 */
public final class Course {
    private final Explanation explanation;
    private final Inbox inbox;
    private final Alphabet alphabet;
    private final ReceiverSystem machine;
    private final SilentSteps silence;
    private boolean mayIdle = true;
    private boolean mustTake;
    private long departures;

    Course(Explanation explanation, Inbox inbox, Alphabet alphabet) {
        this.explanation = explanation;
        this.inbox = inbox;
        this.alphabet = alphabet;
        machine = explanation.machine;
        silence = explanation.silence;
    }

    void gap() {
        explanation.openFunction = NO_SLOT;
        silence.inHandler = false;
        silence.inSoftirq = false;
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
        explanation.apply(state -> {
            if (state.edge(RECEIVER) && !state.atIpl7(RECEIVER)) {
                apply(state, Microstep.ENTER_INTERRUPT, InterruptKind.IPI.ordinal());
            }
        });
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
            inbox.outside();
        }
        if (!explanation.known() || busy()) {
            return true;
        }
        if (!explanation.require(state -> agrees(state, flags, schedules))) {
            return false;
        }
        mustTake = accepts && inbox.quiet(ns);
        departures = inbox.departures();
        return true;
    }

    private boolean busy() {
        return silence.inHandler || explanation.openFunction != NO_SLOT;
    }

    private boolean agrees(SystemState s, int flags, boolean schedules) {
        int context = s.context(RECEIVER);
        if (ContextFlags.inHardInterrupt(flags)) {
            return context == SystemState.INTERRUPT;
        }
        boolean softirq = (flags & ContextFlags.SOFTIRQ) != 0;
        if ((flags & ContextFlags.IRQS_OFF) == 0) {
            return !s.atIpl7(RECEIVER) && (softirq || context == SystemState.TASK);
        }
        if (context == SystemState.TASK) {
            return schedules || !machine.masksMatter() || s.atIpl7(RECEIVER);
        }
        return !schedules
                && (context == SystemState.SOFTIRQ || s.stack(RECEIVER).atIrqExit());
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
    public boolean handlerBegins() {
        inbox.outside();
        boolean explained = !explanation.known()
                || !busy() && explanation.require(state -> machine.next(state, RECEIVER, Microstep.RUN_HANDLER));
        silence.inHandler |= explained;
        return explained;
    }

    /** It ends. */
    public boolean handlerEnds() {
        if (explanation.known()) {
            if (!silence.inHandler || explanation.openFunction != NO_SLOT) {
                return false;
            }
            explanation.apply(state -> apply(state, Microstep.RUN_HANDLER, 0));
        }
        silence.inHandler = false;
        return true;
    }

    /**
     * Softirqs begin in an interrupt, or go on with the next vector.
     *
     * @param inTask whether they may run in a task too
     */
    public boolean softirqBegins(boolean inTask) {
        if (explanation.known()) {
            if (busy()) {
                return false;
            }
            Belief begun = explanation.none();
            for (SystemState state : explanation.closure().states()) {
                boolean taskMay = inTask && state.context(RECEIVER) == SystemState.TASK;
                if (machine.mayBeginSoftirqs(state)) {
                    explanation.add(begun, state, to -> apply(to, Microstep.SOFTIRQ_BEGIN, 0));
                } else if ((taskMay || state.context(RECEIVER) == SystemState.SOFTIRQ) && !state.atIpl7(RECEIVER)) {
                    begun.add(state);
                }
            }
            if (begun.isEmpty()) {
                return false;
            }
            explanation.replace(begun);
        }
        silence.inSoftirq = true;
        return true;
    }

    /** They end, or one vector does. */
    public boolean softirqEnds() {
        if (explanation.known()) {
            boolean explained = silence.inSoftirq
                    && !busy()
                    && explanation.require(state -> state.context(RECEIVER) != SystemState.INTERRUPT);
            if (!explained) {
                return false;
            }
        }
        silence.inSoftirq = false;
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
        if (busy() || slot == NO_SLOT || !explanation.require(state -> runsNext(state, slot, flags))) {
            return false;
        }
        explanation.openFunction = slot;
        explanation.unlocked = false;
        return true;
    }

    private boolean runsNext(SystemState state, int slot, int flags) {
        boolean inInterrupt = state.context(RECEIVER) == SystemState.INTERRUPT;
        if (state.receive(RECEIVER) != Receive.FLUSH || ContextFlags.inHardInterrupt(flags) && !inInterrupt) {
            return false;
        }
        return slot == WAKE_UPS
                ? machine.next(state, RECEIVER, Microstep.RUN_WAKEUPS)
                : state.csd(SystemState.TASK, slot, RECEIVER) == Csd.TAKEN;
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
            explanation.apply(state -> apply(state, Microstep.RUN_WAKEUPS, 0));
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
        boolean ipi = kind == InterruptKind.IPI.ordinal();
        return step(
                state -> !state.atIpl7(RECEIVER) && (!ipi || state.edge(RECEIVER)), Microstep.ENTER_INTERRUPT, kind);
    }

    /** An interrupt is left. */
    public boolean returns() {
        return step(state -> machine.next(state, RECEIVER, Microstep.RTI), Microstep.RTI, 0);
    }

    /** {@code handle_ipi} takes these bits. */
    public boolean exchanges(int bits) {
        return step(
                state -> state.receive(RECEIVER) == Receive.XCHG && state.bits(RECEIVER) == bits,
                Microstep.XCHG_BITS,
                0);
    }

    private boolean step(Predicate<SystemState> enabled, Microstep microstep, long argument) {
        if (!explanation.known()) {
            return true;
        }
        if (explanation.openFunction != NO_SLOT || !explanation.require(enabled)) {
            return false;
        }
        explanation.apply(state -> apply(state, microstep, argument));
        return true;
    }

    private void apply(SystemState state, Microstep microstep, long argument) {
        machine.system().apply(state, microstep, RECEIVER, argument);
    }
}
