package lostedge.engine.recorder;

import java.util.List;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.workload.CallKind;

/** Several listeners as one, called in their order. */
public final class Listeners implements StepListener {
    private final StepListener[] listeners;

    /** The listeners, in the order in which they are to be called. */
    public Listeners(List<StepListener> listeners) {
        this.listeners = listeners.toArray(StepListener[]::new);
    }

    @Override
    public void begin(Trajectory in, int cpu, Microstep microstep, long argument) {
        for (StepListener listener : listeners) {
            listener.begin(in, cpu, microstep, argument);
        }
    }

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        for (StepListener listener : listeners) {
            listener.before(in, cpu, microstep, argument);
        }
    }

    @Override
    public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
        for (StepListener listener : listeners) {
            listener.after(in, cpu, microstep, argument);
        }
    }

    @Override
    public void overdue(Trajectory in, int cpu, int target, CallKind kind, long waitedNs) {
        for (StepListener listener : listeners) {
            listener.overdue(in, cpu, target, kind, waitedNs);
        }
    }
}
