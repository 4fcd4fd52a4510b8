package lostedge.ingest.perfetto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.TextRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces that Perfetto's own message descriptors encoded, against the rows their maker wrote down. */
class PerfettoReaderTest {
    private static final Path FIXTURES = Path.of("src/test/resources/lostedge/ingest/perfetto");

    private record Read(List<String> rows, List<String> losses, Clock clock) {}

    private static Read read(byte[] trace) throws IOException {
        try (EventSource source = new PerfettoReader().open(new TextRecording("t", trace))) {
            List<String> rows = new ArrayList<>();
            EventBatch batch = new EventBatch(3);
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    rows.add(batch.timestampNs[row] + " " + batch.cpu[row] + " " + batch.kindAt(row) + " "
                            + batch.pid[row] + " " + batch.code[row] + " " + batch.peer[row] + " "
                            + batch.reference[row] + " [" + source.labels().text(batch.label[row]) + "] ["
                            + source.labels().text(batch.site[row]) + "] " + batch.flags[row]);
                }
            }
            List<String> losses = source.losses().losses().stream()
                    .map(loss -> loss.counter() + " " + loss.count())
                    .toList();
            return new Read(rows, losses, source.clock());
        }
    }

    private static byte[] fixture(String name) throws IOException {
        return Files.readAllBytes(FIXTURES.resolve(name + ".pftrace"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "compressed"})
    void rowsAreThoseThatWereEncoded(String name) throws IOException {
        byte[] trace = fixture(name);
        assertThat(new PerfettoReader().recognises(trace)).isTrue();
        assertThat(read(trace).rows).isEqualTo(Files.readAllLines(FIXTURES.resolve(name + ".expected.txt")));
    }

    @Test
    void lossesAreCountedAndTheClockIsTheBootClock() throws IOException {
        Read read = read(fixture("events"));
        assertThat(read.losses)
                .containsExactly(
                        "gaps in the kernel's buffer 1",
                        "packets dropped by the recorder, some at least 1",
                        "target not recorded 1",
                        "ring buffer: overrun and dropped events 12",
                        "tracepoint of no known kind: ftrace event 3 1",
                        "tracepoint of no known kind: my_own_event 1");
        assertThat(read.clock).isEqualTo(new Clock(Clock.Domain.BOOT, 1, true, true));
    }

    @Test
    void aTraceCutOffIsReadUpToThere() throws IOException {
        byte[] trace = fixture("events");
        Read whole = read(trace);
        Read read = read(Arrays.copyOf(trace, trace.length / 2));
        assertThat(read.losses).contains("last packet cut off 1");
        assertThat(whole.rows).containsAll(read.rows);
        assertThat(read.rows).hasSizeGreaterThan(5);
    }

    @Test
    void aDamagedPacketIsCountedAndTheNextRead() throws IOException {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        trace.writeBytes(new byte[] {0x0A, 4, 0x0A, 2, 0x12, 0x7F});
        trace.writeBytes(fixture("events"));
        Read read = read(trace.toByteArray());
        assertThat(read.losses).contains("damaged packets 1");
        assertThat(read.rows).isEqualTo(read(fixture("events")).rows);
    }

    @Test
    void compactColumnsOfUnequalLengthAreDamage() throws IOException {
        byte[] bundle = {0x08, 0, 0x22, 8, 0x0A, 2, 10, 10, 0x12, 2, 1, 1};
        byte[] packet = new byte[bundle.length + 4];
        packet[0] = 0x0A;
        packet[1] = (byte) (bundle.length + 2);
        packet[2] = 0x0A;
        packet[3] = (byte) bundle.length;
        System.arraycopy(bundle, 0, packet, 4, bundle.length);
        Read read = read(packet);
        assertThat(read.rows).isEmpty();
        assertThat(read.losses).contains("damaged packets 1");
    }

    @Test
    void textIsNoTrace() {
        PerfettoReader reader = new PerfettoReader();
        assertThat(reader.recognises("\n# tracer: nop\n#\n".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(reader.recognises("\n\n\n\n\n\n".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(reader.recognises(new byte[0])).isFalse();
    }
}
