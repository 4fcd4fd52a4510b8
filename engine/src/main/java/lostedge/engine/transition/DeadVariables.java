package lostedge.engine.transition;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.KernelVariant.RtcBracket;

/**
 * Variables that are dead: whatever their value, the same can still happen. A step that leaves one so resets it, and
 * states that differed only there become one (Bozga, Fernandez and Ghirvu, "State space reduction based on live
 * variables analysis", 1999).
 *
 * <p>A call no longer depends on targets that have released it. An edge is dead where the kernel polls and interrupts
 * recur: an interrupt of another kind that is taken instead finds the same bits at its poll. It does not where it runs
 * softirqs between handler and poll; and a CPU that has been stopped takes neither.
 */
final class DeadVariables {
    private final boolean edges;

    DeadVariables(Configuration configuration) {
        boolean innerAlone = configuration.kernel().bracket() == RtcBracket.INNER
                && configuration.interrupts().stream().allMatch(kind -> kind == InterruptKind.RTC)
                && configuration.callers().softirqs() != Softirqs.NONE;
        edges = configuration.kernel().poll()
                && !configuration.interrupts().isEmpty()
                && !configuration.callers().stops()
                && !innerAlone;
    }

    /** {@return whether edges are dead} */
    boolean edges() {
        return edges;
    }

    /** Resets all that is dead. */
    void reset(IpiSystem system, SystemState s) {
        for (int cpu = 0; cpu < s.layout().configuration().cpus(); cpu++) {
            if (edges) {
                system.forgetEdge(s, cpu);
            }
            system.forgetReleased(s, cpu);
        }
    }

    /** Resets what a step has left dead. */
    void reset(IpiSystem system, SystemState s, Microstep step, int cpu, long argument) {
        if (step == Microstep.WRIPIR && edges) {
            system.forgetEdge(s, (int) argument);
        }
        int caller = step == Microstep.CSD_UNLOCK ? (int) argument % SystemState.SOFTIRQ_CSD : cpu;
        if (step == Microstep.CSD_UNLOCK || step == Microstep.ENQUEUE || step == Microstep.WRIPIR) {
            system.forgetReleased(s, caller);
        }
    }
}
