package lostedge.analysis.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import lostedge.analysis.statistics.LatencySummary;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;

/** Totals of findings, bounded whatever their number; give it to a replay, then ask. */
public final class FindingSummary implements FindingSink {
    /** How many of the longest stalls are kept whole. */
    public static final int WORST_STALLS = 10;

    /**
     * Stalls of one cause.
     *
     * @param count how many
     * @param totalNs sum of their durations
     * @param maxNs the longest
     */
    public record StallTotal(long count, long totalNs, long maxNs) {
        private static StallTotal of(long durationNs) {
            return new StallTotal(1, durationNs, durationNs);
        }

        private StallTotal plus(StallTotal other) {
            return new StallTotal(count + other.count, totalNs + other.totalNs, Math.max(maxNs, other.maxNs));
        }
    }

    /** Messages sent from one CPU to another. */
    public record Flow(int source, int target, long messages) {}

    private static final Comparator<Stall> LONGEST_FIRST =
            Comparator.comparingLong(Stall::durationNs).reversed().thenComparingLong(Stall::id);

    private final Map<IpiMessage, Map<Ipi.Fate, Long>> fates = new EnumMap<>(IpiMessage.class);
    private final Map<Ipi.Edge, Long> edges = new EnumMap<>(Ipi.Edge.class);
    private final Map<Stall.Cause, StallTotal> causes = new EnumMap<>(Stall.Cause.class);
    private final Map<IpiMessage, Map<Ipi.HandledBy, Long>> rescues = new EnumMap<>(IpiMessage.class);
    private final Map<IpiMessage, LatencySummary> latencies = new EnumMap<>(IpiMessage.class);
    private final LatencySummary endedStalls = new LatencySummary();
    private final LatencySummary unendedStalls = new LatencySummary();
    private final LatencySummary rescueAges = new LatencySummary();
    private final LatencySummary interruptRescueAges = new LatencySummary();
    private final LatencySummary maskedWindows = new LatencySummary();
    private final Map<Long, Long> flows = new HashMap<>();
    private final PriorityQueue<Stall> worst = new PriorityQueue<>(LONGEST_FIRST.reversed());

    @Override
    public void ipi(Ipi ipi) {
        fates.computeIfAbsent(ipi.message(), m -> new EnumMap<>(Ipi.Fate.class)).merge(ipi.fate(), 1L, Long::sum);
        edges.merge(ipi.edge(), 1L, Long::sum);
        flows.merge((long) ipi.sourceCpu() << 32 | ipi.targetCpu() & 0xFFFFFFFFL, 1L, Long::sum);
        if (ipi.handledNs() != Ipi.NEVER) {
            latencies.computeIfAbsent(ipi.message(), m -> new LatencySummary()).add(ipi.handledNs() - ipi.sendNs());
        }
    }

    @Override
    public void stall(Stall stall) {
        causes.merge(stall.cause(), StallTotal.of(stall.durationNs()), StallTotal::plus);
        (stall.ended() ? endedStalls : unendedStalls).add(stall.durationNs());
        worst.add(stall);
        if (worst.size() > WORST_STALLS) {
            worst.remove();
        }
    }

    @Override
    public void rescue(Rescue rescue) {
        rescues.computeIfAbsent(rescue.message(), m -> new EnumMap<>(Ipi.HandledBy.class))
                .merge(rescue.by(), 1L, Long::sum);
        if (rescue.ageNs() >= 0) {
            rescueAges.add(rescue.ageNs());
            if (rescue.by() == Ipi.HandledBy.POLL || rescue.by() == Ipi.HandledBy.LATER_INTERRUPT) {
                interruptRescueAges.add(rescue.ageNs());
            }
        }
    }

    @Override
    public void window(MaskedWindow window) {
        maskedWindows.add(window.endNs() - window.beginNs());
    }

    /** {@return number of messages} */
    public long ipis() {
        return ipisByFate().values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return messages by fate} */
    public Map<Ipi.Fate, Long> ipisByFate() {
        Map<Ipi.Fate, Long> sum = new EnumMap<>(Ipi.Fate.class);
        fates.values().forEach(one -> one.forEach((fate, count) -> sum.merge(fate, count, Long::sum)));
        return sum;
    }

    /** {@return messages by kind, then by fate} */
    public Map<IpiMessage, Map<Ipi.Fate, Long>> ipisByMessage() {
        return Collections.unmodifiableMap(fates);
    }

    /** {@return messages by what became of their edge} */
    public Map<Ipi.Edge, Long> ipisByEdge() {
        return Collections.unmodifiableMap(edges);
    }

    /** {@return number of stalls} */
    public long stalls() {
        return causes.values().stream().mapToLong(StallTotal::count).sum();
    }

    /** {@return stalls by cause} */
    public Map<Stall.Cause, StallTotal> stallsByCause() {
        return Collections.unmodifiableMap(causes);
    }

    /** {@return rescues by message, then by means} */
    public Map<IpiMessage, Map<Ipi.HandledBy, Long>> rescues() {
        return Collections.unmodifiableMap(rescues);
    }

    /** {@return time from send to handling, by message, where both are known} */
    public Map<IpiMessage, LatencySummary> latencies() {
        return Collections.unmodifiableMap(latencies);
    }

    /** {@return durations of the stalls whose end was seen} */
    public LatencySummary endedStalls() {
        return endedStalls;
    }

    /** {@return known durations of the stalls whose end was not seen} */
    public LatencySummary unendedStalls() {
        return unendedStalls;
    }

    /** {@return time from send to rescue, where both are known} */
    public LatencySummary rescueAges() {
        return rescueAges;
    }

    /** {@return time from send to rescue of the messages another interrupt took along, by its poll or as an IPI} */
    public LatencySummary interruptRescueAges() {
        return interruptRescueAges;
    }

    /** {@return lengths of masked windows} */
    public LatencySummary maskedWindows() {
        return maskedWindows;
    }

    /** {@return who sent to whom, by source, then target} */
    public List<Flow> flows() {
        List<Flow> list = new ArrayList<>();
        flows.forEach((pair, count) -> list.add(new Flow((int) (pair >> 32), (int) (long) pair, count)));
        list.sort(Comparator.comparingInt(Flow::source).thenComparingInt(Flow::target));
        return list;
    }

    /** {@return the longest stalls, longest first, at most {@link #WORST_STALLS}} */
    public List<Stall> worst() {
        return worst.stream().sorted(LONGEST_FIRST).toList();
    }
}
