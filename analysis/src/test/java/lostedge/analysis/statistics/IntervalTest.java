package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Against method 10 in table II of R. G. Newcombe, "Interval estimation for the difference between independent
 * proportions", Statistics in Medicine 17 (1998) 873-890.
 */
class IntervalTest {
    @Test
    void differenceOfWilsonIntervalsAgreesWithThePublishedTable() {
        Interval difference = Proportion.wilson(56, 70).minus(Proportion.wilson(48, 80));

        assertThat(difference.estimate()).isCloseTo(0.2, within(1e-12));
        assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void differencesOfFewAndOfNoneAgreeWithThePublishedTable() {
        Interval few = Proportion.wilson(9, 10).minus(Proportion.wilson(3, 10));
        Interval none = Proportion.wilson(0, 10).minus(Proportion.wilson(0, 20));

        assertThat(few.low()).isCloseTo(0.1705, within(5e-5));
        assertThat(few.high()).isCloseTo(0.8090, within(5e-5));
        assertThat(none.low()).isCloseTo(-0.1611, within(5e-5));
        assertThat(none.high()).isCloseTo(0.2775, within(5e-5));
    }
}
