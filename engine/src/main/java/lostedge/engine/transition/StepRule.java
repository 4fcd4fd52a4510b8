package lostedge.engine.transition;

import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;

/** How enabled steps are carried out: as {@link IpiSystem#apply} does, or in the way of a kernel with a fault. */
@FunctionalInterface
public interface StepRule {
    /** Changes a state by one step. */
    void take(IpiSystem system, SystemState state, Microstep microstep, int cpu, long argument);
}
