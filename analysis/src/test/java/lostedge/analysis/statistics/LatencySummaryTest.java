package lostedge.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencySummaryTest {
    @Test
    void quantilesAreWithinATenthOfAPercent() {
        LatencySummary summary = new LatencySummary();
        for (int i = 1; i <= 1000; i++) {
            summary.add(i * 1_000_000L);
        }

        assertThat((double) summary.quantileNs(0.5)).isCloseTo(500e6, within(0.5e6));
        assertThat((double) summary.quantileNs(0.99)).isCloseTo(990e6, within(1e6));
        assertThat((double) summary.maxNs()).isCloseTo(1000e6, within(1e6));
    }

    @Test
    void distributionIsBoundedAscendingAndEndsAtOne() {
        LatencySummary summary = new LatencySummary();
        for (int i = 1; i <= 50_000; i++) {
            summary.add(i * 37L);
        }

        List<LatencySummary.Point> points = summary.distribution(100);

        assertThat(points)
                .hasSizeLessThanOrEqualTo(101)
                .isSortedAccordingTo((a, b) -> Long.compare(a.valueNs(), b.valueNs()));
        assertThat(points.get(points.size() - 1).share()).isEqualTo(1.0);
    }

    @Test
    void negativeDurationsAreCountedApart() {
        LatencySummary summary = new LatencySummary();
        summary.add(-3);
        summary.add(5);

        assertThat(summary.count()).isEqualTo(1);
        assertThat(summary.negatives()).isEqualTo(1);
        assertThat(summary.maxNs()).isEqualTo(5);
    }

    @Test
    void durationsBeyondADayCountAsADay() {
        LatencySummary summary = new LatencySummary();
        summary.add(Long.MAX_VALUE);

        assertThat((double) summary.maxNs()).isCloseTo(LatencySummary.LONGEST_NS, within(1e11));
    }
}
