package lostedge.analysis.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lostedge.analysis.report.SampleResult;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Clock;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.LossLedger;
import org.junit.jupiter.api.Test;

class RescueCountsTest {
    @Test
    void countersTellWhatTheirRowsGrewByOverAllCpus() {
        CounterSeries patched = series("RIF", new long[] {100, 200}, new long[] {130, 207});

        assertThat(RescueCounts.ofCounters(List.of(patched))).hasValueSatisfying(counts -> {
            assertThat(counts.of(IpiMessage.CALL_FUNC)).isEqualTo(37);
            assertThat(counts.total()).isEqualTo(37);
        });
    }

    @Test
    void aSecondSeriesOfTheSameMachineAddsNothing() {
        CounterSeries folder = series("RIF", new long[] {100, 200}, new long[] {110, 204}, new long[] {130, 207});
        CounterSeries log = series("RIF", new long[] {105, 201}, new long[] {128, 207});

        assertThat(RescueCounts.ofCounters(List.of(log, folder)))
                .hasValueSatisfying(counts -> assertThat(counts.total()).isEqualTo(37));
    }

    @Test
    void kernelsWithoutTheRowsTellNothing() {
        assertThat(RescueCounts.ofCounters(List.of(series("LOC", new long[] {1, 2}, new long[] {3, 4}))))
                .isEmpty();
    }

    @Test
    void eventsAreSummedOverAllMeans() {
        FindingSummary findings = new FindingSummary();
        SampleResult.feed(findings);

        RescueCounts counts = RescueCounts.ofEvents(findings);

        assertThat(counts.total()).isEqualTo(60);
        assertThat(counts.of(IpiMessage.RESCHEDULE)).isEqualTo(5);
        assertThat(counts.share(IpiMessage.CALL_FUNC).estimate()).isEqualTo(55.0 / 60);
    }

    private static CounterSeries series(String row, long[]... counts) {
        CounterSnapshot[] readings = new CounterSnapshot[counts.length];
        for (int i = 0; i < counts.length; i++) {
            readings[i] = new CounterSnapshot(
                    i * 1_000_000_000L,
                    i * 1_000_000_000L,
                    "",
                    new int[] {0, 1},
                    List.of(new CounterSnapshot.Row(row, counts[i], true, "")));
        }
        return new CounterSeries(
                "test", new Clock(Clock.Domain.MONOTONIC, 1, true, true), List.of(readings), new LossLedger());
    }
}
