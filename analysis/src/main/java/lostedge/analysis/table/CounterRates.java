package lostedge.analysis.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.CounterSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Counter readings turned into growth: what each row grew by on each CPU since that CPU was last seen.
 *
 * <p>The kernel prints most counts as {@code unsigned int} ({@code kernel/irq/proc.c}): a count that falls from the
 * upper half of 32 bits to the lower half has wrapped; any other fall is a reset, after which the growth is not known.
 */
public final class CounterRates {
    /** The machine-wide count of a row that is not per CPU. */
    public static final int ALL_CPUS = -1;
    /** A growth that is not known. */
    public static final long UNKNOWN = -1;

    private static final long TWO_TO_32 = 1L << 32;

    /** What is special about one count. */
    public enum Event {
        /** The row or the CPU is seen for the first time. */
        FIRST_SEEN,
        /** The CPU was missing in the reading before; the growth is since it was last seen. */
        CPU_ONLINE,
        /** The count passed 2^32. */
        WRAP,
        /** The count fell without a wrap. */
        RESET
    }

    /**
     * One count.
     *
     * @param timeNs when the reading began, or {@link CounterSnapshot#NO_TIME}
     * @param row the counter
     * @param cpu the CPU, or {@link #ALL_CPUS}
     * @param count its value
     * @param delta growth since the count was last seen, or {@link #UNKNOWN}
     * @param ratePerS that growth per second, or NaN
     * @param event what is special about it, or null
     */
    public record Step(
            long timeNs,
            String row,
            int cpu,
            long count,
            long delta,
            double ratePerS,
            @Nullable Event event) {}

    private record Key(String row, int cpu) {}

    private record Seen(long count, long timeNs) {}

    private final Map<Key, Seen> last = new HashMap<>();
    private Set<Integer> cpusBefore = Set.of();

    private CounterRates() {}

    /** Calls back with every count of every reading, in order. */
    public static void forEach(CounterSeries series, Consumer<Step> consumer) {
        CounterRates rates = new CounterRates();
        for (CounterSnapshot snapshot : series.snapshots()) {
            rates.read(snapshot, consumer);
        }
    }

    /** {@return what a row grew by over all readings and CPUs; empty if it was never seen twice} */
    public static OptionalLong total(CounterSeries series, String row) {
        long[] sum = {UNKNOWN};
        forEach(series, step -> {
            if (step.row().equals(row) && step.delta() != UNKNOWN) {
                sum[0] = Math.max(0, sum[0]) + step.delta();
            }
        });
        return sum[0] == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(sum[0]);
    }

    private void read(CounterSnapshot snapshot, Consumer<Step> consumer) {
        Set<Integer> cpus = new HashSet<>();
        for (int cpu : snapshot.cpus()) {
            cpus.add(cpu);
        }
        for (CounterSnapshot.Row row : snapshot.rows()) {
            for (int i = 0; i < row.counts().length; i++) {
                int cpu = row.perCpu() ? snapshot.cpus()[i] : ALL_CPUS;
                boolean absent = row.perCpu() && !cpusBefore.isEmpty() && !cpusBefore.contains(cpu);
                consumer.accept(step(snapshot.timestampNs(), new Key(row.name(), cpu), row.counts()[i], absent));
            }
        }
        cpusBefore = cpus;
    }

    private Step step(long timeNs, Key key, long count, boolean cpuWasAbsent) {
        Seen before = last.put(key, new Seen(count, timeNs));
        if (before == null) {
            return new Step(timeNs, key.row, key.cpu, count, UNKNOWN, Double.NaN, Event.FIRST_SEEN);
        }
        Event event = cpuWasAbsent ? Event.CPU_ONLINE : null;
        long delta = count - before.count;
        if (delta < 0) {
            boolean wrap = before.count < TWO_TO_32 && before.count >= TWO_TO_32 / 2 && count < TWO_TO_32 / 2;
            event = wrap ? Event.WRAP : Event.RESET;
            delta = wrap ? delta + TWO_TO_32 : UNKNOWN;
        }
        boolean timed = timeNs != CounterSnapshot.NO_TIME
                && before.timeNs != CounterSnapshot.NO_TIME
                && timeNs > before.timeNs
                && delta != UNKNOWN;
        double rate = timed ? delta * 1e9 / (timeNs - before.timeNs) : Double.NaN;
        return new Step(timeNs, key.row, key.cpu, count, delta, rate, event);
    }
}
