package lostedge.ingest.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.reader.MemoryRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against its plain twin, row by row. */
class FtraceReaderTwinTest {
    private static final Path EXCERPTS = Path.of("src/test/resources/lostedge/ingest/ftrace");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha-mono.txt",
                "alpha-overrun.txt",
                "arm64.txt",
                "arm64-trace-cmd-report.txt",
                "x86-function.txt",
                "x86-latency.txt",
                "x86-no-irq-info.txt",
                "x86-perf-script.txt",
                "x86-perf-script-callgraph.txt",
                "x86-perf-script-fields.txt",
                "x86-perf-script-lost.txt",
                "x86-tgid.txt",
                "x86-trace-cmd-report.txt",
                "x86-trace-cmd-report-latency.txt",
                "x86-trace-pipe.txt",
                "x86-tsc.txt"
            })
    void rowsOfAnExcerptAreThoseOfTheTwin(String file) throws IOException {
        compare(EXCERPTS.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "612-ipistall/report-ipistall.txt",
                "612-ipistall/trace-ipistall-short.txt",
                "612-perf/script-lost.txt",
                "612-perf/script-mono-in-guest.txt",
                "612-perf/script.txt",
                "612-text/trace-small-function.txt",
                "612-text/trace-small-latfmt.txt",
                "612-text/trace-small-mono.txt",
                "612-text/trace-small-noirqinfo.txt",
                "612-text/trace-small-overwritten-tgid.txt",
                "612-text/trace-small-x86tsc.txt",
                "612-text/trace.txt",
                "612-text/trace_pipe-lost.txt",
                "a1_stock_mono/trace.txt",
                "a612-arm64/report.txt",
                "a612-arm64/trace.txt",
                "d1_small_buffer/trace.txt"
            })
    void rowsOfACaptureAreThoseOfTheTwin(String file) throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null, "LOSTEDGE_CAPTURES names no folder");
        compare(Path.of(Objects.requireNonNull(captures)).resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86-trace-cmd-report-buffers.txt", "x86-trace-cmd-report-buffers-latency.txt"})
    void eventsOfSeveralBuffersAreToldOnce(String file) throws IOException {
        int margin = "second: ".length();
        String text = Files.readString(EXCERPTS.resolve(file));
        String gap = "CPU:0 [7 EVENTS DROPPED]\n";
        String one = "   one: ";
        int gapAt = text.indexOf(one);
        String withGap = text.substring(0, gapAt) + one + gap + text.substring(gapAt + margin);
        String cut = text.replaceAll("(?m)^(?: {8}| {3}one: |second: )", "");
        int cutGapAt = text.substring(0, gapAt)
                .replaceAll("(?m)^(?: {8}| {3}one: |second: )", "")
                .length();
        List<PlainRow> expected = PlainFtraceReader.read(cut.substring(0, cutGapAt) + gap + cut.substring(cutGapAt))
                .rows();
        String[] lines = withGap.split("\n");
        Predicate<PlainRow> repeats = row -> lines[(int) row.line() - 1].matches("second: .* reschedule_entry: .*");
        MemoryRecording recording = new MemoryRecording(file, withGap.getBytes(StandardCharsets.UTF_8));
        assertThat(read(recording))
                .hasSize(13)
                .isEqualTo(expected.stream().filter(repeats.negate()).toList());
    }

    @Test
    void eventPrintedForTwoBuffersIsCountedAsToldOnce() throws IOException {
        String file = "x86-trace-cmd-report-buffers.txt";
        try (EventSource source = new FtraceReader().open(MemoryRecording.of(EXCERPTS.resolve(file)))) {
            EventBatch batch = new EventBatch();
            while (source.read(batch)) {
                assertThat(batch.size()).isEqualTo(12);
            }
            assertThat(source.losses().losses())
                    .filteredOn(loss -> loss.counter().equals("events that stand in several buffers, told once"))
                    .singleElement()
                    .satisfies(loss -> assertThat(loss.count()).isEqualTo(3));
        }
    }

    private static List<PlainRow> read(MemoryRecording recording) throws IOException {
        List<PlainRow> rows = new ArrayList<>();
        try (EventSource source = new FtraceReader().open(recording)) {
            EventBatch batch = new EventBatch(4096);
            while (source.read(batch)) {
                rows.addAll(PlainRow.of(batch, source.labels()));
            }
            assertThat(source.losses().losses()).noneMatch(loss -> loss.severity() == Severity.ERROR);
        }
        return rows;
    }

    private static void compare(Path file) throws IOException {
        MemoryRecording recording = MemoryRecording.of(file);
        PlainFtraceReader twin = PlainFtraceReader.read(new String(recording.bytes(), StandardCharsets.UTF_8));
        List<PlainRow> rows = read(recording);
        assertThat(rows).isNotEmpty().hasSameSizeAs(twin.rows());
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(twin.rows().get(i))) {
                assertThat(rows.get(i))
                        .as(Files.readAllLines(file).get((int) rows.get(i).line() - 1))
                        .isEqualTo(twin.rows().get(i));
            }
        }
    }
}
