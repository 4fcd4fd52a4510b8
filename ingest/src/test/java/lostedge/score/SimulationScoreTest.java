package lostedge.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lostedge.engine.event.EventSource;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.scenario.ScenarioReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The score of replay on every shipped scenario; the table goes to {@code target/simulation-score.md}, the misses
 * beside it.
 */
final class SimulationScoreTest {
    private static final Path SCENARIOS = Path.of("../data/scenarios");
    private static final long SECOND = 1_000_000_000L;
    private static final long CPU_NS = 6 * SECOND;
    private static final long SEED = 1;
    private static final List<String> ROWS = new ArrayList<>();
    private static final List<String> MISSES = new ArrayList<>();

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @AfterAll
    static void writeTable() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| scenario | recorded | lost edges named right | found | delivered rightly | roots of waits: right | found"
                        + " | causes of waits: right | found |",
                "|---|---|---|---|---|---|---|---|---|"));
        lines.addAll(ROWS);
        Files.write(Path.of("target", "simulation-score.md"), lines);
        Files.write(Path.of("target", "simulation-misses.txt"), MISSES);
    }

    private static SimulationScore score(
            SimulatedMachine machine, Supplier<EventSource> source, String name, String kinds) throws IOException {
        SimulationScore score = new SimulationScore(machine, Replayed.of(source, machine.counters));
        ROWS.add("| " + name + " | " + kinds + score.row());
        MISSES.add(name + ", " + kinds + ": true causes, and what they were called: " + score.causes);
        score.misses.stream().limit(5).forEach(MISSES::add);
        return score;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyWaitHasItsCauseAndItsRoot(Path file) throws IOException {
        Scenario scenario = ScenarioReader.read(file);
        long ns = CPU_NS / scenario.configuration().cpus();
        SimulatedMachine machine = new SimulatedMachine(scenario, SEED, ns, false);
        SimulationScore whole = score(machine, machine::open, scenario.name(), "all events");
        assertThat(whole.misses).isEmpty();
        assertThat(whole.rootRecall().value()).isEqualTo(1);
        assertThat(whole.edgePrecision().value()).isEqualTo(1);
        assertThat(whole.deliveredPrecision().value()).isGreaterThan(0.98);
        SimulationScore overrun = score(machine, () -> overrun(machine), scenario.name(), "nine in ten");
        assertThat(overrun.causePrecision().value()).as("%s", overrun.misses).isEqualTo(1);
        assertThat(overrun.rootPrecision().value()).isEqualTo(1);
        assertThat(overrun.edgePrecision().value()).isEqualTo(1);
        assertThat(overrun.deliveredPrecision().value()).isGreaterThan(0.98);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void hardwareEventsTellEveryEdge(Path file) throws IOException {
        Scenario scenario = ScenarioReader.read(file);
        long ns = CPU_NS / 2 / scenario.configuration().cpus();
        SimulatedMachine machine = new SimulatedMachine(scenario, SEED, ns, true);
        SimulationScore whole = score(machine, machine::open, scenario.name(), "and the wires");
        assertThat(whole.misses).isEmpty();
        assertThat(whole.edgePrecision().value()).isEqualTo(1);
        assertThat(whole.edgeRecall().value()).isEqualTo(1);
        assertThat(whole.deliveredPrecision().value()).isEqualTo(1);
        SimulationScore overrun = score(machine, () -> overrun(machine), scenario.name(), "and the wires, nine in ten");
        assertThat(overrun.causePrecision().value()).as("%s", overrun.misses).isEqualTo(1);
        assertThat(overrun.edgePrecision().value()).isEqualTo(1);
        assertThat(overrun.deliveredPrecision().value()).isEqualTo(1);
    }

    private static EventSource overrun(SimulatedMachine machine) {
        return new OverrunSource(machine.open(), SEED, 360, 40);
    }
}
