package lostedge.analysis.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.conformance.verdict.Conformity.Outcome;
import lostedge.engine.conformance.verdict.Unexplained;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Ipi.Edge;
import lostedge.engine.variant.Hardware;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulated machine is a behaviour of its own hypothesis; truth confirms what contradicts a wrong one. */
class ScenarioConformanceTest {
    private static final long MS = 1_000_000;
    private static final int LARGE = 16;

    static List<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../data/scenarios"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioIsExplainedWholeUnderItsOwnHypothesis(String name) throws IOException {
        SimulatedRecording recording = new SimulatedRecording(name, name.startsWith("gs1280") ? 40 * MS : 300 * MS);
        Conformity verdict = recording.judge(recording.events(), recording.own());
        assertThat(verdict.first()).isNull();
        assertThat(verdict.reason()).isNull();
        assertThat(verdict.outcome()).isEqualTo(Outcome.EXPLAINED);
        assertThat(verdict.compared()).isGreaterThan(verdict.events() / 4);
    }

    @Test
    void statesDoNotGrowWithTheMachine() throws IOException {
        SimulatedRecording recording = new SimulatedRecording("gs1280-64-git", 20 * MS);
        Conformity verdict = recording.judge(recording.events(), recording.own());
        assertThat(recording.scenario().configuration().cpus()).isGreaterThan(LARGE);
        assertThat(verdict.mostStates()).isLessThan(2_000);
    }

    @Test
    void whatContradictsALatchedMachineIsAnEdgeThatWasLost() throws IOException {
        SimulatedRecording recording = new SimulatedRecording("es47-4-git-stock", 300 * MS);
        Unexplained first = contradiction(recording, Hardware.LATCHED);
        assertThat(recording.ipis())
                .anyMatch(ipi -> ipi.edge() == Edge.LOST && isOutstanding(ipi, first.receiver(), first.timestampNs()));
    }

    @Test
    void whatContradictsALosingMachineIsAnEdgeThatWasHeld() throws IOException {
        SimulatedRecording recording = new SimulatedRecording("tsunami-4-git", 1_000 * MS);
        Unexplained first = contradiction(recording, Hardware.LOST_IN_ENTINT);
        assertThat(recording.ipis())
                .anyMatch(
                        ipi -> ipi.edge() == Edge.LATCHED && isOutstanding(ipi, first.receiver(), first.timestampNs()));
    }

    private static boolean isOutstanding(Ipi ipi, int target, long ns) {
        return ipi.targetCpu() == target && ipi.sendNs() <= ns && (ipi.handledNs() < 0 || ipi.handledNs() >= ns);
    }

    private static Unexplained contradiction(SimulatedRecording recording, Hardware wrong) {
        Assumptions rival = recording.own().withHardware(wrong).withStrict(true);
        Conformity verdict = recording.judge(recording.events(), rival);
        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_EXPLAINED);
        Unexplained first = verdict.first();
        assertThat(first).isNotNull();
        return first;
    }
}
