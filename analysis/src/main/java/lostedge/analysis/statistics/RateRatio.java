package lostedge.analysis.statistics;

/**
 * The ratio of two Poisson rates, {@code count1 / exposure1} to {@code count2 / exposure2}.
 *
 * <p>Given the sum of the counts, the first is binomial; the exact interval of that proportion maps to one of the
 * ratio. J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika
 * 31 (1940) 313-323; R's {@code poisson.test} does the same.
 */
public final class RateRatio {
    private RateRatio() {}

    /**
     * The exact conditional interval of the ratio.
     *
     * @param exposure1 time or sends over which {@code count1} was collected, above 0
     * @param exposure2 in the same unit, above 0
     * @return the ratio: NaN if both counts are 0, infinite if only {@code count2} is
     */
    public static Interval exact(long count1, double exposure1, long count2, double exposure2, double confidence) {
        if (!(exposure1 > 0) || !(exposure2 > 0)) {
            throw new IllegalArgumentException("exposures must be above 0: " + exposure1 + ", " + exposure2);
        }
        Interval share = Proportion.clopperPearson(count1, count1 + count2, confidence);
        double scale = exposure2 / exposure1;
        double ratio = count1 + count2 == 0 ? Double.NaN : (double) count1 / count2 * scale;
        return new Interval(ratio, odds(share.low()) * scale, odds(share.high()) * scale, confidence);
    }

    private static double odds(double probability) {
        return probability >= 1 ? Double.POSITIVE_INFINITY : probability / (1 - probability);
    }
}
