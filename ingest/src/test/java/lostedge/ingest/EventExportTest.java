package lostedge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventExportTest {
    private static final Path RECORDINGS = Path.of("../data/recordings");

    @TempDir
    Path folder;

    /** The promise of the store: it gives the same answer as the recording. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha-lost-edges-overrun.tar.xz",
                "alpha-lost-edges-csd-debug.tar.xz",
                "arm64-hotplug.tar.xz",
                "x86-ftrace-text/trace-pipe.txt.xz",
                "x86-ftrace-text/clock-x86-tsc.txt.xz"
            })
    void aStoreExportsAsTheRecordingItWasMadeFrom(String name) throws IOException {
        Path store = folder.resolve("store.arrow");
        try (Capture recording = Capture.open(List.of(RECORDINGS.resolve(name)))) {
            recording.writeStore(store, "test");
            export(recording, EventExport.CSV, folder.resolve("recording.csv"));
            try (Capture stored = Capture.open(List.of(store))) {
                export(stored, EventExport.CSV, folder.resolve("store.csv"));
                assertThat(stored.counters()).usingRecursiveComparison().isEqualTo(recording.counters());
                assertThat(stored.inputs()).isEqualTo(recording.inputs()).isNotEmpty();
                assertSameDeclarations(stored, recording);
            }
        }
        assertThat(folder.resolve("store.csv")).hasSameBinaryContentAs(folder.resolve("recording.csv"));
    }

    @Test
    void exportedTextReadsBackToTheSameEvents() throws IOException {
        Path trace = RECORDINGS.resolve("x86-ftrace-text/clock-mono.txt.xz");
        Path text = folder.resolve("again.txt");
        try (Capture first = Capture.open(List.of(trace))) {
            export(first, EventExport.FTRACE, text);
            try (Capture again = Capture.open(List.of(text))) {
                assertThat(events(again)).isEqualTo(events(first)).isNotEmpty();
            }
        }
    }

    @Test
    void csvHasOneLinePerEventAndNamesTheTracepoint() throws IOException {
        Path trace = Files.writeString(folder.resolve("trace.txt"), """
                # tracer: nop
                          <idle>-0       [002] d.h..     1.372451: irq_handler_entry: irq=8 name=a,"b"
                            init-1       [000] d....     1.373216: my_event: x=1
                """);
        try (Capture capture = Capture.open(List.of(trace))) {
            export(capture, EventExport.CSV, folder.resolve("events.csv"));
        }
        assertThat(folder.resolve("events.csv")).hasContent("""
                        time_ns,cpu,kind,name,peer,code,reference,label,site,pid,flags,position
                        1372451000,2,IRQ_HANDLER_ENTRY,irq_handler_entry,,8,0,"a,""b\""",,0,19,2
                        1373216000,0,OTHER,my_event,,,0,my_event,,1,3,3
                        """.replace("\n", "\r\n"));
    }

    private static void export(Capture capture, EventExport format, Path file) throws IOException {
        try (EventSource events = capture.openEvents()) {
            assertThat(format.write(events, file).losses()).isEmpty();
        }
    }

    private static void assertSameDeclarations(Capture one, Capture other) throws IOException {
        try (EventSource first = one.openEvents();
                EventSource second = other.openEvents()) {
            EventBatch batch = new EventBatch();
            while (first.read(batch) | second.read(batch)) {
                batch.clear();
            }
            assertThat(first.clock()).isEqualTo(second.clock());
            assertThat(first.losses().losses()).isEqualTo(second.losses().losses());
            assertThat(first.capabilities().seen())
                    .isEqualTo(second.capabilities().seen());
        }
    }

    private static List<String> events(Capture capture) throws IOException {
        List<String> events = new ArrayList<>();
        try (EventSource source = capture.openEvents()) {
            EventBatch batch = new EventBatch();
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    events.add(batch.timestampNs[row] + " " + batch.cpu[row] + " " + batch.kindAt(row) + " "
                            + batch.flags[row] + " " + batch.pid[row] + " " + batch.peer[row] + " " + batch.code[row]
                            + " " + batch.reference[row] + " "
                            + source.labels().text(batch.label[row]) + " "
                            + source.labels().text(batch.site[row]));
                }
            }
        }
        return events;
    }
}
