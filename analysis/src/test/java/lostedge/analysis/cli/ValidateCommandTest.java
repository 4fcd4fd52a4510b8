package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    private static final Path SCENARIOS = Path.of("../data/scenarios");

    private static Path simulated(Path folder, String scenario, String... more) {
        List<Object> words = new ArrayList<>(List.of(
                "simulate", SCENARIOS.resolve(scenario), "--seed", "3", "--duration", "400ms", "--output", folder));
        words.addAll(List.of(more));
        assertThat(Run.of(words.toArray()).code()).isZero();
        return folder;
    }

    @Test
    void simulatedRecordingIsExplainedUnderItsOwnHypothesis(@TempDir Path folder) throws IOException {
        Path recording = simulated(folder.resolve("out"), "es47-2-git.json");
        Run run = Run.of(
                "validate",
                recording,
                "--hypothesis",
                "lost-in-entint",
                "--poll",
                "on",
                "--lock",
                "trylock",
                "--strict",
                "--format",
                "json");
        assertThat(run.code()).isZero();
        JsonNode verdict =
                new ObjectMapper().readTree(run.out()).path("verdicts").path(0);
        assertThat(verdict.path("verdict").asText()).isEqualTo("explained");
        assertThat(verdict.path("explained").asLong())
                .isEqualTo(verdict.path("events").asLong())
                .isGreaterThan(1_000);
        assertThat(verdict.path("first").isNull()).isTrue();
    }

    @Test
    void recordingOfTheHardwareItselfIsExplainedOnlyUnderItsOwnHypothesis(@TempDir Path folder) {
        Path recording = simulated(folder.resolve("out"), "es47-4-git-patch-2.json", "--hardware-events");
        Run own = Run.of("validate", recording, "--hypothesis", "lost-in-entint", "--poll", "on", "--strict");
        assertThat(own.code()).isZero();
        Run rival = Run.of("validate", recording, "--hypothesis", "latched", "--poll", "on", "--strict");
        assertThat(rival.code()).isEqualTo(1);
        assertThat(rival.out()).contains("latched: not explained", "first        edge_lost");
    }

    @Test
    void lostEdgesContradictALatchedMachineAndTheReverse(@TempDir Path folder) {
        Path losing = simulated(folder.resolve("losing"), "es47-4-git-stock.json");
        Run run = Run.of("validate", losing, "--strict");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("lost-in-entint: explained", "latched: not explained", "what CPU");
        Path latching = simulated(folder.resolve("latching"), "tsunami-4-git.json");
        run = Run.of("validate", latching, "--strict", "--hypothesis", "latched", "--hypothesis", "lost-in-entint");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("lost-in-entint: not explained", "latched: explained");
    }

    @Test
    void removedEventOfAHardwareTraceIsMissedAtOnce(@TempDir Path folder) throws IOException {
        Path recording = simulated(folder.resolve("out"), "tsunami-4-git.json", "--hardware-events");
        Path trace = recording.resolve("trace.txt");
        List<String> lines = new ArrayList<>(Files.readAllLines(trace));
        int removed = lines.size() / 2;
        while (!lines.get(removed).contains("entint_entry")) {
            removed++;
        }
        String cpu = lines.get(removed).replaceAll(".*(\\[\\d+]).*", "$1");
        lines.remove(removed);
        Files.write(trace, lines);
        int next = removed;
        while (!lines.get(next).contains(cpu)) {
            next++;
        }
        Run run = Run.of("validate", recording, "--hypothesis", "latched", "--strict");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("line " + (next + 1) + "\n");
    }

    @Test
    void recordingThatTellsNothingHasAnExitCodeOfItsOwn(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("trace.txt");
        Files.writeString(trace, """
                # tracer: nop
                #
                          <idle>-0       [000] d.h..     1.500001: irq_handler_entry: irq=8 name=timer
                          <idle>-0       [000] d.h..     1.500009: irq_handler_exit: irq=8 ret=handled
                """);
        Run run = Run.of("validate", trace);
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("undetermined", "no csd events");
    }

    private static JsonNode verdict(Object... words) throws IOException {
        Run run = Run.of(words);
        return new ObjectMapper().readTree(run.out()).path("verdicts").path(0);
    }

    @Test
    void partOfARecordingIsHeldAgainstTheModelAlone(@TempDir Path folder) throws IOException {
        Path losing = simulated(folder.resolve("out"), "es47-4-git-stock.json");
        JsonNode whole = verdict("validate", losing, "--hypothesis", "latched", "--strict", "--format", "json");
        assertThat(whole.path("verdict").asText()).isEqualTo("not-explained");
        double first = whole.path("first").path("time_ns").asLong() * 1e-9;
        String before = String.format(Locale.ROOT, "%.9f", first);
        String after = String.format(Locale.ROOT, "%.9f", first + 1e-9);

        JsonNode until = verdict(
                "validate", losing, "--hypothesis", "latched", "--strict", "--until", before, "--format", "json");
        assertThat(until.path("verdict").asText()).isEqualTo("explained");
        assertThat(until.path("events").asLong())
                .isEqualTo(whole.path("explained").asLong());

        JsonNode from =
                verdict("validate", losing, "--hypothesis", "latched", "--strict", "--from", after, "--format", "json");
        assertThat(from.path("events").asLong())
                .isEqualTo(whole.path("events").asLong() - until.path("events").asLong() - 1);
        assertThat(from.path("before_known").asLong()).isPositive();
    }

    @Test
    void whatIsNotCheckedIsSaid(@TempDir Path folder) {
        Run run = Run.of("validate", simulated(folder.resolve("out"), "tsunami-4-git.json"), "--hypothesis", "latched");
        assertThat(run.out()).contains("not checked", "how long callers wait");
    }

    @Test
    void unknownHypothesisIsBadUsage() {
        Run run = Run.of("validate", "x", "--hypothesis", "elided");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("lost-in-entint, lost-at-ipl7 or latched");
    }
}
