package lostedge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Capabilities.Presence;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script that records on the target machine, against a tree of files that stands for tracefs and proc. LOSTEDGE_SH
 * names another shell to run it with, such as {@code busybox ash}.
 */
class RecordingKitTest {
    private static final Path SCRIPT = Path.of("capture/lostedge-record").toAbsolutePath();
    private static final String LINE =
            "          <idle>-0       [002] d.h..     7.372451: irq_handler_entry: irq=8 name=timer\n";

    @TempDir
    Path folder;

    private Path tracefs;
    private Path proc;
    private Path output;

    @BeforeEach
    void makeTree() throws IOException {
        tracefs = Files.createDirectory(folder.resolve("tracefs"));
        proc = Files.createDirectory(folder.resolve("proc"));
        output = folder.resolve("out");
        put(tracefs, "trace_clock", "[local] global counter uptime perf mono mono_raw boot\n");
        put(tracefs, "tracing_on", "1\n");
        put(tracefs, "buffer_size_kb", "1408\n");
        put(tracefs, "set_event", "");
        put(tracefs, "trace_options", "print-parent\n");
        put(tracefs, "trace", "# tracer: nop\n" + LINE);
        put(tracefs, "trace_pipe", LINE.repeat(3));
        put(tracefs, "per_cpu/cpu0/stats", "entries: 3\nnow ts:     7.098765\n");
        put(tracefs, "events/irq/enable", "0\n");
        put(tracefs, "events/ipi/enable", "0\n");
        put(proc, "uptime", "7.12 20.00\n");
        put(proc, "version", "Linux version 6.1.0\n");
        put(
                proc,
                "interrupts",
                "           CPU0       CPU1\n  8:         11         22   timer\nIPI:          3          4\n");
    }

    @Test
    void theFolderItMakesIsACaptureOnOneClock() throws Exception {
        assertThat(run("-t", "1")).contains("3 snapshots, 3 lines");
        try (Capture capture = Capture.open(List.of(output));
                EventSource events = capture.openEvents()) {
            assertThat(EventText.of(events)).hasSize(3);
            assertThat(capture.counters()).singleElement().satisfies(series -> {
                assertThat(series.clock().domain()).isEqualTo(Clock.Domain.MONOTONIC);
                assertThat(series.snapshots())
                        .hasSize(3)
                        .extracting(CounterSnapshot::timestampNs)
                        .containsOnly(7_098_765_000L);
            });
        }
        assertThat(output.resolve("version.txt")).hasContent("Linux version 6.1.0\n");
        assertThat(output.resolve("stats/cpu0.txt")).exists();
    }

    @Test
    void thePackedFolderIsTheSameCapture() throws Exception {
        Process process = start("-t", "2", "-k");
        awaitContent(tracefs.resolve("events/irq/enable"), "1");
        put(tracefs, "trace", "# tracer: nop\n" + LINE);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (Capture packed = Capture.open(List.of(folder.resolve("out.tar.gz")))) {
            assertThat(EventText.of(packed)).hasSize(1);
            assertThat(packed.counters()).singleElement();
        }
    }

    @Test
    void whatItChangedIsPutBack() throws Exception {
        run("-t", "1");
        assertThat(tracefs.resolve("trace_clock")).hasContent("local\n");
        assertThat(tracefs.resolve("buffer_size_kb")).hasContent("1408\n");
        assertThat(tracefs.resolve("tracing_on")).hasContent("1\n");
        assertThat(tracefs.resolve("events/irq/enable")).hasContent("0\n");
        assertThat(tracefs.resolve("events/ipi/enable")).hasContent("0\n");
    }

    @Test
    void aSignalEndsItCleanly() throws Exception {
        Process process = start();
        awaitContent(output.resolve("trace.txt"), "irq_handler_entry");
        process.toHandle().destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(folder.resolve("out.tar.gz")).exists();
        assertThat(tracefs.resolve("buffer_size_kb")).hasContent("1408\n");
    }

