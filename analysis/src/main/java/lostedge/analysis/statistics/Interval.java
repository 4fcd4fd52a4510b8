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

    /** {@return the same of a quantity that is this one times a factor above 0} */
    public Interval times(double factor) {
        return new Interval(estimate * factor, low * factor, high * factor, confidence);
    }

    /** {@return the same of a quantity that is known no closer than {@code by} either way} */
    public Interval widened(double by) {
        return new Interval(estimate, low - by, high + by, confidence);
    }

    /**
     * {@return the difference of two independent estimates, this one minus another, with its interval} From the
     * distances of each estimate to its own ends, squared and added: the method of variance estimates recovery (G. Y.
     * Zou and A. Donner, Statistics in Medicine 27 (2008) 1693-1702); for Wilson intervals it is method 10 of R. G.
     * Newcombe, Statistics in Medicine 17 (1998) 873-890.
     */
    public Interval minus(Interval other) {
        double difference = estimate - other.estimate;
        return new Interval(
                difference,
                difference - Math.hypot(estimate - low, other.high - other.estimate),
                difference + Math.hypot(high - estimate, other.estimate - other.low),
                confidence);
    }
}
