package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DelayFitTest {
    /** R 4.2.2: {@code ks.test(c(.02,.11,.2,.35,.37,.41,.5,.66,.71,.93), "punif", 0, 1)}. */
    @Test
    void distanceAndProbabilityAgreeWithR() {
        LatencySummary delays = new LatencySummary();
        for (long delay : new long[] {20, 110, 200, 350, 370, 410, 500, 660, 710, 930}) {
            delays.add(delay);
        }

        DelayFit fit = DelayFit.uniform(delays, 1000);

        assertThat(fit.distance()).isCloseTo(0.2, within(1e-9));
        assertThat(fit.pValue()).isCloseTo(0.74871904, within(1e-8));
        assertThat(fit.beyond().estimate()).isZero();
    }

    @Test
    void shortDelaysAreNotUniformOverATick() {
        LatencySummary delays = new LatencySummary();
        for (int i = 0; i < 500; i++) {
            delays.add(i % 50);
        }

        assertThat(DelayFit.uniform(delays, 1000).pValue()).isLessThan(1e-9);
    }

    @Test
    void delaysBeyondTheBoundAreCounted() {
        LatencySummary delays = new LatencySummary();
        for (long delay : new long[] {1, 2, 3, 1200}) {
            delays.add(delay);
        }

        assertThat(DelayFit.beyond(delays, 1000).estimate()).isEqualTo(0.25);
    }

    @Test
    void moreDelaysThanCanBeHeldAreThinnedEvenly() {
        LatencySummary delays = new LatencySummary();
        for (int i = 0; i < 250_000; i++) {
            delays.add(i % 1000 + 1);
        }

        assertThat(DelayFit.uniform(delays, 1000).distance()).isLessThan(0.005);
    }

    @Test
    void noDelaysFitNothing() {
        assertThat(DelayFit.uniform(new LatencySummary(), 1000).pValue()).isNaN();
    }
}
