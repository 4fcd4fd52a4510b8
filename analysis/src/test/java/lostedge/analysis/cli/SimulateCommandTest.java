package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateCommandTest {
    private static final long STAMP_NS = 2_000;

    @TempDir
    Path folder;

    private static Path scenario(String name) {
        return Run.shipped("").resolveSibling("scenarios").resolve(name + ".json");
    }

    private Path simulate(String scenario, String output, String... options) {
        Path place = folder.resolve(output);
        List<Object> arguments = new ArrayList<>(List.of("simulate", scenario(scenario), "--output", place));
        arguments.addAll(Arrays.asList(options));
        Run run = Run.of(arguments.toArray());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return place;
    }

    @Test
    void sameSeedGivesTheSameBytes() throws IOException {
        Map<String, String> first = files(simulate("es47-2-git", "a", "--seed", "5", "--duration", "200ms"));
        Map<String, String> again = files(simulate("es47-2-git", "b", "--seed", "5", "--duration", "200ms"));
        Map<String, String> other = files(simulate("es47-2-git", "c", "--seed", "6", "--duration", "200ms"));
        assertThat(first).containsKeys("trace.txt", "set_event.txt", "dmesg.txt", "truth/ipis.csv");
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> contents = new HashMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                contents.put(root.relativize(file).toString(), text);
            }
        }
        return contents;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--hardware-events"})
    void analyzeFindsEveryTrueStallWithItsCauseAndRoot(String option) throws IOException {
        String[] options = Stream.of("--duration", "3s", "--seed", "2", option)
                .filter(text -> !text.isEmpty())
                .toArray(String[]::new);
        Path recording = simulate("es47-4-git-stock", "stock", options);
        Path results = folder.resolve("results");
        assertThat(Run.of("analyze", recording, "--output", results).code()).isZero();
        List<String> truth = stalls(recording.resolve("truth"));
        List<String> found = stalls(results.resolve("tables"));
        assertThat(truth).isNotEmpty();
        assertThat(found).containsExactlyInAnyOrderElementsOf(truth);
    }

    /** Waits of callers, as waiter, function, cause, and source, target and time of the root's send. */
    private static List<String> stalls(Path tables) throws IOException {
        Map<String, String> sends = new HashMap<>();
        for (Map<String, String> ipi : table(tables.resolve("ipis.csv"))) {
            long sendUs = Math.round((double) number(ipi, "send_ns") / STAMP_NS);
            sends.put(ipi.get("ipi_id"), ipi.get("source_cpu") + " to " + ipi.get("target_cpu") + " at " + sendUs / 10);
        }
        return table(tables.resolve("stalls.csv")).stream()
                .filter(stall -> !"sched_ttwu_pending".equals(stall.get("function")))
                .map(stall -> String.join(
                        ", ",
                        stall.get("waiter_cpu"),
                        stall.get("function"),
                        stall.get("cause"),
                        sends.getOrDefault(stall.get("root_ipi_id"), "no root")))
                .toList();
    }

    @Test
    void hardwareEventsTellEveryEdgeAsItWas() throws IOException {
        Path recording = simulate("es47-4-git", "wires", "--duration", "2s", "--seed", "4", "--hardware-events");
        Path results = folder.resolve("results");
        assertThat(Run.of("analyze", recording, "--output", results).code()).isZero();
        List<String> truth = edges(recording.resolve("truth"));
        assertThat(truth).anyMatch(edge -> edge.endsWith(" lost")).anyMatch(edge -> edge.endsWith(" latched"));
        assertThat(edges(results.resolve("tables"))).containsExactlyInAnyOrderElementsOf(truth);
    }

    private static List<String> edges(Path tables) throws IOException {
        return table(tables.resolve("ipis.csv")).stream()
                .filter(ipi -> !"none".equals(ipi.get("edge")))
                .map(ipi -> String.join(
                        " ",
                        ipi.get("message"),
                        ipi.get("source_cpu"),
                        "to",
                        ipi.get("target_cpu"),
                        "at",
                        ipi.get("send_ns"),
                        ipi.get("edge")))
                .toList();
    }

    @Test
    void storeHoldsTheRowsOfTheExactText() throws IOException {
        String[] options = {"--duration", "300ms", "--hardware-events"};
        Path text = simulate("es47-4-git", "text", options);
        Path store = simulate(
                "es47-4-git",
                "store",
                Stream.concat(Stream.of(options), Stream.of("--store")).toArray(String[]::new));
        assertThat(store.resolve("trace.txt")).doesNotExist();
        assertThat(rows(store)).hasSizeGreaterThan(10_000).isEqualTo(rows(text));
        assertThat(capabilities(store)).isEqualTo(capabilities(text));
    }

    /** Every event without its position, which counts lines in a text and events in a simulated store. */
    private List<String> rows(Path recording) throws IOException {
        Path csv = folder.resolve("rows.csv");
        assertThat(Run.of("export", recording, "--to", "csv", "--output", csv).code())
                .isZero();
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0)).endsWith(",position");
        return lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }

    private static JsonNode capabilities(Path recording) throws IOException {
        return new ObjectMapper()
                .readTree(Run.of("analyze", recording, "--format", "json").out())
                .get("capabilities");
    }

    /** The books count from the beginning to the last reading that the trace covers. */
    @ParameterizedTest
    @ValueSource(strings = {"es47-4-git", "es47-4-git-patch-2", "tsunami-4-git-poll"})
    void lostEdgesLieInTheIntervalTheBooksState(String scenario) throws IOException {
        Path recording = simulate(scenario, scenario, "--duration", "5s", "--seed", "2");
        JsonNode books = new ObjectMapper()
                .readTree(Run.of("analyze", recording, "--format", "json").out())
                .get("lostEdges");
        long lost = table(recording.resolve("truth").resolve("ipis.csv")).stream()
                .filter(ipi -> !"none".equals(ipi.get("edge")))
                .sorted(Comparator.comparingLong(ipi -> number(ipi, "send_ns")))
                .limit(books.get("sends").longValue())
                .filter(ipi -> "lost".equals(ipi.get("edge")))
                .count();
        assertThat(books.get("bound").booleanValue()).isFalse();
        assertThat((double) lost)
                .isBetween(books.get("low").doubleValue(), books.get("high").doubleValue());
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(String.valueOf(row.get(column)));
    }

    private static List<Map<String, String>> table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",");
        return lines.stream()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < 9; i++) {
                        row.put(names[i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }

    @Test
    void runsTellHowManyMachinesHang() {
        Run stock = Run.of("simulate", scenario("es47-4-git-stock"), "--runs", 4, "--duration", "25s", "--format=json");
        assertThat(stock.out()).contains("\"hung\" : 4", "\"rescued_by_poll\" : 0");
        Run latched = Run.of("simulate", scenario("tsunami-4-git"), "--runs", 2, "--duration", "300ms");
        assertThat(latched.out()).contains("hung: 0 of 2", "0 lost", "time to hang: median not reached");
    }

    @Test
    void runsWriteTheSurvivalCurve() {
        Path place = simulate("es47-4-git-stock", "runs", "--runs", "3", "--duration", "25s");
        assertThat(place.resolve("survival.svg")).content().contains("<svg");
        assertThat(place.resolve("runs.json")).content().contains("\"survival\"");
    }

    @Test
    void survivalWithoutAHangLastsAsLongAsTheRuns() {
        Path place = simulate("tsunami-4-git", "calm", "--runs", "2", "--duration", "300ms");

        assertThat(place.resolve("survival.svg"))
                .content()
                .contains(">100<", ">0.30<")
                .doesNotContain("E-9");
    }

    @Test
    void variedQuantityGivesAChartAndATable() {
        Path place = simulate("es47-4-git", "varied", "--vary", "cpus=2,3", "--duration", "100ms");
        assertThat(place).isDirectoryContaining("glob:**/rescued-by-cpus.{svg,png,csv,arrow}");
        assertThat(place.resolve("rescued-by-cpus.svg")).content().contains("<svg", "CPUs");
        assertThat(place.resolve("rescued-by-cpus.csv")).content().hasLineCount(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--duration 5",
                "--duration 0s --runs 1",
                "--runs 0",
                "--seed x --runs 1",
                "--vary cpus=2,3",
                "--vary cpus=3 -o x",
                ""
            })
    void badOptionsAreOneLineAndCode2(String options) {
        List<Object> arguments = new ArrayList<>(List.of("simulate", scenario("es47-4-git")));
        Stream.of(options.split(" ")).filter(text -> !text.isEmpty()).forEach(arguments::add);
        Run run = Run.of(arguments.toArray());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("lostedge: ").hasLineCount(1);
    }
}
