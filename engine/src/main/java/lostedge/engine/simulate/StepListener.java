package lostedge.engine.simulate;

import lostedge.engine.model.Microstep;
import lostedge.engine.workload.CallKind;

/** Hears what happens on a trajectory, in the order of time. Methods do nothing unless overridden. */
public interface StepListener {
    /**
     * A CPU begins something that will end in the microstep: a handler, a function from its queue, a batch of wake-ups.
     */
    default void begin(Trajectory in, int cpu, Microstep microstep, long argument) {}

    /** A microstep is about to take effect. */
    default void before(Trajectory in, int cpu, Microstep microstep, long argument) {}

    /** A microstep has taken effect. */
    default void after(Trajectory in, int cpu, Microstep microstep, long argument) {}

    /**
     * A wait for a target, in {@code csd_lock_wait}, has lasted as long as the watchdog allows, or once more as long.
     */
    default void overdue(Trajectory in, int cpu, int target, CallKind kind, long waitedNs) {}
}
