package lostedge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.RecordingException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketFilesTest {
    private static final Path TRACES = Path.of("src/test/resources/lostedge/ingest/ctf");
    private static final Path LTTNG = TRACES.resolve("lttng");

    @TempDir
    private Path folder;

    private static long events(Path... paths) throws IOException {
        try (Capture capture = Capture.open(List.of(paths));
                EventSource source = capture.openEvents()) {
            EventBatch batch = new EventBatch();
            long events = 0;
            while (source.read(batch)) {
                events += batch.size();
            }
            assertThat(source.losses().losses())
                    .noneMatch(loss -> loss.counter().contains("damaged"));
            return events;
        }
    }

    @Test
    void aTraceIsItsFolderOrAnArchiveOfIt() throws IOException {
        Path archive = folder.resolve("trace.tar");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
                Stream<Path> files = Files.list(LTTNG)) {
            for (Path file : files.toList()) {
                tar.putArchiveEntry(new TarArchiveEntry(file.toFile(), "kernel/" + file.getFileName()));
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
        assertThat(events(LTTNG)).isGreaterThan(1000);
        assertThat(events(archive)).isEqualTo(events(LTTNG));
    }

    @Test
    void packetsOfAnotherFolderAreNotMixedIn() throws IOException {
        long alone = events(LTTNG);
        assertThat(events(LTTNG.resolve("metadata"), TRACES)).isEqualTo(alone);
        try (Capture capture = Capture.open(List.of(LTTNG.resolve("metadata"), TRACES))) {
            assertThat(capture.parts())
                    .filteredOn(part -> part.recording().name().endsWith("odd/channel_0"))
                    .allMatch(part -> part.remark().equals("passed over: packets of no trace that is read"));
        }
    }

    @Test
    void packetsWithoutTheirMetadataAreRefused() {
        Path packets = LTTNG.resolve("ch_1");
        assertThatThrownBy(() -> Capture.open(List.of(packets)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(packets + ": packets of a trace without its metadata; name the folder that holds both");
    }
}
