package lostedge.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lostedge.engine.assess.Assessment;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import lostedge.engine.replay.ReplayOptions;
import lostedge.engine.workload.RandomStream;
import lostedge.ingest.Capture;
import lostedge.score.VariedSource.Change;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recording would have held with less of it switched on, kept, or in order: never a wrong accusation. */
final class VariationTest {
    private static final Path RECORDINGS = Path.of("../data/recordings");
    private static final long SECOND = 1_000_000_000L;

    private static Change without(Predicate<EventKind> kinds) {
        return (batch, row) -> !kinds.test(batch.kindAt(row));
    }

    private static Change ahead(int cpu, long ns) {
        return (batch, row) -> {
            batch.timestampNs[row] += batch.cpu[row] == cpu ? ns : 0;
            return true;
        };
    }

    private static Change hidden(Change change) {
        return (batch, row) -> {
            EventRole role = batch.kindAt(row).role();
            boolean call = role == EventRole.CALL_QUEUE || role == EventRole.CALL_START || role == EventRole.CALL_END;
            if (call && batch.reference[row] != 0) {
                batch.reference[row] = EventBatch.HIDDEN_POINTER;
            }
            return change.keep(batch, row);
        };
    }

    /** One event in so many missing, in runs of so many lines. */
    private static Change oneIn(int many, int run) {
        return (batch, row) -> new RandomStream(batch.position[row] / run).next(many) != 0;
    }

    /** One CPU's events missing for a while, with nothing to tell of it. */
    private static Change silent(int cpu, long fromNs, long untilNs) {
        return (batch, row) ->
                batch.cpu[row] != cpu || batch.timestampNs[row] < fromNs || batch.timestampNs[row] > untilNs;
    }

    private static final Map<String, Change> CHANGES = Map.ofEntries(
            Map.entry("from the middle on", (batch, row) -> batch.timestampNs[row] > 18 * SECOND),
            Map.entry("without CPU 1", (batch, row) -> batch.cpu[row] != 1),
            Map.entry("without starts of functions", without(kind -> kind == EventKind.CSD_FUNCTION_ENTRY)),
            Map.entry("without sends", without(kind -> kind.role() == EventRole.SEND)),
            Map.entry(
                    "without handlers",
                    without(kind -> kind == EventKind.IRQ_HANDLER_ENTRY || kind == EventKind.IRQ_HANDLER_EXIT)),
            Map.entry("without flags", (batch, row) -> {
                batch.flags[row] = 0;
                return true;
            }),
            Map.entry("pointers hidden", hidden((batch, row) -> true)),
            Map.entry("one event in 5,000 missing", oneIn(5000, 1)),
            Map.entry("one event in 1,000 missing", oneIn(1000, 1)),
            Map.entry("one event in 1,000 missing, pointers hidden", hidden(oneIn(1000, 1))),
            Map.entry("one event in 100 missing", oneIn(100, 1)),
            Map.entry("one event in 200 missing, by fifties", oneIn(200, 50)),
            Map.entry("one event in 200 missing, by fifties, pointers hidden", hidden(oneIn(200, 50))),
            Map.entry("CPU 0 silent for a while", silent(0, 6 * SECOND, 16 * SECOND)),
            Map.entry("every 50th event missing", (batch, row) -> batch.position[row] % 50 != 0),
            Map.entry("CPU 2 behind by 20 us", ahead(2, -20_000)),
            Map.entry("CPU 2 ahead by 20 ms", ahead(2, 20_000_000)),
            Map.entry("CPU 2 behind by 1 ms", ahead(2, -1_000_000)));

    /** What was said of lost edges, and how much of it wrongly. */
    private static final class Said implements FindingSink {
        private final Truth truth;
        private long wrong;
        private long accused;

        Said(Truth truth) {
            this.truth = truth;
        }

        /** Nothing said yet, at the begin of a pass. */
        Said anew() {
            wrong = 0;
            accused = 0;
            return this;
        }

        @Override
        public void ipi(Ipi ipi) {
            if (ipi.edge() == Ipi.Edge.LOST) {
                Truth.Send send = truth.send(
                        ipi.sendNs(),
                        ipi.sourceCpu(),
                        ipi.targetCpu(),
                        ipi.message().name());
                wrong += send != null && send.lost() ? 0 : 1;
                accused++;
            }
        }

        @Override
        public void stall(Stall stall) {
            accused += stall.cause() == Stall.Cause.LOST_EDGE || stall.cause() == Stall.Cause.MUTUAL_WAIT ? 1 : 0;
        }
    }

    private static Assessment assess(Path path, String variation, Said said) throws IOException {
        Change change = CHANGES.get(variation);
        assertThat(change).as(variation).isNotNull();
        try (Capture capture = Capture.open(List.of(path))) {
            CounterSeries counters = capture.counters().get(0);
            return Assessment.of(
                    () -> new Assessment.Pass(VariedSource.of(capture.openEvents(), change), said.anew()),
                    counters,
                    ReplayOptions.DEFAULT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from the middle on",
                "without CPU 1",
                "without starts of functions",
                "without sends",
                "without handlers",
                "without flags",
                "pointers hidden",
                "one event in 5,000 missing",
                "one event in 1,000 missing",
                "one event in 1,000 missing, pointers hidden",
                "one event in 100 missing",
                "one event in 200 missing, by fifties",
                "one event in 200 missing, by fifties, pointers hidden",
                "CPU 0 silent for a while",
                "every 50th event missing",
                "CPU 2 behind by 20 us",
                "CPU 2 ahead by 20 ms",
                "CPU 2 behind by 1 ms"
            })
    void whatIsCalledLostWasLost(String variation) throws IOException {
        Path path = RECORDINGS.resolve("alpha-lost-edges-csd-debug.tar.xz");
        Said said = new Said(Truth.of(path));
        assess(path, variation, said);
        assertThat(said.wrong).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "without CPU 1",
                "without handlers",
                "without flags",
                "pointers hidden",
                "one event in 5,000 missing",
                "one event in 1,000 missing, pointers hidden",
                "one event in 200 missing, by fifties",
                "CPU 0 silent for a while",
                "CPU 2 behind by 20 us"
            })
    void whereNothingWasLostNothingIsAccused(String variation) throws IOException {
        Path path = RECORDINGS.resolve("alpha-poll-nothing-lost.tar.xz");
        Said said = new Said(Truth.of(path));
        Assessment assessment = assess(path, variation, said);
        assertThat(said.accused).isZero();
        assertThat(assessment.hypotheses())
                .filteredOn(prediction -> prediction.hypothesis() == Hypothesis.LATCHED)
                .noneMatch(hypothesis -> hypothesis.verdict() == Hypothesis.Verdict.CONTRADICTED);
    }
}
