package lostedge.analysis.claim;

import java.util.Arrays;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;

/** Counts the calls that take the IPI lock where there is one, and the time from their begin to their end. */
final class CallMeter implements StepListener {
    private static final long NONE = -1;

    private final long[] beganNs;
    private long calls;
    private long totalNs;

    CallMeter(int cpus) {
        beganNs = new long[cpus];
        Arrays.fill(beganNs, NONE);
    }

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        boolean call = microstep == Microstep.CALL || microstep == Microstep.LOCKED_CALL;
        if (call) {
            beganNs[cpu] = in.nowNs();
        }
    }

    @Override
    public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
        boolean ends = microstep == Microstep.CSD_WAIT || microstep == Microstep.UNLOCK;
        boolean idle = in.state().point(cpu, SystemState.TASK) == Point.IDLE;
        if (ends && idle && beganNs[cpu] != NONE) {
            if (in.activity().callKind(cpu, SystemState.TASK).locked()) {
                calls++;
                totalNs += in.nowNs() - beganNs[cpu];
            }
            beganNs[cpu] = NONE;
        }
    }

    long calls() {
        return calls;
    }

    double meanNs() {
        return (double) totalNs / calls;
    }
}
