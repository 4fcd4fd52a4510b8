package lostedge.analysis.statistics;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/**
 * How well delays fit a model of their origin.
 *
 * <p>A message whose edge was lost at a random moment and that waits for the next clock tick is handled after a delay
 * that is uniform over a tick. One that merely stood behind a handler is handled within the handler's length. The fit
 * to the first is tested by Kolmogorov and Smirnov's distance (F. J. Massey, JASA 46 (1951) 68-78); the second bounds
 * every delay, so each longer one speaks against it.
 *
 * @param delays how many delays
 * @param distance greatest distance of their distribution from the uniform one, in [0, 1], or NaN without delays
 * @param pValue probability of such a distance if they are uniform, or NaN
 * @param beyond share of delays longer than the bound, with its interval
 */
public record DelayFit(long delays, double distance, double pValue, Interval beyond) {
    private static final int MOST_VALUES = 100_000;

    /** {@return the fit to delays that are uniform on [0, periodNs], and the share beyond that period} */
    public static DelayFit uniform(LatencySummary delays, long periodNs) {
        if (delays.count() == 0) {
            return new DelayFit(0, Double.NaN, Double.NaN, Proportion.wilson(0, 0));
        }
        DoubleUnaryOperator uniform = x -> Math.min(1, Math.max(0, x / periodNs));
        KolmogorovSmirnovTest.OneResult test =
                KolmogorovSmirnovTest.withDefaults().test(values(delays), uniform);
        return new DelayFit(delays.count(), test.getStatistic(), test.getPValue(), beyond(delays, periodNs));
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
