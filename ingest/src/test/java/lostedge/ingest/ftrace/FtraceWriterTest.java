package lostedge.ingest.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import lostedge.engine.event.Clock;
import lostedge.engine.event.Clock.Domain;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.ingest.reader.MemoryRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FtraceWriterTest {
    private static final Path EXCERPTS = Path.of("src/test/resources/lostedge/ingest/ftrace");
    private static final Clock CLOCK = new Clock(Domain.MONOTONIC, 1_000, true, true);
    /**
     * Events all of whose arguments are columns; the migrate-disable depth and the kinds of need-resched are not kept.
     */
    private static final Pattern KEPT_WHOLE = Pattern.compile(
            ".{25}\\[[0-9]+\\] .[.N]..\\. .*: (irq_handler_\\w+|softirq_\\w+|csd_\\w+|tlb_flush|ipi_raise|ipi_entry"
                    + "|ipi_exit|\\w+_(entry|exit)): (irq=|vec=|cpu=|func=|pages:|\\(|target_mask|vector=).*");

    private record Text(List<PlainRow> rows, String written) {}

    private static Text rewritten(MemoryRecording recording, int capacity) throws IOException {
        List<PlainRow> rows = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (EventSource source = new FtraceReader().open(recording);
                FtraceWriter writer = new FtraceWriter(bytes, "out", source.labels(), source.clock())) {
            EventBatch batch = new EventBatch(capacity);
            while (source.read(batch)) {
                rows.addAll(PlainRow.of(batch, source.labels()));
                writer.write(batch);
            }
            assertThat(writer.losses().losses()).isEmpty();
        }
        return new Text(rows, bytes.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha-mono.txt",
                "alpha-overrun.txt",
                "arm64-trace-cmd-report.txt",
                "arm64.txt",
                "x86-function.txt",
                "x86-latency.txt",
                "x86-no-irq-info.txt",
                "x86-perf-script.txt",
                "x86-perf-script-lost.txt",
                "x86-trace-cmd-report.txt",
                "x86-tsc.txt"
            })
    void whatWasReadAndWrittenReadsTheSame(String file) throws IOException {
        Text first = rewritten(MemoryRecording.of(EXCERPTS.resolve(file)), 7);
        Text second = rewritten(MemoryRecording.of(first.written), 64);
        assertThat(second.rows.stream().map(PlainRow::withoutLine))
                .containsExactlyElementsOf(
                        first.rows.stream().map(PlainRow::withoutLine).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyRowsReadBackEqual(long seed) throws IOException {
        RandomEvents events = new RandomEvents(seed);
        List<PlainRow> expected = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FtraceWriter writer = new FtraceWriter(bytes, "out", events.labels(), CLOCK)) {
            EventBatch batch = new EventBatch(500);
            for (int i = 0; i < 20; i++) {
                batch.clear();
                events.fill(batch);
                expected.addAll(PlainRow.of(batch, events.labels()));
                writer.write(batch);
            }
        }
        MemoryRecording recording = new MemoryRecording("random", bytes.toByteArray());
        List<PlainRow> actual = new ArrayList<>();
        try (EventSource source = new FtraceReader().open(recording)) {
            EventBatch batch = new EventBatch(37);
            while (source.read(batch)) {
                actual.addAll(PlainRow.of(batch, source.labels()));
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).withoutLine()).isEqualTo(expected.get(i).withoutLine());
        }
        assertThat(actual).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha-mono.txt", "alpha-overrun.txt", "arm64.txt", "x86-function.txt"})
    void kernelLinesAreWrittenByteForByte(String file) throws IOException {
        assertThat(linesWrittenAsRead(MemoryRecording.of(EXCERPTS.resolve(file))))
                .isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1_stock_mono/trace.txt", "b1_inject_poll_mono/trace.txt", "612-text/trace.txt"})
    void kernelLinesOfACaptureAreWrittenByteForByte(String file) throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null, "LOSTEDGE_CAPTURES names no folder");
        Path path = Path.of(Objects.requireNonNull(captures)).resolve(file);
        assertThat(linesWrittenAsRead(MemoryRecording.of(path))).isGreaterThan(50_000);
    }

    /** Compares from the dash before the pid: the text alone does not tell every task's name. */
    private static int linesWrittenAsRead(MemoryRecording recording) throws IOException {
        String[] read = new String(recording.bytes(), StandardCharsets.UTF_8).split("\n", -1);
        Text text = rewritten(recording, 1000);
        String[] written = text.written
                .lines()
                .filter(line -> !line.startsWith("# ") && !line.equals("#"))
                .toArray(String[]::new);
        assertThat(written).hasSameSizeAs(text.rows);
        int compared = 0;
        for (int i = 0; i < written.length; i++) {
            String line = read[(int) text.rows.get(i).line() - 1];
            if (KEPT_WHOLE.matcher(line).matches() && !line.contains("timer=")) {
                assertThat(written[i].substring(16)).isEqualTo(line.substring(16));
                compared++;
            }
        }
        return compared;
    }

    @Test
    void rowsWithoutPlaceInATextAreCounted() throws IOException {
        EventBatch batch = new EventBatch(2);
        batch.append(1, 0, EventKind.SOFT_LOCKUP, 1);
        batch.append(1, EventBatch.NONE, EventKind.OTHER, 2);
        try (FtraceWriter writer = new FtraceWriter(new ByteArrayOutputStream(), "out", new Labels(), CLOCK)) {
            writer.write(batch);
            assertThat(writer.losses().losses()).extracting(Loss::count).containsExactly(2L);
        }
    }

    @Test
    void nameThatWouldEndItsFieldIsMadePrintable() throws IOException {
        Labels labels = new Labels();
        EventBatch batch = new EventBatch(2);
        int row = batch.append(1_000, 0, EventKind.IRQ_HANDLER_ENTRY, 1);
        batch.pid[row] = 1;
        batch.code[row] = 1;
        batch.label[row] = labels.intern("a\nCPU:0 [LOST 5 EVENTS]");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (FtraceWriter writer = new FtraceWriter(bytes, "out", labels, CLOCK)) {
            writer.write(batch);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .endsWith("<...>-1       [000]      0.000001: irq_handler_entry: irq=1 name=a?CPU:0 [LOST 5 EVENTS]\n");
    }
}
