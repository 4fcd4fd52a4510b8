package lostedge.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lostedge.analysis.result.Comparison;
import lostedge.analysis.result.Difference;
import lostedge.analysis.statistics.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
    @TempDir
    private Path folder;

    @Test
    void aRecordingDoesNotDifferFromItself() {
        Comparison same = new Comparison(SampleResult.full(), SampleResult.full());

        assertThat(same.differences()).isNotEmpty().allMatch(Difference::isKnown);
        assertThat(same.differences()).noneMatch(Difference::isBeyondNoise);
        assertThat(same.stallDurations().pValue()).isGreaterThan(0.99);
        assertThat(ComparisonReport.answer(same).get(1)).startsWith("None of the");
    }

    @Test
    void whatOnlyOneShowsIsNotCompared() {
        Comparison comparison = new Comparison(SampleResult.full(), SampleResult.empty());

        assertThat(comparison.differences()).isEmpty();
        assertThat(ComparisonReport.answer(comparison).get(0)).contains("cannot be compared");
    }

    @Test
    void changesAreFoundInBothDirections() {
        Comparison more = new Comparison(SampleResult.full(), SampleResult.withStalls(400));
        Comparison fewer = new Comparison(SampleResult.withStalls(400), SampleResult.full());

        assertThat(stallRate(more).change().low()).isGreaterThan(1);
        assertThat(stallRate(fewer).change().high()).isLessThan(1);
        assertThat(stallRate(more).isBeyondNoise()).isTrue();
        assertThat(ComparisonReport.answer(more).get(0)).startsWith("B stalls ").contains(" times (");
    }

    @Test
    void rateOfWhatNeitherHasIsNoRatio() {
        Interval any = new Interval(Double.NaN, 0, Double.POSITIVE_INFINITY, Interval.USUAL_CONFIDENCE);
        Difference none = new Difference(Comparison.STALL_RATE, Difference.Form.RATE, 0, 0, any, "");

        assertThat(ComparisonReport.change(none)).isEqualTo("none in either");
        assertThat(none.isBeyondNoise()).isFalse();
    }

    @Test
    void pageHoldsTextOfHostileNamesAndBothOrigins() throws IOException {
        Comparison comparison = new Comparison(SampleResult.full(), SampleResult.withStalls(400));
        ComparisonReport.write(folder, comparison);

        assertThat(folder.resolve("report.html"))
                .content()
                .contains("How A was made", "How B was made")
                .doesNotContain("<img src=x", "NaN");
        assertThat(folder.resolve("charts/stall-survival.svg")).exists();
    }

    private static Difference stallRate(Comparison comparison) {
        List<Difference> rates = comparison.differences().stream()
                .filter(one -> one.quantity().equals(Comparison.STALL_RATE))
                .toList();
        assertThat(rates).hasSize(1);
        return rates.get(0);
    }
}
