package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against table I of R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine
 * 17 (1998) 857-872, methods 3 and 5, and R 4.2.2.
 */
class ProportionTest {
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsonAgreesWithThePublishedTable(long successes, long trials, double low, double high) {
        Interval interval = Proportion.wilson(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
        assertThat(interval.contains((double) successes / trials)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"81, 263, 0.2527, 0.3676", "15, 148, 0.0578, 0.1617", "0, 20, 0.0000, 0.1684", "1, 29, 0.0009, 0.1776"})
    void clopperPearsonAgreesWithThePublishedTable(long successes, long trials, double low, double high) {
        Interval interval = Proportion.clopperPearson(successes, trials, 0.95);

        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void intervalsAgreeWithRToNineDigits() {
        Interval score = Proportion.wilson(81, 263);
        assertThat(score.low()).isCloseTo(0.255288519878, within(1e-9));
        assertThat(score.high()).isCloseTo(0.366209576983, within(1e-9));
    }

    @Test
    void nothingObservedSaysNothing() {
        Interval interval = Proportion.wilson(0, 0);

        assertThat(interval.estimate()).isNaN();
        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isEqualTo(1);
        assertThat(Proportion.clopperPearson(0, 0, 0.95)).isEqualTo(new Interval(Double.NaN, 0, 1, 0.95));
    }

    @Test
    void moreSuccessesThanTrialsAreRefused() {
        assertThatThrownBy(() -> Proportion.wilson(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
