package lostedge.analysis.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Confidence intervals for the probability behind {@code successes} out of {@code trials}. */
public final class Proportion {
    private Proportion() {}

    /** {@return the Wilson interval at the usual confidence} */
    public static Interval wilson(long successes, long trials) {
        return wilson(successes, trials, Interval.USUAL_CONFIDENCE);
    }

    /**
     * The score interval without continuity correction: E. B. Wilson, "Probable inference, the law of succession, and
     * statistical inference", JASA 22 (1927) 209-212. Without trials the interval is [0, 1] and the estimate NaN.
     *
     * @throws IllegalArgumentException unless {@code 0 <= successes <= trials}
     */
    public static Interval wilson(long successes, long trials, double confidence) {
        check(successes, trials);
        if (trials == 0) {
            return new Interval(Double.NaN, 0, 1, confidence);
        }
        double n = trials;
        double p = successes / n;
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double z2 = z * z;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        double low = successes == 0 ? 0 : Math.max(0, centre - half);
        double high = successes == trials ? 1 : Math.min(1, centre + half);
        return new Interval(p, low, high, confidence);
    }

    /**
     * The exact interval, conservative: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits
     * illustrated in the case of the binomial", Biometrika 26 (1934) 404-413, by quantiles of the beta distribution.
     * Without trials the interval is [0, 1] and the estimate NaN.
     *
     * @throws IllegalArgumentException unless {@code 0 <= successes <= trials}
     */
    public static Interval clopperPearson(long successes, long trials, double confidence) {
        check(successes, trials);
        double tail = (1 - confidence) / 2;
        long failures = trials - successes;
        double low = successes == 0
                ? 0
                : BetaDistribution.of(successes, failures + 1.0).inverseCumulativeProbability(tail);
        double high = failures == 0
                ? 1
                : BetaDistribution.of(successes + 1.0, failures).inverseSurvivalProbability(tail);
        return new Interval(trials == 0 ? Double.NaN : (double) successes / trials, low, high, confidence);
    }

    private static void check(long successes, long trials) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes in " + trials + " trials");
        }
    }
}
