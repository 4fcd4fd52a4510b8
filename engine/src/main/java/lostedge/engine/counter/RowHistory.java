package lostedge.engine.counter;

import java.util.Arrays;
import lostedge.engine.counter.CounterSnapshot.Row;

/** What is known of one row from the readings so far: the last count of each CPU, and when the row was seen. */
final class RowHistory {
    static final long TWO_TO_32 = 1L << 32;

    /** A row's name, and whether it counts per CPU; a kernel may print a name in both ways. */
    record Key(String row, boolean perCpu) {
        static Key of(Row row) {
            return new Key(row.name(), row.perCpu());
        }
    }

    /** Last count of CPU {@code c} at {@code c + 1}; the machine-wide one at 0. */
    private long[] last = new long[0];

    private int lastReading;
    private int readingBefore;

    /** {@return the last count of a CPU, or {@link CounterDelta#UNKNOWN}} */
    long last(int cpu) {
        int slot = cpu - CounterDelta.ALL_CPUS;
        return slot < last.length ? last[slot] : CounterDelta.UNKNOWN;
    }

    void put(int cpu, long count) {
        int slot = cpu - CounterDelta.ALL_CPUS;
        int used = last.length;
        if (slot >= used) {
            last = Arrays.copyOf(last, Math.max(slot + 1, used * 2));
            Arrays.fill(last, used, last.length, CounterDelta.UNKNOWN);
        }
        last[slot] = count;
    }

    void seenInReading(int reading) {
        readingBefore = lastReading;
        lastReading = reading;
    }

    /** {@return number of the reading that last had the row, from 1, or 0} */
    int lastReading() {
        return lastReading;
    }

    /** {@return number of the reading before that which had the row, or 0} */
    int readingBefore() {
        return readingBefore;
    }

    static boolean isWrap(long last, long count) {
        return last < TWO_TO_32 && last >= TWO_TO_32 / 2 && count < TWO_TO_32 / 2;
    }
}
