package lostedge.analysis.simulation;

import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;

/** Counts edges sent and lost. */
final class EdgeCount implements StepListener {
    private long sent;
    private long lost;

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep == Microstep.WRIPIR) {
            SystemState s = in.state();
            int target = (int) argument;
            sent++;
            lost += in.scenario().configuration().hardware().loses(s.inEntInt(target), s.atIpl7(target)) ? 1 : 0;
        }
    }

    long sent() {
        return sent;
    }

    long lost() {
        return lost;
    }
}
