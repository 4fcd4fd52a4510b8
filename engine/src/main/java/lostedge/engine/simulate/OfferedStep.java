package lostedge.engine.simulate;

import lostedge.engine.model.IpiSystem.StepSink;
import lostedge.engine.model.Microstep;

/**
 * Keeps the step a real kernel would take of those offered: the first, or of a queue's callbacks the one queued first.
 */
final class OfferedStep implements StepSink {
    private final Activity activity;
    private boolean any;
    private Microstep microstep = Microstep.RTI;
    private long argument;
    private long order;

    OfferedStep(Activity activity) {
        this.activity = activity;
    }

    void clear() {
        any = false;
    }

    @Override
    public boolean step(Microstep step, int cpu, long stepArgument) {
        if (step == Microstep.CSD_UNLOCK) {
            return callback(cpu, stepArgument);
        }
        keep(step, stepArgument);
        return false;
    }

    private boolean callback(int cpu, long source) {
        long queued = activity.queueOrder((int) source, cpu);
        if (!any || queued < order) {
            keep(Microstep.CSD_UNLOCK, source);
            order = queued;
        }
        return true;
    }

    private void keep(Microstep step, long stepArgument) {
        any = true;
        microstep = step;
        argument = stepArgument;
    }

    boolean any() {
        return any;
    }

    Microstep microstep() {
        return microstep;
    }

    long argument() {
        return argument;
    }
}
