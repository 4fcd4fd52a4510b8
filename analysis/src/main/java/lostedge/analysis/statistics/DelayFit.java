package lostedge.analysis.statistics;

import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * How well delays fit a model of their origin.
 *
 * <p>A message that was sent at a random moment and waits for the next clock tick is handled after a delay that is
 * uniform over a tick. One that met a handler and waits for its end has a delay distributed as what is left of a
 * handler at a random moment inside one, which longer handlers meet more often (D. R. Cox, "Renewal Theory", 1962, ch.
 * 5). The distance of the delays from either is that of Kolmogorov and Smirnov (F. J. Massey, JASA 46 (1951) 68-78).
 * Both bound every delay, so each longer one speaks against them.
 *
 * @param delays how many delays
 * @param distance greatest distance of their distribution from the model's, in [0, 1], or NaN without delays
 * @param pValue probability of such a distance if they follow the model, or NaN
 * @param boundNs the longest delay the model allows
 * @param beyond share of delays longer than the bound, with its interval
 */
public record DelayFit(long delays, double distance, double pValue, long boundNs, Interval beyond) {
    private static final int MOST_VALUES = 100_000;

    /** {@return the fit to delays that are uniform on [0, periodNs], and the share beyond that period} */
    public static DelayFit uniform(LatencySummary delays, long periodNs) {
        return of(delays, x -> Math.min(1, Math.max(0, x / periodNs)), periodNs);
    }

    /** {@return the fit to what is left of handlers of these lengths, and the share beyond the longest of them} */
    public static DelayFit rest(LatencySummary delays, LatencySummary lengths) {
        return of(delays, restOf(lengths), lengths.maxNs());
    }

    /**
     * {@return the distribution function of what is left of a stretch at a random moment inside one, for stretches of
     * these lengths: the mean of {@code min(x, length)} over the mean length; NaN without lengths}
     */
    public static DoubleUnaryOperator restOf(LatencySummary lengths) {
        TreeMap<Double, double[]> sums = new TreeMap<>();
        double[] sum = {0, lengths.count()};
        sums.put(0.0, sum.clone());
        lengths.forEach((value, count) -> {
            sum[0] += (double) value * count;
            sum[1] -= count;
            sums.put((double) value, sum.clone());
        });
        return x -> {
            double[] shorter = sums.floorEntry(Math.max(0, x)).getValue();
            return Math.min(1, (shorter[0] + Math.max(0, x) * shorter[1]) / sum[0]);
        };
    }

    private static DelayFit of(LatencySummary delays, DoubleUnaryOperator model, long boundNs) {
        if (delays.count() == 0 || Double.isNaN(model.applyAsDouble(boundNs))) {
            return new DelayFit(delays.count(), Double.NaN, Double.NaN, boundNs, Proportion.wilson(0, 0));
        }
        KolmogorovSmirnovTest.OneResult test =
                KolmogorovSmirnovTest.withDefaults().test(values(delays), model);
        return new DelayFit(delays.count(), test.getStatistic(), test.getPValue(), boundNs, beyond(delays, boundNs));
    }

    /** {@return the share of delays longer than a bound, with its Wilson interval} */
    public static Interval beyond(LatencySummary delays, long boundNs) {
        long[] longer = {0};
        delays.forEach((value, count) -> longer[0] += value > boundNs ? count : 0);
        return Proportion.wilson(longer[0], delays.count());
    }

    /** All delays, or where there are very many as many quantiles, which makes the test more cautious. */
    private static double[] values(LatencySummary delays) {
        int n = (int) Math.min(delays.count(), MOST_VALUES);
        double[] values = new double[n];
        if (n == delays.count()) {
            int[] at = {0};
            delays.forEach((value, count) -> {
                for (long i = 0; i < count; i++) {
                    values[at[0]++] = value;
                }
            });
        } else {
            for (int i = 0; i < n; i++) {
                values[i] = delays.quantileNs((i + 0.5) / n);
            }
        }
        return values;
    }
}
