package lostedge.analysis.result;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.Proportion;
import lostedge.engine.counter.CounterDeltas;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.IpiMessage;

/**
 * Rescued messages by kind, as one source counts them.
 *
 * @param byMessage rescues of each message; kinds without any are 0 or missing
 */
public record RescueCounts(Map<IpiMessage, Long> byMessage) {
    /** The {@code /proc/interrupts} rows that count rescues on patched Alpha kernels. */
    private static final Map<IpiMessage, String> ROWS =
            Map.of(IpiMessage.RESCHEDULE, "RIP", IpiMessage.CALL_FUNC, "RIF", IpiMessage.CPU_STOP, "RIS");

    /** {@return the rescues replay saw in events, by whatever means} */
    public static RescueCounts ofEvents(FindingSummary findings) {
        Map<IpiMessage, Long> counts = new EnumMap<>(IpiMessage.class);
        findings.rescues()
                .forEach((message, byMeans) -> counts.put(
                        message,
                        byMeans.values().stream().mapToLong(Long::longValue).sum()));
        return new RescueCounts(counts);
    }

    /**
     * {@return what rows RIP, RIF and RIS grew by from the first to the last reading, over all CPUs, or empty if no
     * series has these rows in two readings with a known growth} Two series of one machine count the same rescues, so
     * that the one with the most readings tells.
     */
    public static Optional<RescueCounts> ofCounters(List<CounterSeries> series) {
        return series.stream()
                .sorted(Comparator.comparingInt(one -> -one.snapshots().size()))
                .map(RescueCounts::growth)
                .filter(counts -> !counts.isEmpty())
                .findFirst()
                .map(RescueCounts::new);
    }

    private static Map<IpiMessage, Long> growth(CounterSeries series) {
        Map<IpiMessage, Long> counts = new EnumMap<>(IpiMessage.class);
        int last = series.snapshots().size() - 1;
        if (last > 0) {
            ROWS.forEach((message, row) ->
                    CounterDeltas.growth(series, row, 0, last).ifPresent(growth -> counts.put(message, growth)));
        }
        return counts;
    }

    /** {@return rescues of one message} */
    public long of(IpiMessage message) {
        return byMessage.getOrDefault(message, 0L);
    }

    /** {@return all rescues} */
    public long total() {
        return byMessage.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return share of one message among all rescues, with its 95% Wilson interval} */
    public Interval share(IpiMessage message) {
        return Proportion.wilson(of(message), total());
    }
}
