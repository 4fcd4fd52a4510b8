package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {
    private static final Path HANG = Run.shipped("alpha-lost-edges-hang.tar.xz");

    @TempDir
    Path folder;

    @Test
    void jsonHoldsEveryDocumentedKey() throws IOException {
        JsonNode json = json(HANG);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "version",
                        "recordings",
                        "clock",
                        "cpus",
                        "events",
                        "capabilities",
                        "losses",
                        "limits",
                        "counters",
                        "ipis",
                        "stalls",
                        "rescued",
                        "lostEdges",
                        "verdicts",
                        "lostShares",
                        "hypotheses");
        assertThat(json.at("/ipis/byFate").fieldNames()).toIterable().hasSize(Ipi.Fate.values().length);
        assertThat(json.at("/stalls/byCause").fieldNames()).toIterable().hasSize(Stall.Cause.values().length);
        assertThat(json.at("/stalls/byCause/LOST_EDGE").fieldNames())
                .toIterable()
                .containsExactly("count", "total_ns", "max_ns");
        assertThat(json.at("/rescued/events").fieldNames())
                .toIterable()
                .containsExactly("RESCHEDULE", "CALL_FUNC", "CPU_STOP", "callFuncRatio", "interval");
        assertThat(json.at("/verdicts/LOST_IN_ENTINT").textValue()).isEqualTo("SUPPORTED");
        assertThat(json.at("/verdicts/LATCHED").textValue()).isEqualTo("CONTRADICTED");
        assertThat(json.at("/lostEdges").fieldNames())
                .toIterable()
                .contains("estimate", "low", "high", "sends", "coalesced", "rescues", "deliveries");
        assertThat(json.at("/recordings/0/sha256").textValue()).matches("[0-9a-f]{64}");
    }

    @Test
    void hangIsTracedToTheLostEdgeItBeganWith() throws IOException {
        JsonNode worst = json(HANG).at("/stalls/longest/0");

        assertThat(worst.at("/cause").textValue()).isEqualTo("LOST_EDGE");
        assertThat(worst.at("/ended").booleanValue()).isFalse();
        assertThat(worst.at("/duration_ns").longValue()).isGreaterThan(10_000_000_000L);
        assertThat(worst.at("/evidence")).isNotEmpty();
        assertThat(worst.at("/overturned_by").textValue()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha-poll-nothing-lost.tar.xz",
                "x86-masked-target.tar.xz",
                "arm64-hotplug.tar.xz",
                "x86-ftrace-text/clock-mono.txt.xz",
                "x86-ftrace-text/trace-pipe.txt.xz"
            })
    void machineThatLosesNothingIsNotAccused(String recording) throws IOException {
        JsonNode json = json(Run.shipped(recording));

        assertThat(json.at("/stalls/byCause/LOST_EDGE/count").longValue()).isZero();
        assertThat(json.at("/ipis/byEdge/LOST").longValue()).isZero();
        for (JsonNode row : json.at("/hypotheses")) {
            boolean accuses = row.at("/hypothesis").textValue().startsWith("LOST");
            assertThat(accuses && row.at("/verdict").textValue().equals(Hypothesis.Verdict.SUPPORTED.name()))
                    .as(row.toString())
                    .isFalse();
        }
    }

    @Test
    void snapshotsAloneSayWhatTheyCannotTell() throws IOException {
        JsonNode json = json(Run.shipped("x86-snapshots-hotplug.tar.xz"));

        assertThat(json.at("/rescued/events").isNull()).isTrue();
        assertThat(json.at("/lostEdges").isNull()).isTrue();
        assertThat(json.at("/hypotheses")).isNotEmpty();
    }

    /** As {@code cat /proc/interrupts > before} leaves them. */
    @Test
    void twoReadingsWithoutTimesTellWhatGrewAndNoRate() throws IOException {
        String head = "           CPU0       CPU1\n";
        String tail = "   Rescheduling interrupts\n";
        Files.writeString(folder.resolve("before"), head + "RES:         10         20" + tail);
        Files.writeString(folder.resolve("later"), head + "RES:         12         25" + tail);

        JsonNode series = json(folder).at("/counters/0");
        assertThat(series.at("/grown/RES").longValue()).isEqualTo(7);
        assertThat(series.get("seconds").isNull()).isTrue();
        assertThat(Run.of("analyze", folder).out()).contains("RES 7").doesNotContain("/s");
    }

    @Test
    void aLogWithoutReportsSaysThatItHoldsNone() throws IOException {
        Path log = Files.writeString(folder.resolve("dmesg"), "[    0.000000] Linux version 6.1.0\n");

        assertThat(Run.of("analyze", log).out())
                .contains("dmesg, nothing of interprocessor interrupts")
                .doesNotContain("0 CPUs");
    }

    @Test
    void storeGivesTheAnswerOfItsRecording() throws IOException {
        Path store = folder.resolve("hang.arrow");
        assertThat(Run.of("import", HANG, "--output", store).code()).isZero();

        JsonNode ofStore = json(store);
        JsonNode ofRecording = json(HANG);
        for (String key : List.of("clock", "cpus", "ipis", "stalls", "rescued", "lostEdges", "hypotheses", "limits")) {
            assertThat(ofStore.get(key)).as(key).isEqualTo(ofRecording.get(key));
        }
    }

    @Test
    void outputHoldsReportTablesAndChartsAndLeavesOtherFilesAlone() throws IOException {
        Path output = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(output.resolve("notes.txt"), "mine");
        Files.writeString(output.resolve("report.html"), "old");

        Run run = Run.of("analyze", HANG, "--output", output);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("lost edge", output.resolve("report.html").toString());
        assertThat(output.resolve("notes.txt")).hasContent("mine");
        assertThat(output.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(output.resolve("tables/stalls.csv")).content().contains("lost_edge");
        assertThat(output.resolve("charts/stalls-by-cause.svg")).exists();
        assertThat(entries(output)).containsOnlyKeys("charts", "notes.txt", "report.html", "tables");
        assertThat(entries(folder)).containsOnlyKeys("a");
    }

    @Test
    void sameCommandWritesTheSameBytes() throws IOException {
        Path output = folder.resolve("out");
        Run.of("analyze", HANG, "--output", output);
        Map<String, byte[]> first = files(output);
        Run.of("analyze", HANG, "--output", output);

        assertThat(files(output))
                .hasSameSizeAs(first)
                .allSatisfy((name, bytes) -> assertThat(bytes).as(name).isEqualTo(first.get(name)));
    }

    private static JsonNode json(Path recording) throws IOException {
        Run run = Run.of("analyze", recording, "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static Map<String, Path> entries(Path of) throws IOException {
        Map<String, Path> entries = new TreeMap<>();
        try (Stream<Path> list = Files.list(of)) {
            list.forEach(entry -> entries.put(entry.getFileName().toString(), entry));
        }
        return entries;
    }

    private static Map<String, byte[]> files(Path of) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(of)) {
            walk.filter(Files::isRegularFile).forEach(all::add);
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : all) {
            files.put(of.relativize(file).toString(), Files.readAllBytes(file));
        }
        return files;
    }
}
