package lostedge.engine.counter;

import java.util.List;

/**
 * One reading of per-CPU counters, such as {@code /proc/interrupts}, at one time.
 *
 * @param timestampNs when the reading began, in ns on the series' clock, or {@link #NO_TIME}
 * @param endNs when the reading had ended, or {@code timestampNs} if only one time is told
 * @param tag a word the recorder gave the reading ("start", "end"), or the empty text
 * @param cpus CPU number of each column, ascending
 * @param rows the counters, in the order of the file
 */
public record CounterSnapshot(long timestampNs, long endNs, String tag, int[] cpus, List<Row> rows) {
    /** Time of a reading that carries none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /**
     * One counter.
     *
     * @param name the label before the colon, such as "LOC", "IPI" or "8"; made unique where a kernel prints one twice
     * @param counts one count per column of {@code cpus}; or exactly one, machine-wide, where {@code perCpu} is false
     * @param perCpu whether {@code counts} is per CPU
     * @param description what follows the counts: chip, trigger, handler names
     */
    public record Row(String name, long[] counts, boolean perCpu, String description) {}
}
