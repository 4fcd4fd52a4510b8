package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileDifferenceTest {
    /** The oracle draws every value of every replicate, as Efron's bootstrap is defined. */
    @Test
    void intervalAgreesWithResamplingValueByValue() {
        SplittableRandom random = new SplittableRandom(11);
        long[] first = random.longs(301, 100, 1000).toArray();
        long[] second = random.longs(257, 300, 1400).toArray();
        double[] plain = new double[8000];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = resampledMedian(second, random) - resampledMedian(first, random);
        }
        Arrays.sort(plain);

        Interval interval = QuantileDifference.bootstrap(summary(first), summary(second), 0.5, 0.95, 8000, 1);

        assertThat(interval.low()).isCloseTo(plain[200], within(12.0));
        assertThat(interval.high()).isCloseTo(plain[7800], within(12.0));
        assertThat(interval.contains(interval.estimate())).isTrue();
    }

    @Test
    void sameSeedGivesTheSameInterval() {
        LatencySummary first = summary(new long[] {1, 5, 9, 12, 40});
        LatencySummary second = summary(new long[] {2, 6, 10, 15, 80});

        assertThat(QuantileDifference.bootstrap(first, second, 0.9, 0.95, 500, 3))
                .isEqualTo(QuantileDifference.bootstrap(first, second, 0.9, 0.95, 500, 3));
    }

    @Test
    void nothingToCompareGivesNoNumber() {
        Interval interval =
                QuantileDifference.bootstrap(new LatencySummary(), summary(new long[] {1}), 0.5, 0.95, 100, 1);

        assertThat(interval.estimate()).isNaN();
    }

    private static double resampledMedian(long[] values, SplittableRandom random) {
        long[] drawn = new long[values.length];
        Arrays.setAll(drawn, i -> values[random.nextInt(values.length)]);
        Arrays.sort(drawn);
        return drawn[(int) Math.ceil(drawn.length * 0.5) - 1];
    }

    private static LatencySummary summary(long[] values) {
        LatencySummary summary = new LatencySummary();
        Arrays.stream(values).forEach(summary::add);
        return summary;
    }
}
