package lostedge.analysis.simulation;

import java.util.Arrays;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.SystemState;

/** Counts edges sent, by message, and edges lost. */
final class EdgeCount implements StepListener {
    private final long[] sent = new long[IpiMessage.values().length];
    private long lost;

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep == Microstep.WRIPIR) {
            SystemState s = in.state();
            int target = (int) argument;
            int message =
                    Integer.numberOfTrailingZeros(s.send(cpu, s.context(cpu)).bit());
            sent[message]++;
            lost += in.losesEdge(target) ? 1 : 0;
        }
    }

    long sent(IpiMessage message) {
        return sent[message.ordinal()];
    }

    long sent() {
        return Arrays.stream(sent).sum();
    }

    long lost() {
        return lost;
    }
}
