package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against the second example of R's {@code ?poisson.test} (R 4.2.2). */
class RateRatioTest {
    @Test
    void ratioAgreesWithRsPoissonTest() {
        Interval ratio = RateRatio.exact(11, 800, 6 + 8 + 7, 1083 + 1050 + 878, 0.95);

        assertThat(ratio.estimate()).isCloseTo(1.971488, within(1e-6));
        assertThat(ratio.low()).isCloseTo(0.8584264, within(1e-6));
        assertThat(ratio.high()).isCloseTo(4.2772659, within(1e-6));
    }

    @Test
    void ratioToNoEventsHasNoUpperEnd() {
        Interval ratio = RateRatio.exact(5, 10, 0, 10, 0.95);

        assertThat(ratio.estimate()).isInfinite();
        assertThat(ratio.low()).isGreaterThan(0);
        assertThat(ratio.high()).isInfinite();
    }

    @Test
    void noEventsAtAllExcludeNoRatio() {
        Interval ratio = RateRatio.exact(0, 10, 0, 10, 0.95);

        assertThat(ratio.estimate()).isNaN();
        assertThat(ratio.low()).isZero();
        assertThat(ratio.high()).isInfinite();
    }

    @Test
    void exposureOfNothingIsRefused() {
        assertThatThrownBy(() -> RateRatio.exact(1, 0, 1, 1, 0.95)).isInstanceOf(IllegalArgumentException.class);
    }
}
