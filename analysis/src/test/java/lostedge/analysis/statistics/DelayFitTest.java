package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
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

    /** A handler of 100 and one of 300 leave x or less in (min(x, 100) + min(x, 300)) / 400 of the moments inside. */
    @Test
    void restOfAHandlerIsThatOfRenewalTheory() {
        LatencySummary lengths = new LatencySummary();
        lengths.add(100);
        lengths.add(300);
        DoubleUnaryOperator rest = DelayFit.restOf(lengths);

        assertThat(rest.applyAsDouble(0)).isZero();
        assertThat(rest.applyAsDouble(50)).isCloseTo(0.25, within(1e-12));
        assertThat(rest.applyAsDouble(100)).isCloseTo(0.5, within(1e-12));
        assertThat(rest.applyAsDouble(200)).isCloseTo(0.75, within(1e-12));
        assertThat(rest.applyAsDouble(1000)).isEqualTo(1);
    }

    @Test
    void delaysDrawnInsideHandlersFitTheirRest() {
        LatencySummary lengths = new LatencySummary();
        LatencySummary delays = new LatencySummary();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            long length = random.nextLong(1_000, 100_000);
            lengths.add(length);
            long moment = random.nextLong(100_000);
            if (moment < length) {
                delays.add(length - moment);
            }
        }

        assertThat(DelayFit.rest(delays, lengths).pValue()).isGreaterThan(0.05);
        assertThat(DelayFit.rest(delays, lengths).beyond().estimate()).isZero();
        assertThat(DelayFit.uniform(delays, 976_562).pValue()).isLessThan(1e-9);
    }

    @Test
    void withoutHandlersThereIsNoRest() {
        LatencySummary delays = new LatencySummary();
        delays.add(5);

        assertThat(DelayFit.rest(delays, new LatencySummary()).distance()).isNaN();
    }

    @Test
    void noDelaysFitNothing() {
        assertThat(DelayFit.uniform(new LatencySummary(), 1000).pValue()).isNaN();
    }
}
