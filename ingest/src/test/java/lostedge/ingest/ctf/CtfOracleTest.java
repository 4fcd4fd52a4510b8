package lostedge.ingest.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.tracepoint.FileRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code babeltrace2 --clock-cycles} prints the same events: clock, CPU, name, and the fields the kind has columns for;
 * and it tells of as many dropped events. Traces of the captures need babeltrace2 and the folder in
 * {@code LOSTEDGE_CAPTURES}; the small ones stand beside what it printed of them.
 */
class CtfOracleTest {
    private static final Path SMALL = Path.of("src/test/resources/lostedge/ingest/ctf");

    private record Read(List<String> events, long dropped) {}

    @ParameterizedTest
    @ValueSource(strings = {"61-lttng/ctf-lttng/kernel", "61-lttng/ctf-lttng-discarded/kernel"})
    void babeltracePrintsTheSameEventsOfACapture(String trace) throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null && Files.exists(Path.of(captures, trace)));
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/babeltrace2")));
        Path folder = Path.of(captures, trace);
        Path warnings = Files.createTempFile("babeltrace2", ".txt");
        try {
            Process babeltrace = new ProcessBuilder("/usr/bin/babeltrace2", "--clock-cycles", folder.toString())
                    .redirectError(warnings.toFile())
                    .start();
            Read events = printed(babeltrace.getInputStream());
            Read losses = printed(Files.newInputStream(warnings));
            compare(new Read(events.events, losses.dropped), read(folder));
        } finally {
            Files.delete(warnings);
        }
    }

    @Test
    void babeltracePrintedTheSameEventsOfTheSmallTrace() throws IOException {
        try (Stream<Path> traces = Files.list(SMALL)) {
            List<Path> folders = traces.filter(Files::isDirectory)
                    .filter(folder -> Files.exists(folder.resolve("metadata")))
                    .toList();
            assertThat(folders).isNotEmpty();
            for (Path folder : folders) {
                Path text = folder.resolveSibling(folder.getFileName() + ".expected.txt");
                compare(printed(Files.newInputStream(text)), read(folder));
            }
        }
    }

    private static void compare(Read printed, Read read) {
        assertThat(printed.events).isNotEmpty();
        assertThat(read.events).hasSameSizeAs(printed.events);
        for (int i = 0; i < read.events.size(); i++) {
            assertThat(read.events.get(i)).isEqualTo(printed.events.get(i));
        }
        assertThat(read.dropped).isEqualTo(printed.dropped);
    }

    static EventSource open(Path folder) throws IOException {
        List<Recording> packets = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("metadata"))
                    .sorted()
                    .forEach(file -> packets.add(new FileRecording(file)));
        }
        return new CtfReader().open(new FileRecording(folder.resolve("metadata")), packets);
    }

    private static Read read(Path folder) throws IOException {
        List<String> events = new ArrayList<>();
        try (EventSource source = open(folder)) {
            EventBatch batch = new EventBatch(1000);
            long last = Long.MIN_VALUE;
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    assertThat(batch.timestampNs[row]).isGreaterThanOrEqualTo(last);
                    last = batch.timestampNs[row];
                    if (batch.kindAt(row).role() != EventRole.RECORDER) {
                        events.add(describe(source, batch, row));
                    }
                }
            }
            long dropped = source.losses().losses().stream()
                    .filter(loss -> loss.counter().equals("events dropped by the tracer"))
                    .mapToLong(Loss::count)
                    .sum();
            return new Read(inOneOrder(events), dropped);
        }
    }

    /** Events of one time stand in no order. */
    private static List<String> inOneOrder(List<String> events) {
        return events.stream().sorted(Comparator.naturalOrder()).toList();
    }

    private static String describe(EventSource source, EventBatch batch, int row) {
        EventKind kind = batch.kindAt(row);
        String label = source.labels().text(batch.label[row]);
        int code = batch.code[row];
        int peer = batch.peer[row];
        long reference = batch.reference[row];
        String tracepoint = switch (kind) {
            case OTHER -> label;
            case VECTOR_ENTRY -> label + "_entry";
            case VECTOR_EXIT -> label + "_exit";
            default -> kind.tracepoint();
        };
        String name = kind.subsystem().equals("irq_vectors")
                ? "x86_irq_vectors_" + tracepoint
                : tracepoint.startsWith("softirq") ? "irq_" + tracepoint : tracepoint;
        String fields = switch (kind) {
            case IRQ_HANDLER_ENTRY -> "irq=" + code + " name=" + label;
            case IRQ_HANDLER_EXIT -> "irq=" + code + " ret=" + reference;
            case SOFTIRQ_RAISE, SOFTIRQ_ENTRY, SOFTIRQ_EXIT -> "vec=" + code;
            case SCHED_SWITCH ->
                "state=" + (char) reference + " next_tid=" + code + " next_comm=" + label + " prev_tid="
                        + batch.pid[row];
            case SCHED_WAKING, SCHED_WAKEUP, SCHED_WAKEUP_NEW ->
                "comm=" + label + " tid=" + code + " target_cpu=" + peer;
            case SCHED_MIGRATE_TASK -> "tid=" + code + " orig_cpu=" + reference + " dest_cpu=" + peer;
            default -> kind.subsystem().equals("irq_vectors") ? "vector=" + code : "";
        };
        return String.format("%020d cpu%d %s %s", batch.timestampNs[row], batch.cpu[row], name, fields);
    }

    private static Read printed(InputStream text) throws IOException {
        List<String> events = new ArrayList<>();
        long dropped = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("WARNING: Tracer discarded ")) {
                    dropped += Long.parseLong(line.split(" ")[3]);
                } else if (line.startsWith("[")) {
                    events.add(PrintedEvent.parse(line).toString());
                }
            }
        }
        return new Read(inOneOrder(events), dropped);
    }
}
