package lostedge.engine.statespace;

import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.model.SystemState.Point;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;

/**
 * Tells steps that commute with every step anybody else may take before them. A CPU that has no other step but such a
 * one may as well take it at once: whatever could be reached before can be reached after, and what is reached before
 * leads on to what is reached after (Blom and van de Pol, "State space reduction by proving confluence", 2002). None of
 * them raises an interrupt or begins a loop, so a CPU cannot go on taking them for ever.
 */
final class Confluence {
    /** When a step is confluent. */
    enum Condition {
        /** Never known to be. */
        NEVER,
        /** As long as nobody can signal the CPU: no bit of it is set and no edge is raised at it. */
        UNSIGNALLED,
        /** In any state in which it is enabled. */
        ALWAYS
    }

    private final CallerRules callers;
    private final KernelVariant kernel;
    private final Hardware hardware;

    Confluence(Configuration configuration) {
        callers = configuration.callers();
        kernel = configuration.kernel();
        hardware = configuration.hardware();
    }

    /** {@return when the first of all the steps of a CPU is confluent} */
    Condition of(SystemState s, int cpu, Move[] steps) {
        if (steps.length == 0) {
            return Condition.NEVER;
        }
        Microstep first = steps[0].microstep();
        boolean isOnlyStep = steps.length == 1 || first == Microstep.CSD_UNLOCK;
        return isOnlyStep ? ofOnlyStep(s, cpu, first) : Condition.NEVER;
    }

    private Condition ofOnlyStep(SystemState s, int cpu, Microstep step) {
        return switch (step) {
            case RUN_HANDLER, IRQ_EXIT, SCHEDULER_IPI -> Condition.ALWAYS;
            // The end of a flush in the idle loop brings the CPU back to IPL 0.
            case RUN_WAKEUPS -> always(s.ops(cpu) != 0);
            // Whoever waits for the csd goes on once it is free, unless a watchdog looks at it meanwhile.
            case CSD_UNLOCK -> always(s.ops(cpu) != 0 && !kernel.resend());
            // A csd that is free stays so until its owner queues it again.
            case CSD_WAIT -> Condition.ALWAYS;
            // Who spins on the lock has no step until it is free; who tries it has.
            case UNLOCK -> always(kernel.lock() == IpiLock.SPIN);
            // Nobody else clears a bit.
            case POLL_READ, DRAIN_READ -> s.bits(cpu) != 0 ? Condition.ALWAYS : Condition.UNSIGNALLED;
            case XCHG_BITS -> s.bits(cpu) == 0 || !drainsReadOthers() ? Condition.UNSIGNALLED : Condition.NEVER;
            // An edge that is raised before is lost, and one that is raised after is not.
            case RTI -> hardware == Hardware.LATCHED ? Condition.ALWAYS : Condition.UNSIGNALLED;
            case DRAIN_RESTORE -> hardware == Hardware.LOST_AT_IPL7 ? Condition.UNSIGNALLED : Condition.ALWAYS;
            default -> Condition.NEVER;
        };
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

    /** {@return whether a call of a CPU is past the lock} */
    static boolean isCalling(SystemState s, int cpu) {
        boolean isCalling = false;
        for (int context = SystemState.TASK; context < s.lanes(); context++) {
            isCalling |= s.point(cpu, context).compareTo(Point.ENQUEUE) >= 0;
        }
        return isCalling;
    }

    /** {@return the CPUs that a CPU is about to signal, as a mask} */
    static long aboutToSignal(SystemState s, int cpu) {
        long signalled = 0;
        for (int context = SystemState.TASK; context <= SystemState.INTERRUPT; context++) {
            Point point = s.point(cpu, context);
            if (point == Point.ENQUEUE) {
                signalled |= s.needIpi(cpu, context);
            } else if (point == Point.SET_BITS || point == Point.WRIPIR) {
                signalled |= s.targets(cpu, context);
            }
        }
        return signalled;
    }
}
