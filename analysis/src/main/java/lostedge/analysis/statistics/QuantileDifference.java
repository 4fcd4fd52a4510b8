package lostedge.analysis.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The difference of one quantile between two sets of durations, with a bootstrap percentile interval.
 *
 * <p>B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979) 1-26. The k-th
 * smallest of n values drawn with replacement is the sample's quantile at a share that follows Beta(k, n - k + 1) (J.
 * S. Maritz and R. G. Jarrett, JASA 73 (1978) 194-196), so each replicate costs one draw, however many durations there
 * are.
 */
public final class QuantileDifference {
    /** Replicates that put about 1% of noise on the ends of a 95% interval. */
    public static final int USUAL_REPLICATES = 2000;

    private QuantileDifference() {}

    /**
     * The quantile of {@code second} minus that of {@code first}.
     *
     * @param share which quantile, in (0, 1)
     * @param seed seed of the replicates; the same seed gives the same interval
     * @return ns; NaN where one of the sets is empty
     */
    public static Interval bootstrap(
            LatencySummary first, LatencySummary second, double share, double confidence, int replicates, long seed) {
        if (first.count() == 0 || second.count() == 0) {
            return new Interval(Double.NaN, Double.NaN, Double.NaN, confidence);
        }
        SplittableRandom random = new SplittableRandom(seed);
        BetaDistribution share1 = shareOfRank(first.count(), share);
        BetaDistribution share2 = shareOfRank(second.count(), share);
        double[] differences = new double[replicates];
        for (int i = 0; i < replicates; i++) {
            long replicate1 = first.quantileNs(share1.inverseCumulativeProbability(random.nextDouble()));
            long replicate2 = second.quantileNs(share2.inverseCumulativeProbability(random.nextDouble()));
            differences[i] = (double) replicate2 - replicate1;
        }
        Arrays.sort(differences);
        double tail = (1 - confidence) / 2;
        return new Interval(
                (double) second.quantileNs(share) - first.quantileNs(share),
                differences[(int) Math.floor(tail * (replicates - 1))],
                differences[(int) Math.ceil((1 - tail) * (replicates - 1))],
                confidence);
    }

    private static BetaDistribution shareOfRank(long count, double share) {
        double rank = Math.max(1, Math.ceil(share * count));
        return BetaDistribution.of(rank, count - rank + 1);
    }
}
