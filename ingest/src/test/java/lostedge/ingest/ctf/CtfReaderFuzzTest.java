package lostedge.ingest.ctf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;

/** Whatever the bytes, metadata and packets are read or refused in one line; no more events than bits. */
class CtfReaderFuzzTest {
    private static final Path ODD = Path.of("src/test/resources/lostedge/ingest/ctf/odd");
    private static final byte[] SEPARATOR = "\0--\0".getBytes(StandardCharsets.US_ASCII);

    /** The packets are those of the fixture. */
    @FuzzTest
    void anyMetadataAreReadOrRefused(byte[] metadata) throws IOException {
        read(metadata, Files.readAllBytes(ODD.resolve("channel_0")));
    }

    /** The metadata are those of the fixture. */
    @FuzzTest
    void anyPacketsAreReadOrRefused(byte[] packets) throws IOException {
        read(Files.readAllBytes(ODD.resolve("metadata")), packets);
    }

    /** Metadata, a separator and packets. */
    @FuzzTest
    void anyTraceIsReadOrRefused(byte[] both) throws IOException {
        int cut = both.length;
        for (int i = 0; i + SEPARATOR.length <= both.length; i++) {
            if (Arrays.equals(both, i, i + SEPARATOR.length, SEPARATOR, 0, SEPARATOR.length)) {
                cut = i;
                break;
            }
        }
        read(Arrays.copyOf(both, cut), Arrays.copyOfRange(both, Math.min(both.length, cut + 4), both.length));
    }

    private static void read(byte[] metadata, byte[] packets) throws IOException {
        List<Recording> files = List.of(new MemoryRecording("ch_0", packets));
        try (EventSource source = new CtfReader().open(new MemoryRecording("metadata", metadata), files)) {
            EventBatch batch = new EventBatch(256);
            long rows = 0;
            while (source.read(batch)) {
                rows += batch.size();
            }
            if (rows > 3L * Byte.SIZE * packets.length + 16) {
                throw new AssertionError(rows + " rows of " + packets.length + " bytes");
            }
        } catch (RecordingException refused) {
            if (refused.getMessage().contains("\n")) {
                throw new AssertionError("a refusal of more than one line", refused);
            }
        }
    }
}
