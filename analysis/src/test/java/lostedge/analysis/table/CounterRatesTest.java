package lostedge.analysis.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.Clock;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.CounterSnapshot;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.LossLedger;
import org.junit.jupiter.api.Test;

class CounterRatesTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void growthAndRateAreSinceTheReadingBefore() {
        List<CounterRates.Step> steps =
                steps(reading(0, new int[] {0}, "RIF", 10), reading(2, new int[] {0}, "RIF", 30));

        assertThat(steps.get(0).event()).isEqualTo(CounterRates.Event.FIRST_SEEN);
        assertThat(steps.get(0).delta()).isEqualTo(CounterRates.UNKNOWN);
        assertThat(steps.get(1)).isEqualTo(new CounterRates.Step(2 * SECOND, "RIF", 0, 30, 20, 10.0, null));
    }

    @Test
    void fallFromTheUpperHalfOf32BitsIsAWrap() {
        List<CounterRates.Step> steps =
                steps(reading(0, new int[] {0}, "LOC", 4_294_967_290L), reading(1, new int[] {0}, "LOC", 4));

        assertThat(steps.get(1).event()).isEqualTo(CounterRates.Event.WRAP);
        assertThat(steps.get(1).delta()).isEqualTo(10);
    }

    @Test
    void anyOtherFallIsAResetOfUnknownGrowth() {
        List<CounterRates.Step> steps =
                steps(reading(0, new int[] {0}, "LOC", 1000), reading(1, new int[] {0}, "LOC", 4));

        assertThat(steps.get(1).event()).isEqualTo(CounterRates.Event.RESET);
        assertThat(steps.get(1).delta()).isEqualTo(CounterRates.UNKNOWN);
        assertThat(steps.get(1).ratePerS()).isNaN();
    }

    @Test
    void growthOfAReturningCpuIsSinceItWasLastSeen() {
        List<CounterRates.Step> steps = steps(
                reading(0, new int[] {0, 1}, "LOC", 5, 7),
                reading(1, new int[] {0}, "LOC", 6),
                reading(2, new int[] {0, 1}, "LOC", 8, 11));

        CounterRates.Step back = steps.get(4);
        assertThat(back.cpu()).isEqualTo(1);
        assertThat(back.event()).isEqualTo(CounterRates.Event.CPU_ONLINE);
        assertThat(back.delta()).isEqualTo(4);
        assertThat(back.ratePerS()).isEqualTo(2.0);
    }

    @Test
    void rescuesAreCountedFromTheirRowsAndOnlyWhereTheRowsExist() {
        CounterSeries patched =
                series(reading(0, new int[] {0, 1}, "RIF", 100, 200), reading(1, new int[] {0, 1}, "RIF", 130, 207));

        assertThat(RescueCounts.ofCounters(List.of(patched)))
                .hasValueSatisfying(
                        counts -> assertThat(counts.of(IpiMessage.CALL_FUNC)).isEqualTo(37));
        assertThat(RescueCounts.ofCounters(List.of(series(reading(0, new int[] {0}, "LOC", 1)))))
                .isEmpty();
    }

    private static List<CounterRates.Step> steps(CounterSnapshot... readings) {
        List<CounterRates.Step> steps = new ArrayList<>();
        CounterRates.forEach(series(readings), steps::add);
        return steps;
    }

    private static CounterSeries series(CounterSnapshot... readings) {
        return new CounterSeries(
                "test", new Clock(Clock.Domain.MONOTONIC, 1, true, true), List.of(readings), new LossLedger());
    }

    private static CounterSnapshot reading(long second, int[] cpus, String row, long... counts) {
        return new CounterSnapshot(
                second * SECOND, second * SECOND, "", cpus, List.of(new CounterSnapshot.Row(row, counts, true, "")));
    }
}
