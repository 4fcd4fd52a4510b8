package lostedge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

    /** Copies the kernel trace; with another domain its metadata are those of another tracer. */
    private Path copy(String name, String domain) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(LTTNG)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        byte[] metadata = Files.readAllBytes(copy.resolve("metadata"));
        String text = new String(metadata, StandardCharsets.ISO_8859_1);
        String told = '"' + domain + '"';
        String padded = "domain = " + told + " ".repeat("\"kernel\"".length() - told.length());
        Files.writeString(
                copy.resolve("metadata"), text.replace("domain = \"kernel\"", padded), StandardCharsets.ISO_8859_1);
        return copy;
    }

    @Test
    void ofASessionTheKernelsTraceIsRead() throws IOException {
        copy("session/kernel", "kernel");
        Path programs = copy("session/ust/uid/1000/64-bit", "ust");
        assertThat(events(folder.resolve("session"))).isEqualTo(events(LTTNG));
        try (Capture capture = Capture.open(List.of(folder))) {
            assertThat(capture.parts())
                    .filteredOn(part -> part.recording().name().endsWith("64-bit/metadata"))
                    .extracting(CapturePart::remark)
                    .containsExactly("passed over: another trace is read");
        }
        assertThatThrownBy(() -> events(programs))
                .isInstanceOf(RecordingException.class)
                .hasMessage(programs + "/metadata: a trace of user space (domain \"ust\"), which has no events of the"
                        + " kernel");
    }

    @Test
    void ofTwoSessionsTheUserNamesOneByItsFolder() throws IOException {
        Path first = copy("first/kernel", "kernel");
        Path second = copy("second/kernel", "kernel");
        assertThatThrownBy(() -> Capture.open(List.of(folder)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(folder + ": 2 traces, which may show the same events twice; name one of them: " + first
                        + ", " + second);
        assertThat(events(second)).isEqualTo(events(LTTNG));
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
