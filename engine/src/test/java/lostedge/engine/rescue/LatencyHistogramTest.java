package lostedge.engine.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    @Test
    void densityAndDistributionFollowTheSamples() {
        LatencyHistogram latencies = new LatencyHistogram();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            latencies.add(random.nextInt(100_000));
        }

        assertThat(latencies.below(30_000)).isCloseTo(0.3, within(0.02));
        assertThat(latencies.density(50_000)).isCloseTo(1e-5, within(1e-6));
        assertThat(latencies.below(1e9)).isCloseTo(1, within(1e-3));
    }

    @Test
    void promptIsWhereMostSamplesLieOnALogarithmicScale() {
        LatencyHistogram latencies = new LatencyHistogram();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            latencies.add(10_000 + random.nextInt(1000));
            latencies.add(random.nextInt(10_000_000));
        }

        assertThat(latencies.promptNs()).isBetween(8_000.0, 13_000.0);
    }

    @Test
    void quantileIsTheUpperEndOfItsBin() {
        LatencyHistogram latencies = new LatencyHistogram();
        for (int i = 0; i < 99; i++) {
            latencies.add(1000);
        }
        latencies.add(1_000_000);

        assertThat(latencies.quantile(0.95)).isBetween(1000.0, 1500.0);
        assertThat(latencies.quantile(1)).isGreaterThan(1e6);
    }

    @Test
    void everyLatencyHasADensityAboveZero() {
        LatencyHistogram latencies = new LatencyHistogram();

        for (double ns = 0; ns < 1e13; ns = 3 * ns + 1) {
            assertThat(latencies.density(ns)).isPositive();
            assertThat(latencies.below(ns)).isBetween(0.0, 1.0);
        }
    }
}
