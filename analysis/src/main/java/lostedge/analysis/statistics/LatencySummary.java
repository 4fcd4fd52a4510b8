package lostedge.analysis.statistics;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Durations in ns, kept as a histogram with three significant decimal digits, so that memory does not grow with their
 * number (G. Tene's HdrHistogram).
 */
public final class LatencySummary {
    /** Longest duration kept apart, ns; longer ones count as this. */
    public static final long LONGEST_NS = 3_600_000_000_000L * 24;

    private static final int SIGNIFICANT_DIGITS = 3;

    /**
     * A step of an empirical distribution.
     *
     * @param valueNs a duration
     * @param share fraction of durations not longer
     */
    public record Point(long valueNs, double share) {}

    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    private long negatives;

    /** Adds a duration; negative ones, as unsynchronised clocks produce, are only counted. */
    public void add(long durationNs) {
        if (durationNs < 0) {
            negatives++;
        } else {
            histogram.recordValue(Math.min(durationNs, LONGEST_NS));
        }
    }

    /** {@return how many durations there are, negative ones not counted} */
    public long count() {
        return histogram.getTotalCount();
    }

    /** {@return how many durations were negative} */
    public long negatives() {
        return negatives;
    }

    /** {@return the quantile at {@code share} in [0, 1], ns, within 0.1%; 0 if there are no durations} */
    public long quantileNs(double share) {
        return histogram.getValueAtPercentile(share * 100);
    }

    /** {@return the longest duration, ns, within 0.1%; 0 if there are none} */
    public long maxNs() {
        return histogram.getMaxValue();
    }

    /**
     * {@return the empirical distribution function, at most {@code most} steps evenly spread over the shares, plus the
     * last}
     */
    public List<Point> distribution(int most) {
        List<Point> points = new ArrayList<>();
        long total = count();
        long below = 0;
        double next = 0;
        for (HistogramIterationValue value : histogram.recordedValues()) {
            below += value.getCountAddedInThisIterationStep();
            double share = (double) below / total;
            if (share >= next || below == total) {
                points.add(new Point(value.getValueIteratedTo(), share));
                next = share + 1.0 / most;
            }
        }
        return points;
    }

    /** Calls back with every recorded duration (ns, within 0.1%) and how often it occurred, ascending. */
    void forEach(StepConsumer consumer) {
        for (HistogramIterationValue value : histogram.recordedValues()) {
            consumer.accept(value.getValueIteratedTo(), value.getCountAddedInThisIterationStep());
        }
    }

    /** Takes one step of a histogram. */
    interface StepConsumer {
        void accept(long valueNs, long count);
    }
}
