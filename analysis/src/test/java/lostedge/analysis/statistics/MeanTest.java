package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanTest {
    /** Student's own example (1908): additional hours of sleep, drug 1; R: t.test(extra[group == 1]). */
    private static final double[] SLEEP = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    @Test
    void intervalIsThatOfStudentsSleepData() {
        Interval interval = Mean.of(SLEEP, 0.95);
        assertThat(interval.estimate()).isCloseTo(0.75, within(1e-12));
        assertThat(interval.low()).isCloseTo(-0.5297804, within(1e-6));
        assertThat(interval.high()).isCloseTo(2.0297804, within(1e-6));
    }

    @Test
    void oneValueBoundsNothing() {
        Interval interval = Mean.of(new double[] {3}, 0.95);
        assertThat(interval.estimate()).isEqualTo(3);
        assertThat(interval.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(interval.high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void ratioOfPairsDoesNotSeeWhatTheyShare() {
        Interval ratio = Mean.ofRatios(new double[] {2, 20, 200}, new double[] {1, 10, 100}, 0.95);
        assertThat(ratio.low()).isCloseTo(2, within(1e-9));
        assertThat(ratio.high()).isCloseTo(2, within(1e-9));
    }

    @Test
    void unpairedValuesAreRefused() {
        assertThatThrownBy(() -> Mean.ofRatios(new double[2], new double[3], 0.95))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
