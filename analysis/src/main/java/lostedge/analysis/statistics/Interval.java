package lostedge.analysis.statistics;

/**
 * An estimate with its confidence interval.
 *
 * @param estimate the estimate, or NaN where there are no data
 * @param low lower end
 * @param high upper end
 * @param confidence probability in (0, 1) with which such intervals cover the truth
 */
public record Interval(double estimate, double low, double high, double confidence) {
    /** The confidence used unless another is asked for. */
    public static final double USUAL_CONFIDENCE = 0.95;

    /** {@return whether a value lies in the interval, ends included} */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
