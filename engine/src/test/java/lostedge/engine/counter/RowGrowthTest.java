package lostedge.engine.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lostedge.engine.event.Clock;
import lostedge.engine.event.LossLedger;
import org.junit.jupiter.api.Test;

class RowGrowthTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void rowsGrowOverAllCpusFromReadingToReading() {
        Map<String, RowGrowth> rows = RowGrowth.of(
                series(reading(0, "IPI0", 5, 7), reading(SECOND, "IPI0", 6, 9), reading(4 * SECOND, "IPI0", 6, 19)),
                InterprocessorRows::contain);

        assertThat(rows).containsOnlyKeys("IPI0");
        assertThat(rows.get("IPI0").byTime()).containsExactly(Map.entry(SECOND, 3L), Map.entry(4 * SECOND, 10L));
        assertThat(rows.get("IPI0").total()).isEqualTo(13);
    }

    @Test
    void otherRowsAreLeftOut() {
        assertThat(RowGrowth.of(
                        series(reading(0, "timer", 1, 1), reading(SECOND, "timer", 2, 2)), InterprocessorRows::contain))
                .isEmpty();
    }

    @Test
    void readingsWithoutTimesTellGrowthButNoRate() {
        CounterSeries series =
                series(reading(CounterSnapshot.NO_TIME, "RES", 1, 1), reading(CounterSnapshot.NO_TIME, "RES", 2, 4));

        RowGrowth growth = RowGrowth.of(series, InterprocessorRows::contain).get("RES");
        assertThat(growth.total()).isEqualTo(4);
        assertThat(growth.byTime()).isEmpty();
        assertThat(series.seconds()).isZero();
    }

    @Test
    void growthUpToAReadingWithoutATimeCountsUpToTheNextThatHasOne() {
        CounterSeries series = series(
                reading(0, "RES", 1, 1), reading(CounterSnapshot.NO_TIME, "RES", 2, 4), reading(SECOND, "RES", 3, 4));

        assertThat(RowGrowth.of(series, InterprocessorRows::contain).get("RES").byTime())
                .containsExactly(Map.entry(SECOND, 5L));
    }

    private static CounterSnapshot reading(long timeNs, String row, long... counts) {
        return new CounterSnapshot(
                timeNs, timeNs, "", new int[] {0, 1}, List.of(new CounterSnapshot.Row(row, counts, true, "")));
    }

    private static CounterSeries series(CounterSnapshot... readings) {
        return new CounterSeries(
                "test", new Clock(Clock.Domain.MONOTONIC, 1, true, true), List.of(readings), new LossLedger());
    }
}
