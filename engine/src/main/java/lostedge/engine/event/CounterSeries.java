package lostedge.engine.event;

import java.util.List;

/**
 * Counter readings of one machine in time order.
 *
 * @param source the file or folder they come from
 * @param clock the clock of their times
 * @param snapshots the readings
 * @param losses what could not be read
 */
public record CounterSeries(String source, Clock clock, List<CounterSnapshot> snapshots, LossLedger losses) {}
