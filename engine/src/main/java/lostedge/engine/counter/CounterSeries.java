package lostedge.engine.counter;

import java.util.List;
import lostedge.engine.event.Clock;
import lostedge.engine.event.LossLedger;

/**
 * Counter readings of one machine in time order.
 *
 * @param source the file or folder they come from
 * @param clock the clock of their times
 * @param snapshots the readings
 * @param losses what could not be read
 */
public record CounterSeries(String source, Clock clock, List<CounterSnapshot> snapshots, LossLedger losses) {
    /** {@return seconds from the first reading to the last, 0 where their times are not known} */
    public double seconds() {
        if (snapshots.isEmpty()) {
            return 0;
        }
        long begin = snapshots.get(0).timestampNs();
        long end = snapshots.get(snapshots.size() - 1).timestampNs();
        return begin == CounterSnapshot.NO_TIME || end == CounterSnapshot.NO_TIME ? 0 : (end - begin) / 1e9;
    }
}
