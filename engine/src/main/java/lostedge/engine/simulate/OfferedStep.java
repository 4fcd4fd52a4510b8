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
        if (step != Microstep.CSD_UNLOCK) {
            keep(step, stepArgument);
            return false;
        }
        long queued = activity.queueOrder((int) stepArgument, cpu);
        if (!any || queued < order) {
            keep(step, stepArgument);
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
