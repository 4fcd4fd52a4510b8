package lostedge.engine.counter;

/**
 * One counter in one reading, and how it got there.
 *
 * @param timeNs when the reading began, or {@link CounterSnapshot#NO_TIME}
 * @param row the counter's name
 * @param cpu the CPU, or {@link #ALL_CPUS} for a machine-wide counter
 * @param count its value, or {@link #UNKNOWN} where it is gone
 * @param delta growth since it was last seen, or {@link #UNKNOWN}
 * @param ratePerS growth per second since the reading before, or NaN where unknown or where a CPU or row was away
 * @param event what is special
 */
public record CounterDelta(
        long timeNs, String row, int cpu, long count, long delta, double ratePerS, CounterEvent event) {
    /** CPU of a counter that is not per CPU. */
    public static final int ALL_CPUS = -1;
    /** A count or growth that is not known. */
    public static final long UNKNOWN = -1;
}
