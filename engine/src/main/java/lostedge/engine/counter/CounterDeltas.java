package lostedge.engine.counter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.CounterSnapshot;
import lostedge.engine.event.CounterSnapshot.Row;
import org.jspecify.annotations.Nullable;

/**
 * The growth of every counter from reading to reading.
 *
 * <p>Most counts are {@code unsigned int} in the kernel ({@code kernel/irq/proc.c}), so a count that falls from the
 * upper half of 32 bits to the lower one has wrapped once. Any other fall is a reset; if at least half of the counters
 * that were not zero fell, the machine was started anew and none has a growth. The counts of a CPU survive its going
 * offline.
 */
public final class CounterDeltas {
    private static final long TWO_TO_32 = 1L << 32;

    private record Key(String row, int cpu) {}

    private final Map<Key, Long> lastCount = new HashMap<>();
    private final Consumer<CounterDelta> consumer;
    private final Set<String> rowsSeen = new HashSet<>();
    private @Nullable CounterSnapshot before;
    private Map<Key, Long> countsBefore = Map.of();

    private CounterDeltas(Consumer<CounterDelta> consumer) {
        this.consumer = consumer;
    }

    /** Tells the consumer of every counter of every reading, in order; those that went away come last in a reading. */
    public static void forEach(CounterSeries series, Consumer<CounterDelta> consumer) {
        CounterDeltas deltas = new CounterDeltas(consumer);
        for (CounterSnapshot snapshot : series.snapshots()) {
            deltas.read(snapshot);
        }
    }

    /**
     * {@return what a row grew by over all CPUs between two readings of a series, or empty if that is not known: the
     * row is in neither, was reset between them, or a CPU came or stayed away whose growth nobody saw}
     *
     * @param from index of the earlier reading
     * @param to index of the later one
     */
    public static OptionalLong growth(CounterSeries series, String row, int from, int to) {
        Growth growth = new Growth(row);
        CounterDeltas deltas = new CounterDeltas(growth::add);
        for (int i = 0; i <= to; i++) {
            growth.counting = i > from;
            deltas.read(series.snapshots().get(i));
        }
        return growth.total();
    }

    private void read(CounterSnapshot snapshot) {
        Map<Key, Long> counts = new HashMap<>();
        List<Key> order = new ArrayList<>();
        for (Row row : snapshot.rows()) {
            for (int i = 0; i < row.counts().length; i++) {
                Key key = new Key(row.name(), row.perCpu() ? snapshot.cpus()[i] : CounterDelta.ALL_CPUS);
                counts.put(key, row.counts()[i]);
                order.add(key);
            }
        }
        boolean reboot = isReboot(counts);
        for (Key key : order) {
            tell(snapshot, key, counts.getOrDefault(key, 0L), reboot);
        }
        if (before != null) {
            tellGone(snapshot, counts);
        }
        snapshot.rows().forEach(row -> rowsSeen.add(row.name()));
        lastCount.putAll(counts);
        countsBefore = counts;
        before = snapshot;
    }

    private void tell(CounterSnapshot snapshot, Key key, long count, boolean reboot) {
        Long last = lastCount.get(key);
        boolean wasThere = countsBefore.containsKey(key);
        CounterEvent event = wasThere ? CounterEvent.NONE : arrival(key, last);
        long delta = CounterDelta.UNKNOWN;
        if (reboot) {
            event = CounterEvent.REBOOT;
        } else if (last != null && count >= last) {
            delta = count - last;
        } else if (last != null && isWrap(last, count)) {
            event = CounterEvent.WRAP;
            delta = count - last + TWO_TO_32;
        } else if (last != null) {
            event = CounterEvent.RESET;
        }
        double rate = wasThere ? rate(snapshot, delta) : Double.NaN;
        consumer.accept(new CounterDelta(snapshot.timestampNs(), key.row, key.cpu, count, delta, rate, event));
    }

    private CounterEvent arrival(Key key, @Nullable Long last) {
        if (before == null) {
            return CounterEvent.FIRST;
        }
        if (key.cpu != CounterDelta.ALL_CPUS && !isOnline(before, key.cpu)) {
            return CounterEvent.CPU_ONLINE;
        }
        return last == null && !rowsSeen.contains(key.row) ? CounterEvent.ROW_NEW : CounterEvent.ROW_BACK;
    }

    private void tellGone(CounterSnapshot snapshot, Map<Key, Long> counts) {
        for (Key key : countsBefore.keySet().stream()
                .filter(key -> !counts.containsKey(key))
                .sorted(Comparator.comparing(Key::row).thenComparing(Key::cpu))
                .toList()) {
            boolean offline = key.cpu != CounterDelta.ALL_CPUS && !isOnline(snapshot, key.cpu);
            CounterEvent event = offline ? CounterEvent.CPU_OFFLINE : CounterEvent.ROW_GONE;
            consumer.accept(new CounterDelta(
                    snapshot.timestampNs(),
                    key.row,
                    key.cpu,
                    CounterDelta.UNKNOWN,
                    CounterDelta.UNKNOWN,
                    Double.NaN,
                    event));
        }
    }

    private double rate(CounterSnapshot snapshot, long delta) {
        long fromNs = before == null ? CounterSnapshot.NO_TIME : before.timestampNs();
        boolean timed = fromNs != CounterSnapshot.NO_TIME && snapshot.timestampNs() > fromNs;
        return timed && delta != CounterDelta.UNKNOWN ? delta * 1e9 / (snapshot.timestampNs() - fromNs) : Double.NaN;
    }

    private boolean isReboot(Map<Key, Long> counts) {
        int common = 0;
        int fell = 0;
        for (Map.Entry<Key, Long> entry : countsBefore.entrySet()) {
            Long now = counts.get(entry.getKey());
            if (now != null && entry.getValue() > 0) {
                common++;
                fell += now < entry.getValue() && !isWrap(entry.getValue(), now) ? 1 : 0;
            }
        }
        return fell > 1 && 2 * fell >= common;
    }

    private static boolean isWrap(long last, long count) {
        return last < TWO_TO_32 && last >= TWO_TO_32 / 2 && count < TWO_TO_32 / 2;
    }

    private static boolean isOnline(CounterSnapshot snapshot, int cpu) {
        return Arrays.binarySearch(snapshot.cpus(), cpu) >= 0;
    }

    /** The sum of a row's growth, unknown once any part of it is. */
    private static final class Growth {
        private final String row;
        private final Set<Integer> away = new HashSet<>();
        private boolean counting;
        private boolean seen;
        private boolean unknown;
        private long sum;

        Growth(String row) {
            this.row = row;
        }

        void add(CounterDelta delta) {
            if (!delta.row().equals(row) || !counting) {
                return;
            }
            seen = true;
            if (delta.count() == CounterDelta.UNKNOWN) {
                away.add(delta.cpu());
            } else {
                away.remove(delta.cpu());
                unknown |= delta.delta() == CounterDelta.UNKNOWN;
                sum += Math.max(0, delta.delta());
            }
        }

        OptionalLong total() {
            return seen && !unknown && away.isEmpty() ? OptionalLong.of(sum) : OptionalLong.empty();
        }
    }
}
