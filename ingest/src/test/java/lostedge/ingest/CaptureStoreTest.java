package lostedge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.ingest.store.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promise of the store: it tells what the recordings it was made from tell. */
class CaptureStoreTest {
    private static final Path RECORDINGS = Path.of("../data/recordings");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha-lost-edges-overrun.tar.xz",
                "alpha-lost-edges-hang.tar.xz",
                "arm64-hotplug.tar.xz",
                "x86-ftrace-text/trace-pipe.txt.xz",
                "x86-ftrace-text/clock-x86-tsc.txt.xz"
            })
    void aStoreTellsWhatItsRecordingsTell(String name) throws IOException {
        Path store = folder.resolve("store.arrow");
        try (Capture recording = Capture.open(List.of(RECORDINGS.resolve(name)))) {
            recording.writeStore(store, name.startsWith("alpha"), "test");
            try (Capture stored = Capture.open(List.of(store));
                    EventSource original = recording.openEvents();
                    EventSource again = stored.openEvents()) {
                assertThat(positions(stored)).isEqualTo(positions(recording));
                assertThat(EventText.of(again))
                        .isEqualTo(EventText.of(original))
                        .isNotEmpty();
                assertThat(again.clock()).isEqualTo(original.clock());
                assertThat(again.positions()).isEqualTo(original.positions());
                assertThat(again.losses().losses()).isEqualTo(original.losses().losses());
                for (EventKind kind : EventKind.values()) {
                    assertThat(again.capabilities().of(kind))
                            .isEqualTo(original.capabilities().of(kind));
                }
                assertThat(stored.counters()).usingRecursiveComparison().isEqualTo(recording.counters());
                assertThat(stored.inputs()).isEqualTo(recording.inputs()).isNotEmpty();
            }
        }
    }

    @Test
    void storeWithoutDigestsNamesItsInputs() throws IOException {
        Path trace = RECORDINGS.resolve("x86-ftrace-text/trace-pipe.txt.xz");
        Path store = folder.resolve("store.arrow");
        try (Capture capture = Capture.open(List.of(trace), false)) {
            capture.writeStore(store, false, "test");
        }
        try (Capture stored = Capture.open(List.of(store))) {
            assertThat(stored.inputs()).containsExactly(new InputFile(trace.toString(), "ftrace", ""));
        }
    }

    @Test
    void aFailedImportLeavesTheOldStore() throws IOException {
        Path store = Files.writeString(folder.resolve("store.arrow"), "old");
        Path snapshots = RECORDINGS.resolve("x86-snapshots-hotplug.tar.xz");
        try (Capture capture = Capture.open(List.of(snapshots))) {
            assertThatThrownBy(() -> capture.writeStore(store, false, "test")).isInstanceOf(IOException.class);
        }
        assertThat(store).hasContent("old");
    }

    @Test
    void exportedTextReadsBackToTheSameEvents() throws IOException {
        Path text = folder.resolve("again.txt");
        try (Capture first = Capture.open(List.of(RECORDINGS.resolve("x86-ftrace-text/clock-mono.txt.xz")));
                EventSource source = first.openEvents()) {
            EventBatch batch = new EventBatch();
            boolean more = source.read(batch);
            try (TraceTextFile file = new TraceTextFile(text, source)) {
                for (; more; more = source.read(batch)) {
                    file.write(batch);
                }
                assertThat(file.finish().losses()).isEmpty();
            }
            try (Capture again = Capture.open(List.of(text))) {
                assertThat(EventText.of(again)).isEqualTo(EventText.of(first)).isNotEmpty();
            }
        }
    }

    private static long positions(Capture capture) throws IOException {
        long mixed = 0;
        EventBatch batch = new EventBatch();
        try (EventSource source = capture.openEvents()) {
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    mixed = mixed * 31 + batch.position[row];
                }
            }
        }
        return mixed;
    }
}
