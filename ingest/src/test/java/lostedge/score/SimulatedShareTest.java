package lostedge.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import lostedge.engine.assess.Assessment;
import lostedge.engine.books.LostShare;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Prediction;
import lostedge.engine.replay.ReplayOptions;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.scenario.ScenarioReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine that loses only a part of the edges it could lose comes out as that part. */
final class SimulatedShareTest {
    private static final Path SCENARIOS = Path.of("../data/scenarios");
    /** Machines that lose fewer look like those that latch all. */
    private static final double LEAST_TOLD = 0.1;

    private static final long NS = 12_000_000_000L;

    @ParameterizedTest
    @CsvSource({"0.5, 1", "0.5, 2", "0.1, 1", "0.05, 2", "1, 1"})
    void theBooksTellTheShare(double share, long seed) throws IOException {
        Scenario scenario = ScenarioReader.read(SCENARIOS.resolve("es47-4-git-patch-2.json"))
                .withLossProbability(share);
        SimulatedMachine machine = new SimulatedMachine(scenario, seed, NS, false);
        Assessment assessment = Assessment.of(
                () -> new Assessment.Pass(machine.open(), new FindingSink() {}),
                machine.counters,
                ReplayOptions.DEFAULT);
        LostEdges lost = assessment.books().lost();
        List<Ipi> sent = machine.messages.values().stream()
                .filter(ipi -> ipi.edge() != Ipi.Edge.NONE)
                .sorted(Comparator.comparingLong(Ipi::sendNs))
                .limit(lost.sends())
                .toList();
        long truth = sent.stream().filter(ipi -> ipi.edge() == Ipi.Edge.LOST).count();
        LostShare told = assessment.books().share();
        assertThat((double) truth).isBetween(lost.low(), lost.high());
        assertThat(share).isBetween(told.low(), told.high());
        Prediction bound = Hypothesis.LATCHED.lostShare(assessment.hypotheses());
        assertThat(bound).isNotNull();
        assertThat(share).isBetween(bound.low(), bound.high());
        if (share >= LEAST_TOLD) {
            assertThat(Hypothesis.LATCHED.verdict(assessment.hypotheses())).isNotEqualTo(Hypothesis.Verdict.SUPPORTED);
        }
    }
}
