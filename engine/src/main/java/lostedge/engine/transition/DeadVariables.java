package lostedge.engine.transition;

import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.Configuration;

/**
 * Variables that are dead: whatever their value, the same can still happen. A step that leaves one so resets it, and
 * states that differed only there become one (Bozga, Fernandez and Ghirvu, "State space reduction based on live
 * variables analysis", 1999).
 *
 * <p>A call no longer depends on targets that have released it. {@link DeadEdges} says where edges are dead.
 */
final class DeadVariables {
    private final DeadEdges edges;

    DeadVariables(Configuration configuration) {
        edges = new DeadEdges(configuration);
    }

    /** {@return whether edges are dead} */
    boolean edges() {
        return edges.any();
    }

    /** Resets all that is dead. */
    void reset(IpiSystem system, SystemState s) {
        for (int cpu = 0; cpu < s.layout().configuration().cpus(); cpu++) {
            edges.reset(system, s, cpu);
            system.forgetReleased(s, cpu);
        }
    }

    /** Resets what a step has left dead. */
    void reset(IpiSystem system, SystemState s, Microstep step, int cpu, long argument) {
        edges.reset(system, s, step, cpu, argument);
        int caller = step == Microstep.CSD_UNLOCK ? (int) argument % SystemState.SOFTIRQ_CSD : cpu;
        if (step == Microstep.CSD_UNLOCK || step == Microstep.ENQUEUE || step == Microstep.WRIPIR) {
            system.forgetReleased(s, caller);
        }
    }
}
