package lostedge.analysis.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The share of waits that last longer than a time, estimated from waits of which some were cut off by the end of the
 * recording.
 *
 * <p>E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958) 457-481, with
 * Greenwood's variance and its interval on the log(-log) scale. A wait cut off at the very time another ends counts as
 * at risk then. Two groups are compared by the log-rank test: N. Mantel, Cancer Chemotherapy Reports 50 (1966) 163-170.
 */
public final class Survival {
    /**
     * One time at which waits ended.
     *
     * @param timeNs the time
     * @param atRisk waits that lasted at least this long
     * @param ended of those, ended now
     * @param survival share that lasts longer than this time, with its interval
     */
    public record Step(long timeNs, long atRisk, long ended, Interval survival) {}

    /**
     * Outcome of a log-rank test.
     *
     * @param chiSquare the statistic, with one degree of freedom
     * @param pValue probability of a statistic at least as large if both groups survive alike
     */
    public record LogRank(double chiSquare, double pValue) {}

    private static final class Count {
        long ended;
        long cutOff;

        long all() {
            return ended + cutOff;
        }
    }

    private final TreeMap<Long, Count> counts = new TreeMap<>();
    private long total;

    /** Adds one wait: how long it is known to have lasted, and whether its end was seen. */
    public void add(long durationNs, boolean ended) {
        add(durationNs, ended, 1);
    }

    /** {@return the survival of waits summarised by whether their end was seen} */
    public static Survival of(LatencySummary ended, LatencySummary cutOff) {
        Survival survival = new Survival();
        ended.forEach((value, count) -> survival.add(value, true, count));
        cutOff.forEach((value, count) -> survival.add(value, false, count));
        return survival;
    }

    private void add(long durationNs, boolean ended, long times) {
        Count count = counts.computeIfAbsent(durationNs, d -> new Count());
        if (ended) {
            count.ended += times;
        } else {
            count.cutOff += times;
        }
        total += times;
    }

    /** {@return number of waits} */
    public long count() {
        return total;
    }

    /** {@return the estimate at each time at which waits ended, ascending} */
    public List<Step> steps(double confidence) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        List<Step> steps = new ArrayList<>();
        long atRisk = total;
        double survival = 1;
        double greenwood = 0;
        for (Map.Entry<Long, Count> entry : counts.entrySet()) {
            Count count = entry.getValue();
            if (count.ended > 0) {
                survival *= (double) (atRisk - count.ended) / atRisk;
                greenwood += (double) count.ended / ((double) atRisk * (atRisk - count.ended));
                steps.add(new Step(entry.getKey(), atRisk, count.ended, interval(survival, greenwood, z, confidence)));
            }
            atRisk -= count.all();
        }
        return steps;
    }

    private static Interval interval(double survival, double greenwood, double z, double confidence) {
        if (survival <= 0 || survival >= 1) {
            return new Interval(survival, Double.NaN, Double.NaN, confidence);
        }
        double reach = z * Math.sqrt(greenwood) / Math.log(survival);
        return new Interval(
                survival, Math.pow(survival, Math.exp(-reach)), Math.pow(survival, Math.exp(reach)), confidence);
    }

    /** {@return the first time by which half the waits had ended, empty if fewer than half did} */
    public OptionalLong medianNs() {
        return steps(Interval.USUAL_CONFIDENCE).stream()
                .filter(step -> step.survival().estimate() <= 0.5)
                .mapToLong(Step::timeNs)
                .findFirst();
    }

    /** {@return the log-rank test of this group against another; NaN where neither group has an end to compare} */
    public LogRank logRank(Survival other) {
        TreeMap<Long, Count> both = new TreeMap<>(counts);
        other.counts.forEach(both::putIfAbsent);
        double observedMinusExpected = 0;
        double variance = 0;
        long risk1 = total;
        long risk2 = other.total;
        for (long time : both.keySet()) {
            Count count1 = counts.getOrDefault(time, new Count());
            Count count2 = other.counts.getOrDefault(time, new Count());
            double n = (double) risk1 + risk2;
            double ended = (double) count1.ended + count2.ended;
            if (ended > 0) {
                observedMinusExpected += count1.ended - ended * risk1 / n;
                if (n > 1) {
                    variance += ended * (risk1 / n) * (risk2 / n) * (n - ended) / (n - 1);
                }
            }
            risk1 -= count1.all();
            risk2 -= count2.all();
        }
        double chiSquare = observedMinusExpected * observedMinusExpected / variance;
        double p = Double.isNaN(chiSquare)
                ? Double.NaN
                : ChiSquaredDistribution.of(1).survivalProbability(chiSquare);
        return new LogRank(chiSquare, p);
    }
}
