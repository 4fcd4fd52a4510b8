package lostedge.engine.counter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What one row grew by over all CPUs from reading to reading; growth that is not known counts as none. */
public final class RowGrowth {
    private final SortedMap<Long, Long> byTime = new TreeMap<>();
    private long total;
    private long untimed;

    private RowGrowth() {}

    /**
     * {@return the growth of the rows of a series, by name, in the order of their first reading}
     *
     * @param wanted which rows
     */
    public static Map<String, RowGrowth> of(CounterSeries series, Predicate<String> wanted) {
        Map<String, RowGrowth> rows = new LinkedHashMap<>();
        CounterDeltas.forEach(series, delta -> {
            if (delta.delta() != CounterDelta.UNKNOWN && wanted.test(delta.row())) {
                RowGrowth row = rows.computeIfAbsent(delta.row(), name -> new RowGrowth());
                row.grow(delta.timeNs(), delta.delta());
            }
        });
        return rows;
    }

    private void grow(long timeNs, long delta) {
        total += delta;
        untimed += delta;
        if (timeNs != CounterSnapshot.NO_TIME) {
            byTime.merge(timeNs, untimed, Long::sum);
            untimed = 0;
        }
    }

    /** {@return the growth up to each reading that has a time since the one that had before, by that time in ns} */
    public SortedMap<Long, Long> byTime() {
        return Collections.unmodifiableSortedMap(byTime);
    }

    /** {@return the growth over the whole series} */
    public long total() {
        return total;
    }
}
