package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Against R 4.2.2, package survival 3.5-3: {@code survfit(Surv(time, status) ~ x, data = aml, conf.type = "log-log")}
 * and {@code survdiff} of the same. The data are those of R. G. Miller, "Survival Analysis", 1981, p. 49.
 */
class SurvivalTest {
    private static final long[] MAINTAINED = {9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161};
    private static final long[] NOT_MAINTAINED = {5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45};

    @Test
    void estimateAndIntervalAgreeWithR() {
        List<Survival.Step> steps = survival(MAINTAINED).steps(0.95);

        assertThat(steps).extracting(Survival.Step::timeNs).containsExactly(9L, 13L, 18L, 23L, 31L, 34L, 48L);
        assertThat(steps).extracting(Survival.Step::atRisk).containsExactly(11L, 10L, 8L, 7L, 5L, 4L, 2L);
        Interval fifth = steps.get(4).survival();
        assertThat(fifth.estimate()).isCloseTo(0.49090909, within(1e-8));
        assertThat(fifth.low()).isCloseTo(0.167330910, within(1e-8));
        assertThat(fifth.high()).isCloseTo(0.75339979, within(1e-8));
    }

    @Test
    void medianAgreesWithR() {
        assertThat(survival(MAINTAINED).medianNs()).hasValue(31);
        assertThat(survival(NOT_MAINTAINED).medianNs()).hasValue(23);
    }

    @Test
    void logRankAgreesWithR() {
        Survival.LogRank test = survival(MAINTAINED).logRank(survival(NOT_MAINTAINED));

        assertThat(test.chiSquare()).isCloseTo(3.39638869898, within(1e-9));
        assertThat(test.pValue()).isCloseTo(0.0653393220405, within(1e-9));
    }

    @Test
    void logRankDoesNotDependOnTheOrderOfGroups() {
        assertThat(survival(NOT_MAINTAINED).logRank(survival(MAINTAINED)).chiSquare())
                .isCloseTo(3.39638869898, within(1e-9));
    }

    @Test
    void histogramsOfWaitsGiveTheSameEstimate() {
        LatencySummary ended = new LatencySummary();
        LatencySummary cutOff = new LatencySummary();
        for (long time : MAINTAINED) {
            (time > 0 ? ended : cutOff).add(Math.abs(time));
        }

        assertThat(Survival.of(ended, cutOff).steps(0.95))
                .isEqualTo(survival(MAINTAINED).steps(0.95));
    }

    @Test
    void waitsThatNeverEndHaveNoMedian() {
        assertThat(survival(new long[] {-5, -6, -7}).medianNs()).isEmpty();
        assertThat(survival(new long[] {-5}).logRank(survival(new long[] {-6})).pValue())
                .isNaN();
    }

    /** Negative times are waits whose end was not seen. */
    private static Survival survival(long[] times) {
        Survival survival = new Survival();
        for (long time : times) {
            survival.add(Math.abs(time), time > 0);
        }
        return survival;
    }
}
