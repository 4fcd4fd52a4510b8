package lostedge.engine.hypothesis;

/**
 * A share of independent trials with its 95% interval.
 *
 * <p>The interval is Wilson's: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * JASA 22 (1927).
 *
 * @param hits trials that hit
 * @param trials all trials
 */
public record Proportion(long hits, long trials) {
    private static final double Z95 = 1.959964;

    /** {@return the share, or NaN without trials} */
    public double estimate() {
        return trials == 0 ? Double.NaN : (double) hits / trials;
    }

    /** {@return lower end of the interval, or NaN without trials} */
    public double low() {
        return trials == 0 ? Double.NaN : Math.max(0, centre() - half());
    }

    /** {@return upper end of the interval, or NaN without trials} */
    public double high() {
        return trials == 0 ? Double.NaN : Math.min(1, centre() + half());
    }

    private double centre() {
        return (hits + Z95 * Z95 / 2) / (trials + Z95 * Z95);
    }

    private double half() {
        double misses = trials - hits;
        return Z95 * Math.sqrt(hits * misses / trials + Z95 * Z95 / 4) / (trials + Z95 * Z95);
    }
}
