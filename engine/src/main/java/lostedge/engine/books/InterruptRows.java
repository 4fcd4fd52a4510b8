package lostedge.engine.books;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code /proc/interrupts} the books need, on Alpha: {@code IPI} (calls of {@code handle_ipi}), and with
 * the poll {@code RIP}, {@code RIF}, {@code RIS} (rescued reschedules, calls, stops).
 *
 * <p>A reading belongs to the middle of the time it took.
 */
final class InterruptRows {
    private static final String CALLS = "RIF";
    private static final String RESCHEDULES = "RIP";

    private final List<CounterSnapshot> snapshots;
    private final Clock clock;

    private InterruptRows(List<CounterSnapshot> snapshots, Clock clock) {
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** {@return the rows of a series, or null if it has no two readings of an {@code IPI} row per CPU} */
    static @Nullable InterruptRows of(@Nullable CounterSeries series) {
        if (series == null) {
            return null;
        }
        List<CounterSnapshot> usable = new ArrayList<>();
        for (CounterSnapshot snapshot : series.snapshots()) {
            if (snapshot.timestampNs() != CounterSnapshot.NO_TIME && row(snapshot, "IPI") != null) {
                usable.add(snapshot);
            }
        }
        return usable.size() < 2 ? null : new InterruptRows(usable, series.clock());
    }

    private static CounterSnapshot.@Nullable Row row(CounterSnapshot snapshot, String name) {
        for (CounterSnapshot.Row row : snapshot.rows()) {
            if (row.name().equals(name) && row.perCpu()) {
                return row;
            }
        }
        return null;
    }

    /** {@return how many readings there are} */
    int size() {
        return snapshots.size();
    }

    /** {@return the clock of the readings} */
    Clock clock() {
        return clock;
    }

    /** {@return when a reading was taken, ns} */
    long timeNs(int reading) {
        CounterSnapshot snapshot = snapshots.get(reading);
        return snapshot.timestampNs() + (snapshot.endNs() - snapshot.timestampNs()) / 2;
    }

    /** {@return when a reading had ended, ns} */
    long endNs(int reading) {
        return snapshots.get(reading).endNs();
    }

    /** {@return how long a reading took, ns} */
    long durationNs(int reading) {
        CounterSnapshot snapshot = snapshots.get(reading);
        return snapshot.endNs() - snapshot.timestampNs();
    }

    /** {@return the first reading with this tag, or -1} */
    int tagged(String tag) {
        for (int reading = 0; reading < snapshots.size(); reading++) {
            if (snapshots.get(reading).tag().equals(tag)) {
                return reading;
            }
        }
        return -1;
    }

    /** {@return whether the kernel polls: it prints the rows of rescues} */
    boolean polled() {
        return row(snapshots.get(0), CALLS) != null;
    }

    /** {@return whether a CPU is online in two readings, so that its growth between them is known} */
    boolean counts(int from, int to, int cpu) {
        return count("IPI", from, cpu) >= 0 && count("IPI", to, cpu) >= 0;
    }

    /** {@return growth of the {@code IPI} row of one CPU between two readings, 0 if it is offline in either} */
    long handled(int from, int to, int cpu) {
        return growth("IPI", from, to, cpu);
    }

    /** {@return growth of the rescued calls of one CPU} */
    long rescuedCalls(int from, int to, int cpu) {
        return growth(CALLS, from, to, cpu);
    }

    /** {@return growth of the rescued reschedules and stops of one CPU} */
    long rescuedOthers(int from, int to, int cpu) {
        return growth(RESCHEDULES, from, to, cpu) + growth("RIS", from, to, cpu);
    }

    /** {@return one more than the highest CPU in any reading} */
    int cpus() {
        int cpus = 0;
        for (CounterSnapshot snapshot : snapshots) {
            for (int cpu : snapshot.cpus()) {
                cpus = Math.max(cpus, cpu + 1);
            }
        }
        return cpus;
    }

    private long growth(String name, int from, int to, int cpu) {
        long before = count(name, from, cpu);
        long after = count(name, to, cpu);
        return before < 0 || after < 0 ? 0 : after - before;
    }

    private long count(String name, int reading, int cpu) {
        CounterSnapshot snapshot = snapshots.get(reading);
        CounterSnapshot.Row row = row(snapshot, name);
        if (row == null) {
            return -1;
        }
        for (int column = 0; column < snapshot.cpus().length; column++) {
            if (snapshot.cpus()[column] == cpu) {
                return row.counts()[column];
            }
        }
        return -1;
    }
}