    @Test
    void aBufferInUseIsLeftAlone() throws Exception {
        put(tracefs, "set_event", "irq:irq_handler_entry\n");
        assertThat(run("-t", "1")).contains("events are being traced already: irq:irq_handler_entry");
        assertThat(tracefs.resolve("trace_clock"))
                .hasContent("[local] global counter uptime perf mono mono_raw boot\n");
    }

    @Test
    void aTracerInUseIsLeftAlone() throws Exception {
        put(tracefs, "current_tracer", "function\n");
        assertThat(run("-t", "1")).contains("the tracer function is in use");
        assertThat(tracefs.resolve("tracing_on")).hasContent("1\n");
        assertThat(output).doesNotExist();
    }

    /** Linux {@code tracing_entries_read()}. */
    @Test
    void aBufferNotUsedYetIsPutBackToWhatItWouldGrowTo() throws Exception {
        put(tracefs, "buffer_size_kb", "7 (expanded: 1408)\n");
        run("-t", "1");
        assertThat(tracefs.resolve("buffer_size_kb")).hasContent("1408\n");
        put(tracefs, "buffer_size_kb", "X\n");
        Files.move(output, folder.resolve("first"));
        assertThat(run("-t", "1")).contains("the buffers of the CPUs differ in size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t 08", "-i 0", "-b 1k"})
    void aNumberTheShellWouldTakeForAnotherIsRefused(String option) throws Exception {
        assertThat(run(option.split(" "))).contains("expected a whole number above 0");
        assertThat(output).doesNotExist();
    }

    /** A limit on the size of files stands for a full disk. */
    @Test
    void aTraceThatCouldNotBeWrittenToItsEndIsSaidToBeCutShort() throws Exception {
        put(tracefs, "trace_pipe", LINE.repeat(1000));
        Process process = start(List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "limited"), "-t", "1");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("the recording is cut short");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(tracefs.resolve("buffer_size_kb")).hasContent("1408\n");
    }

    @Test
    void withoutTheTracesClockSnapshotsAreDatedByUptime() throws Exception {
        Files.delete(tracefs.resolve("per_cpu/cpu0/stats"));
        run("-t", "1");
        assertThat(output.resolve("proc_interrupts/index.csv")).doesNotExist();
        assertThat(output.resolve("proc_interrupts/0000_7.12.txt")).exists();
    }

    @Test
    void aKernelWithoutTheEventsIsRefused() throws Exception {
        Files.delete(tracefs.resolve("events/irq/enable"));
        Files.delete(tracefs.resolve("events/ipi/enable"));
        assertThat(run("-t", "1")).contains("the kernel has none of the events");
    }

    @Test
    void theEventsThatWereOnAreDeclared() throws Exception {
        // A kernel fills set_event as events are switched on; here it is written beside, as the script copies it.
        run("-t", "1");
        put(output, "set_event.txt", "irq:irq_handler_entry\nipi:ipi_raise\n");
        try (Capture capture = Capture.open(List.of(output));
                EventSource events = capture.openEvents()) {
            assertThat(events.capabilities().of(EventKind.IPI_RAISE)).isEqualTo(Presence.RECORDED);
            assertThat(events.capabilities().of(EventKind.CPU_IDLE)).isEqualTo(Presence.NOT_RECORDED);
        }
    }

    private static void awaitContent(Path file, String content) throws Exception {
        for (int wait = 0; wait < 600; wait++) {
            if (Files.exists(file) && Files.readString(file).contains(content)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(file + " never held " + content);
    }

    private String run(String... options) throws Exception {
        Process process = start(options);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private Process start(String... options) throws IOException {
        return start(List.of(), options);
    }

    private Process start(List<String> wrapper, String... options) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(shell().split(" ")));
        command.addAll(
                List.of(SCRIPT.toString(), "-T", tracefs.toString(), "-P", proc.toString(), "-o", output.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String shell() {
        String shell = System.getenv("LOSTEDGE_SH");
        return shell == null ? "sh" : shell;
    }

    private static void put(Path folder, String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
