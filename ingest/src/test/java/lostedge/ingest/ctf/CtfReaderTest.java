package lostedge.ingest.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.event.Capabilities.Presence;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;

class CtfReaderTest {
    private static final Path LTTNG = Path.of("src/test/resources/lostedge/ingest/ctf/lttng");
    private static final int PACKET = 4096;
    private static final int UUID_AT = 4;
    private static final int SEQUENCE_AT = 64;

    private record Read(List<String> rows, List<String> losses, EventSource source) {}

    private static Read read(byte[]... files) throws IOException {
        byte[] metadata = Files.readAllBytes(LTTNG.resolve("metadata"));
        List<Recording> packets = new ArrayList<>();
        for (byte[] file : files) {
            packets.add(new MemoryRecording("ch_" + packets.size(), file));
        }
        try (EventSource source = new CtfReader().open(new MemoryRecording("metadata", metadata), packets)) {
            List<String> rows = new ArrayList<>();
            EventBatch batch = new EventBatch(100);
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    EventKind kind = batch.kindAt(row);
                    boolean recorder = kind.role() == EventRole.RECORDER;
                    rows.add(batch.timestampNs[row] + " " + batch.cpu[row] + " " + kind
                            + (recorder ? " " + batch.reference[row] : ""));
                }
            }
            List<String> losses = source.losses().losses().stream()
                    .filter(loss -> !loss.counter().startsWith("tracepoint of no known kind"))
                    .map(CtfReaderTest::describe)
                    .toList();
            return new Read(rows, losses, source);
        }
    }

    private static String describe(Loss loss) {
        return loss.source() + " " + loss.counter() + " " + loss.severity() + " " + loss.count() + " at "
                + loss.firstPosition();
    }

    private static byte[] channel() throws IOException {
        return Files.readAllBytes(LTTNG.resolve("ch_2"));
    }

    private static List<String> without(List<String> rows, EventKind kind) {
        return rows.stream().filter(row -> !row.contains(kind.name())).toList();
    }

    @Test
    void aGapStandsAtTheEndOfThePacketThatReportsIt() throws IOException {
        Read read = read(channel());
        assertThat(read.losses).containsExactly("ch_0 events dropped by the tracer DATA_LOSS 705 at 4096");
        assertThat(read.rows.stream().filter(row -> row.contains("LOST_EVENTS") && !row.endsWith("-1")))
                .containsExactly("33192668910 2 LOST_EVENTS 8", "34189171670 2 LOST_EVENTS 697");
    }

    @Test
    void theMetadataTellWhichTracepointsWereOn() throws IOException {
        EventSource source = read(channel()).source;
        assertThat(source.capabilities().of(EventKind.IRQ_WORK_ENTRY)).isEqualTo(Presence.RECORDED);
        assertThat(source.capabilities().of(EventKind.SCHED_SWITCH)).isEqualTo(Presence.SEEN);
        assertThat(source.capabilities().of(EventKind.CSD_QUEUE_CPU)).isEqualTo(Presence.NOT_RECORDED);
        assertThat(source.clock()).isEqualTo(new Clock(Clock.Domain.MONOTONIC, 1, true, true));
    }

    @Test
    void aDamagedPacketIsSteppedOverToTheNext() throws IOException {
        List<String> whole = read(channel()).rows;
        byte[] damaged = channel();
        Arrays.fill(damaged, PACKET + 200, PACKET + 300, (byte) 0xFF);
        Read read = read(damaged);
        assertThat(read.losses).contains("ch_0 damaged packets ERROR 1 at 4096");
        assertThat(read.rows).hasSizeBetween(whole.size() / 2, whole.size());
        assertThat(whole).containsAll(without(read.rows, EventKind.LOST_EVENTS));
        assertThat(read.rows).contains(whole.get(0), whole.get(whole.size() - 1));
    }

    @Test
    void aPacketWithoutItsHeadIsSearchedThrough() throws IOException {
        byte[] damaged = channel();
        damaged[PACKET + UUID_AT]++;
        Read read = read(damaged);
        assertThat(read.losses)
                .containsExactly(
                        "ch_0 damaged packets ERROR 1 at 4096",
                        "ch_0 packets overwritten or left out DATA_LOSS 1 at 8192",
                        "ch_0 events dropped by the tracer DATA_LOSS 705 at 8192");
    }

    @Test
    void packetsLeftOutAreSeenByTheirNumbers() throws IOException {
        byte[] bytes = channel();
        byte[] gap = new byte[2 * PACKET];
        System.arraycopy(bytes, 0, gap, 0, PACKET);
        System.arraycopy(bytes, 2 * PACKET, gap, PACKET, PACKET);
        Read read = read(gap);
        assertThat(read.losses).contains("ch_0 packets overwritten or left out DATA_LOSS 1 at 4096");
        assertThat(read.rows).anyMatch(row -> row.endsWith("LOST_EVENTS -1"));
    }

    @Test
    void aStreamThatBeginsWithALaterPacketWasOverwrittenBefore() throws IOException {
        Read read = read(Arrays.copyOfRange(channel(), PACKET, 2 * PACKET));
        assertThat(read.rows.get(0)).endsWith("2 BUFFER_START 0");
        assertThat(read.losses).isEmpty();
    }

    @Test
    void filesOfOneStreamAreReadOneAfterTheOther() throws IOException {
        byte[] bytes = channel();
        Read parts = read(
                Arrays.copyOfRange(bytes, 2 * PACKET, 3 * PACKET),
                Arrays.copyOf(bytes, PACKET),
                Arrays.copyOfRange(bytes, PACKET, 2 * PACKET));
        assertThat(parts.rows).isEqualTo(read(bytes).rows);
    }

    @Test
    void aPacketCutOffIsReadAsFarAsItGoes() throws IOException {
        List<String> whole = read(channel()).rows;
        Read read = read(Arrays.copyOf(channel(), 2 * PACKET + PACKET / 2));
        assertThat(read.losses)
                .containsExactly(
                        "ch_0 events dropped by the tracer DATA_LOSS 705 at 4096",
                        "ch_0 last packet cut off ERROR 1 at 8192");
        assertThat(without(read.rows, EventKind.LOST_EVENTS).size())
                .isGreaterThan(without(whole, EventKind.LOST_EVENTS).size() * 2 / 3);
    }

    @Test
    void aFileOfAnotherTraceIsCounted() throws IOException {
        byte[] other = channel();
        for (int packet = 0; packet < 3; packet++) {
            other[packet * PACKET + UUID_AT]++;
        }
        assertThat(read(channel(), other).losses).contains("ch_1 file without a packet ERROR 1 at 0");
    }

    @Test
    void aCountOfPacketsThatGoesBackIsADisorder() throws IOException {
        byte[] bytes = channel();
        bytes[2 * PACKET + SEQUENCE_AT] = 1;
        assertThat(read(bytes).losses).contains("ch_0 packets out of order DATA_LOSS 1 at 8192");
    }

    @Test
    void metadataAloneAreRefused() {
        Recording metadata = new MemoryRecording("d/metadata", "/* CTF 1.8 */".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> new CtfReader().open(metadata))
                .isInstanceOf(RecordingException.class)
                .hasMessage("d/metadata: the metadata of a trace, and beside it no file of packets, which begin with"
                        + " c1fc1fc1; name the folder that holds both");
    }
}
