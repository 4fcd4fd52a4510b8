package lostedge.analysis.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Means of independent replications, with Student's interval: "The probable error of a mean", Biometrika 6 (1908) 1-25.
 */
public final class Mean {
    private Mean() {}

    /** {@return the mean with its interval, which is unbounded for fewer than two values; NaN without any} */
    public static Interval of(double[] values, double confidence) {
        int n = values.length;
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        if (n < 2) {
            return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, confidence);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double half = TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - confidence) / 2)
                * Math.sqrt(squares / (n - 1.0) / n);
        return new Interval(mean, mean - half, mean + half, confidence);
    }

    /**
     * {@return the geometric mean of the ratios of paired values, which are positive, with its interval: that of the
     * mean of their logarithms}
     *
     * @throws IllegalArgumentException unless there are as many values above as below
     */
    public static Interval ofRatios(double[] above, double[] below, double confidence) {
        if (above.length != below.length) {
            throw new IllegalArgumentException(above.length + " values over " + below.length);
        }
        double[] logarithms = new double[above.length];
        for (int i = 0; i < above.length; i++) {
            logarithms[i] = Math.log(above[i] / below[i]);
        }
        Interval mean = of(logarithms, confidence);
        return new Interval(Math.exp(mean.estimate()), Math.exp(mean.low()), Math.exp(mean.high()), confidence);
    }
}
