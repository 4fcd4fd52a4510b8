package lostedge.analysis.simulation;

import lostedge.engine.event.IpiMessage;
import lostedge.engine.recorder.InterruptRows;
import lostedge.engine.simulate.Simulator;

/**
 * The outcome of one simulation.
 *
 * @param seed of its trajectory
 * @param durationNs how long it ran
 * @param hungNs when the wait began that the machine hung in, or -1
 * @param sent edges sent
 * @param lost edges lost
 * @param sentCallFunction edges sent for IPI_CALL_FUNC
 * @param rescuedReschedule bits of IPI_RESCHEDULE the poll read
 * @param rescuedCallFunction bits of IPI_CALL_FUNC the poll read
 * @param steps microsteps taken
 */
public record Replication(
        long seed,
        long durationNs,
        long hungNs,
        long sent,
        long lost,
        long sentCallFunction,
        long rescuedReschedule,
        long rescuedCallFunction,
        long steps) {

    static Replication of(Simulator simulator, long seed, InterruptRows rows, EdgeCount edges) {
        long since = simulator.longestWaitSince();
        boolean hangs =
                since >= 0 && simulator.nowNs() - since >= simulator.scenario().hangNs();
        return new Replication(
                seed,
                simulator.nowNs(),
                hangs ? since : -1,
                edges.sent(),
                edges.lost(),
                edges.sent(IpiMessage.CALL_FUNC),
                rows.rescued(IpiMessage.RESCHEDULE),
                rows.rescued(IpiMessage.CALL_FUNC),
                simulator.steps());
    }

    /** {@return whether the machine hung} */
    public boolean hung() {
        return hungNs >= 0;
    }
}
