package lostedge.engine.recorder;

import java.util.List;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.workload.CallKind;

/**
 * Several listeners as one, called in their order.
 *
 * @param listeners the listeners
 */
public record Listeners(List<StepListener> listeners) implements StepListener {
    /** Copies the list. */
    public Listeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void begin(Trajectory in, int cpu, Microstep microstep, long argument) {
        listeners.forEach(listener -> listener.begin(in, cpu, microstep, argument));
    }

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        listeners.forEach(listener -> listener.before(in, cpu, microstep, argument));
    }

    @Override
    public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
        listeners.forEach(listener -> listener.after(in, cpu, microstep, argument));
    }

    @Override
    public void overdue(Trajectory in, int cpu, int target, CallKind kind, long waitedNs) {
        listeners.forEach(listener -> listener.overdue(in, cpu, target, kind, waitedNs));
    }
}
