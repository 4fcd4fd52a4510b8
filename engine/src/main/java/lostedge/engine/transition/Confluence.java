package lostedge.engine.transition;

import lostedge.engine.model.Microstep;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;

/**
 * Tells steps that may as well be taken at once, because whatever could be reached before can be reached after, and
 * what is reached before leads on to what is reached after. None of them raises an interrupt or begins a loop, so a CPU
 * cannot go on taking them for ever.
 *
 * <p>Most of them are the only step of their CPU and commute with every step anybody else may take before them (Blom
 * and van de Pol, "State space reduction by proving confluence", 2002). Where edges are dead, a {@code wripir} changes
 * nothing but how far its own sender has come, so it commutes even with the interrupts of that CPU.
 *
 * <p>Some can be made up for. A poll that finds no bit is followed by the return from its interrupt, which can be taken
 * again, up to its poll. A flush in the idle loop ends at IPL 0; only hardware that loses edges at any IPL 7 tells the
 * difference, and there the idle task can mask interrupts while an edge is lost.
 *
 * <p>The others end what might as well have begun later. Where edges are dead, nobody sees that a CPU has entered
 * {@code do_entInt}, so its way from there to {@code TAKE_QUEUE} can be put off until somebody does what matters to it:
 * sets its bit or, before the queue is taken, adds to it (Lipton, "Reduction: a method of proving properties of
 * parallel programs", 1975). Then it has found what it would have found later, or nothing, and can enter again. The
 * same is true of a drain where only holders of the lock send: whoever meets one of them then has the lock, so
 * {@code spin_trylock} fails again.
 */
final class Confluence {
    /** When a step may be taken at once. */
    enum Condition {
        /** Never known to be. */
        NEVER,
        /**
         * As long as nobody can signal the CPU: its queue is not empty, and nobody is about to set a bit or raise an
         * edge.
         */
        UNSIGNALLED,
        /** In any state in which it is enabled. */
        ALWAYS
    }

    private final CallerRules callers;
    private final KernelVariant kernel;
    private final Hardware hardware;
    private final boolean edgesAreDead;
    private final boolean drainsCanBePutOff;

    Confluence(Configuration configuration, DeadVariables dead) {
        callers = configuration.callers();
        kernel = configuration.kernel();
        hardware = configuration.hardware();
        edgesAreDead = dead.edges();
        drainsCanBePutOff =
                edgesAreDead && kernel.lock() == IpiLock.TRYLOCK_DRAIN && DeadEdges.isSentUnderLock(configuration);
    }

    /** {@return when the first of all the steps of a CPU may be taken at once} */
    Condition of(SystemState s, int cpu, Move[] steps) {
        if (steps.length == 0) {
            return Condition.NEVER;
        }
        Microstep first = steps[0].microstep();
        if (first == Microstep.WRIPIR) {
            return always(edgesAreDead);
        }
        boolean isDrain = first == Microstep.DRAIN_SAVE || first == Microstep.DRAIN_READ;
        if (isDrain && drainsCanBePutOff && s.bits(cpu) == 0) {
            return Condition.ALWAYS;
        }
        boolean isOnlyStep = steps.length == 1 || first == Microstep.CSD_UNLOCK;
        return isOnlyStep ? ofOnlyStep(s, cpu, first) : Condition.NEVER;
    }

    private Condition ofOnlyStep(SystemState s, int cpu, Microstep step) {
        return switch (step) {
            case RUN_HANDLER, POLL_READ, IRQ_EXIT, SCHEDULER_IPI, RUN_WAKEUPS -> Condition.ALWAYS;
            // Whoever waits for the csd goes on once it is free, unless a watchdog looks at it meanwhile.
            case CSD_UNLOCK -> always(!kernel.resend());
            // A csd that is free stays so until its owner queues it again.
            case CSD_WAIT -> Condition.ALWAYS;
            // Who spins on the lock has no step until it is free; who tries it has.
            case UNLOCK -> always(kernel.lock() == IpiLock.SPIN);
            // Nobody else clears a bit.
            case DRAIN_READ -> alwaysOrUnsignalled(s.bits(cpu) != 0);
            case XCHG_BITS -> ofXchg(s, cpu);
            case TAKE_QUEUE -> s.bits(cpu) == 0 && canBePutOff(s, cpu) ? Condition.UNSIGNALLED : Condition.NEVER;
            // An edge that is raised before is lost, and one that is raised after is not.
            case RTI -> alwaysOrUnsignalled(hardware == Hardware.LATCHED || edgesAreDead);
            case DRAIN_RESTORE -> alwaysOrUnsignalled(hardware != Hardware.LOST_AT_IPL7 || edgesAreDead);
            default -> Condition.NEVER;
        };
    }

    private Condition ofXchg(SystemState s, int cpu) {
        boolean canBePutOff = canBePutOff(s, cpu);
        if (s.bits(cpu) == 0) {
            return alwaysOrUnsignalled(canBePutOff);
        }
        return canBePutOff || !drainsReadOthers() ? Condition.UNSIGNALLED : Condition.NEVER;
    }

    /** Whether what runs {@code handle_ipi} might have begun later. */
    private boolean canBePutOff(SystemState s, int cpu) {
        return s.inEntInt(cpu) ? edgesAreDead : drainsCanBePutOff;
    }

    private static Condition alwaysOrUnsignalled(boolean condition) {
        return condition ? Condition.ALWAYS : Condition.UNSIGNALLED;
    }

    private static Condition always(boolean condition) {
        return condition ? Condition.ALWAYS : Condition.NEVER;
    }

    /** Whether a drain may read the bits of a CPU it no longer runs on. */
    private boolean drainsReadOthers() {
        return kernel.lock() == IpiLock.TRYLOCK_DRAIN && kernel.drainReads() == DrainReads.IRQS_ON;
    }

    /**
     * {@return whether a CPU whose queue is not empty is signalled by nobody but those who already are about to} What
     * is queued there meanwhile sends no IPI.
     */
    boolean queueSilences() {
        return !callers.reschedules() && !callers.stops() && !kernel.resend();
    }

    /** {@return the CPUs that a CPU is about to signal, as a mask} */
    long aboutToSignal(SystemState s, int cpu) {
        long signalled = 0;
        for (int context = SystemState.TASK; context <= SystemState.INTERRUPT; context++) {
            Point point = s.point(cpu, context);
            if (point == Point.ENQUEUE || point == Point.SET_BITS && edgesAreDead) {
                signalled |= s.needIpi(cpu, context);
            } else if (point == Point.SET_BITS || point == Point.WRIPIR && !edgesAreDead) {
                signalled |= s.targets(cpu, context);
            }
        }
        return signalled;
    }
}
