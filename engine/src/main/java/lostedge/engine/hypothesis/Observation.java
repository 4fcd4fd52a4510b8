package lostedge.engine.hypothesis;

import java.util.function.DoubleUnaryOperator;
import lostedge.engine.books.LostShare;
import lostedge.engine.finding.LostEdges;

/** What was observed of a number that hypotheses predict, with the ends of its 95% interval; NaN where unknown. */
public record Observation(double value, double low, double high) {
    /** Standard deviations from the middle of a 95% interval to its ends. */
    static final double Z95 = 1.959964;

    static Observation of(LostEdges lost) {
        return new Observation(lost.estimate(), lost.low(), lost.high());
    }

    static Observation of(LostShare share) {
        return new Observation(share.estimate(), share.low(), share.high());
    }

    /**
     * {@return a share of independent trials} The interval is Wilson's: E. B. Wilson, "Probable inference, the law of
     * succession, and statistical inference", JASA 22 (1927).
     *
     * @param hits trials that hit
     */
    public static Observation ofShare(long hits, long trials) {
        if (trials == 0) {
            return new Observation(Double.NaN, Double.NaN, Double.NaN);
        }
        double misses = trials - hits;
        double centre = (hits + Z95 * Z95 / 2) / (trials + Z95 * Z95);
        double half = Z95 * Math.sqrt(hits * misses / trials + Z95 * Z95 / 4) / (trials + Z95 * Z95);
        return new Observation((double) hits / trials, Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /** {@return a share that is told with its standard error} */
    static Observation withError(double share, double error) {
        return new Observation(share, Math.max(0, share - Z95 * error), Math.min(1, share + Z95 * error));
    }

    /** {@return the observation of a number that grows with this one} */
    Observation through(DoubleUnaryOperator growing) {
        return new Observation(growing.applyAsDouble(value), growing.applyAsDouble(low), growing.applyAsDouble(high));
    }
}
