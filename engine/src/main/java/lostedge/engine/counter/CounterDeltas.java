package lostedge.engine.counter;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import lostedge.engine.counter.CounterSnapshot.Row;

/**
 * The growth of every counter from reading to reading.
 *
 * <p>Most counts are {@code unsigned int} in the kernel ({@code kernel/irq/proc.c}), so a count that falls from the
 * upper half of 32 bits to the lower one has wrapped once. Any other fall is a reset; if at least half of the counters
 * that were not zero fell, the machine was started anew and none has a growth. The counts of a CPU survive its going
 * offline.
 */
public final class CounterDeltas {
    private final Map<RowHistory.Key, RowHistory> rows = new LinkedHashMap<>();
    private final Consumer<CounterDelta> consumer;
    private BitSet onlineBefore = new BitSet();
    private long timeBeforeNs = CounterSnapshot.NO_TIME;
    private int reading;

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
        BitSet online = new BitSet();
        for (int cpu : snapshot.cpus()) {
            online.set(cpu);
        }
        boolean reboot = isReboot(snapshot);
        reading++;
        for (Row row : snapshot.rows()) {
            RowHistory history = rows.computeIfAbsent(RowHistory.Key.of(row), key -> new RowHistory());
            for (int i = 0; i < row.counts().length; i++) {
                int cpu = row.perCpu() ? snapshot.cpus()[i] : CounterDelta.ALL_CPUS;
                tell(snapshot.timestampNs(), row.name(), cpu, row.counts()[i], history, reboot);
                history.put(cpu, row.counts()[i]);
            }
            history.seenInReading(reading);
        }
        rows.forEach((key, history) -> tellGone(snapshot.timestampNs(), key, history, online));
        onlineBefore = online;
        timeBeforeNs = snapshot.timestampNs();
    }

    private void tell(long timeNs, String row, int cpu, long count, RowHistory history, boolean reboot) {
        long last = history.last(cpu);
        boolean wasThere = wasThere(history, cpu);
        CounterEvent event = wasThere ? CounterEvent.NONE : arrival(history, cpu);
        long delta = CounterDelta.UNKNOWN;
        if (reboot) {
            event = CounterEvent.REBOOT;
        } else if (last != CounterDelta.UNKNOWN && count >= last) {
            delta = count - last;
        } else if (last != CounterDelta.UNKNOWN && RowHistory.isWrap(last, count)) {
            event = CounterEvent.WRAP;
            delta = count - last + RowHistory.TWO_TO_32;
        } else if (last != CounterDelta.UNKNOWN) {
            event = CounterEvent.RESET;
        }
        double rate = wasThere ? rate(timeNs, delta) : Double.NaN;
        consumer.accept(new CounterDelta(timeNs, row, cpu, count, delta, rate, event));
    }

    private boolean wasThere(RowHistory history, int cpu) {
        return reading > 1
                && history.lastReading() == reading - 1
                && (cpu == CounterDelta.ALL_CPUS || onlineBefore.get(cpu));
    }

    private CounterEvent arrival(RowHistory history, int cpu) {
        if (reading == 1) {
            return CounterEvent.FIRST;
        }
        if (cpu != CounterDelta.ALL_CPUS && !onlineBefore.get(cpu)) {
            return CounterEvent.CPU_ONLINE;
        }
        return history.lastReading() == 0 ? CounterEvent.ROW_NEW : CounterEvent.ROW_BACK;
    }

    /** Tells of the counters of a row that were in the reading before and are not in this one. */
    private void tellGone(long timeNs, RowHistory.Key key, RowHistory history, BitSet online) {
        boolean rowGone = history.lastReading() == reading - 1;
        boolean rowStays = history.lastReading() == reading && history.readingBefore() == reading - 1;
        if (reading == 1 || !rowGone && !rowStays) {
            return;
        }
        if (!key.perCpu() && rowGone) {
            consumer.accept(gone(timeNs, key.row(), CounterDelta.ALL_CPUS, CounterEvent.ROW_GONE));
        } else if (key.perCpu()) {
            for (int cpu = onlineBefore.nextSetBit(0); cpu >= 0; cpu = onlineBefore.nextSetBit(cpu + 1)) {
                if (!online.get(cpu)) {
                    consumer.accept(gone(timeNs, key.row(), cpu, CounterEvent.CPU_OFFLINE));
                } else if (rowGone) {
                    consumer.accept(gone(timeNs, key.row(), cpu, CounterEvent.ROW_GONE));
                }
            }
        }
    }

    private static CounterDelta gone(long timeNs, String row, int cpu, CounterEvent event) {
        return new CounterDelta(timeNs, row, cpu, CounterDelta.UNKNOWN, CounterDelta.UNKNOWN, Double.NaN, event);
    }

    private double rate(long timeNs, long delta) {
        boolean timed = timeBeforeNs != CounterSnapshot.NO_TIME && timeNs > timeBeforeNs;
        return timed && delta != CounterDelta.UNKNOWN ? delta * 1e9 / (timeNs - timeBeforeNs) : Double.NaN;
    }

    private boolean isReboot(CounterSnapshot snapshot) {
        int common = 0;
        int fell = 0;
        for (Row row : snapshot.rows()) {
            RowHistory history = rows.get(RowHistory.Key.of(row));
            for (int i = 0; history != null && i < row.counts().length; i++) {
                long last = history.last(row.perCpu() ? snapshot.cpus()[i] : CounterDelta.ALL_CPUS);
                if (last > 0) {
                    common++;
                    fell += row.counts()[i] < last && !RowHistory.isWrap(last, row.counts()[i]) ? 1 : 0;
                }
            }
        }
        return fell > 1 && 2 * fell >= common;
    }

    /** The sum of a row's growth, unknown once any part of it is. */
    private static final class Growth {
        private final String row;
        private final Set<Integer> away = new TreeSet<>();
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
