package lostedge.engine.simulate;

import lostedge.engine.state.SystemState;
import lostedge.engine.workload.Scenario;

/** The way of a machine through its states in time, as listeners see it. */
public interface Trajectory {
    /** {@return the machine, its kernel and its load} */
    Scenario scenario();

    /** {@return the state now; read it only} */
    SystemState state();

    /** {@return what runs on the CPUs} */
    Activity activity();

    /** {@return whether the hardware loses the edge of the {@code wripir} that is about to reach a target} */
    boolean losesEdge(int target);

    /** {@return the time, ns} */
    long nowNs();
}
