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
import java.util.Random;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.IpiMessage;
import lostedge.ingest.protobuf.ProtoCursor;
import lostedge.ingest.reader.MemoryRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces that Perfetto's own message descriptors encoded, against the rows their maker wrote down. */
class PerfettoReaderTest {
    private static final Path FIXTURES = Path.of("src/test/resources/lostedge/ingest/perfetto");

    private record Read(List<String> rows, List<String> losses, Clock clock) {}

    private static Read read(byte[] trace) throws IOException {
        try (EventSource source = new PerfettoReader().open(new MemoryRecording("t", trace))) {
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

    /** Where each packet of a trace begins, and where the last one ends. */
    private static List<Integer> borders(byte[] trace) {
        ProtoCursor packets = new ProtoCursor();
        packets.open(trace, 0, trace.length);
        List<Integer> borders = new ArrayList<>(List.of(0));
        while (packets.next()) {
            borders.add(packets.to());
        }
        return borders;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static List<String> withoutGaps(List<String> rows) {
        return rows.stream().filter(row -> !row.contains("LOST_EVENTS")).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 300_000, 3_000_000})
    void foreignBytesBetweenPacketsAreSteppedOver(int length) throws IOException {
        byte[] trace = fixture("events");
        int middle = borders(trace).get(4);
        byte[] foreign = new byte[length];
        new Random(length).nextBytes(foreign);
        foreign[0] = 0x77;
        Read read = read(join(Arrays.copyOf(trace, middle), foreign, Arrays.copyOfRange(trace, middle, trace.length)));
        assertThat(read.losses).contains("damaged stretches between packets 1");
        assertThat(withoutGaps(read.rows)).isEqualTo(withoutGaps(read(trace).rows));
        assertThat(read.rows.size()).isGreaterThan(read(trace).rows.size());
    }

    @Test
    void aLengthThatLeadsToNoPacketCostsThatPacketAlone() throws IOException {
        byte[] trace = fixture("events");
        List<Integer> borders = borders(trace);
        for (int packet = 0; packet + 1 < borders.size(); packet++) {
            byte[] damaged = trace.clone();
            damaged[borders.get(packet) + 1]++;
            Read read = read(damaged);
            byte[] others = join(
                    Arrays.copyOf(trace, borders.get(packet)),
                    Arrays.copyOfRange(trace, borders.get(packet + 1), trace.length));
            assertThat(withoutGaps(read.rows)).as("packet " + packet).hasSameSizeAs(withoutGaps(read(others).rows));
            boolean last = packet + 2 == borders.size();
            assertThat(read.losses).contains(last ? "last packet cut off 1" : "damaged stretches between packets 1");
        }
    }

    @Test
    void fillingThatLooksLikeBeginningsOfPacketsEnds() throws IOException {
        byte[] filling = new byte[4 << 20];
        Arrays.fill(filling, PacketSearch.TAG);
        Read read = read(join(fixture("events"), new byte[] {0}, filling));
        assertThat(read.losses).contains("packets behind a damaged place 1");
        assertThat(read.rows).isEqualTo(read(fixture("events")).rows);
    }

    private static byte[] message(int field, byte[]... contents) {
        byte[] content = join(contents);
        return join(new byte[] {(byte) (field << 3 | ProtoCursor.DELIMITED), (byte) content.length}, content);
    }

    /** A packet of sequence 5 with a softirq_raise of CPU 0, or with none at time 0. */
    private static byte[] packet(int time, byte... flags) {
        byte[] event = message(2, new byte[] {8, (byte) time, 16, 1}, new byte[] {(byte) 0xD2, 1, 2, 8, 1});
        byte[] bundle = message(1, new byte[] {8, 0}, event);
        return message(1, new byte[] {80, 5}, flags, time == 0 ? new byte[0] : bundle);
    }

    @Test
    void aDroppedPacketOfTheSequenceOfEventsIsAGapThoughTheNextHoldsNone() throws IOException {
        byte[] dropped = {(byte) 0xD0, 2, 1};
        Read read = read(join(packet(1), packet(0, dropped), packet(2)));
        assertThat(read.losses).containsExactly("packets dropped by the recorder, some at least 1");
        assertThat(read.rows).hasSize(3);
        assertThat(read.rows.get(1)).startsWith("2 0 LOST_EVENTS");
    }

    /**
     * {@code target_cpus} is the word that tells where the mask stands in the kernel's record: 8 bytes at offset 20.
     */
    @Test
    void whereAMaskStoodIsNoTarget() throws IOException {
        byte[] raise = {8, (byte) 0x94, (byte) 0x80, 0x20, 18, 1, 'x'};
        byte[] event = message(2, new byte[] {8, 1, 16, 1, (byte) 0xBA, 1, (byte) raise.length}, raise);
        Read read = read(message(1, new byte[] {80, 5}, message(1, new byte[] {8, 0}, event)));
        assertThat(read.rows).containsExactly("1 0 IPI_RAISE 1 6 -1 0 [x] [] 0");
        assertThat(read.losses).containsExactly("target not recorded 1");
    }

    private static byte[] genericField(String name, int value) {
        return message(2, message(1, name.getBytes(StandardCharsets.US_ASCII)), new byte[] {40, (byte) value});
    }

    /** With {@code symbolize_ksyms} the recorder numbers every address, and names those that kallsyms names. */
    @Test
    void aNumberWithoutASymbolIsNoFunction() throws IOException {
        byte[] send = join(
                message(1, "ipi_send_cpu".getBytes(StandardCharsets.US_ASCII)),
                genericField("cpu", 3),
                genericField("callsite", 1),
                genericField("callback", 2));
        byte[] generic = join(new byte[] {(byte) 0xBA, 0x14, (byte) send.length}, send);
        byte[] bundle = message(1, new byte[] {8, 0}, message(2, new byte[] {8, 1, 16, 1}, generic));
        byte[] symbol = join(new byte[] {8, 1}, message(2, "update_curr".getBytes(StandardCharsets.US_ASCII)));
        byte[] interned = message(12, new byte[] {(byte) 0xD2, 1, (byte) symbol.length}, symbol);
        Read read = read(message(1, new byte[] {80, 5, 0x68, 1}, bundle, interned));
        int reschedule = IpiMessage.RESCHEDULE.ordinal();
        assertThat(read.rows).containsExactly("1 0 IPI_SEND_CPU 1 " + reschedule + " 3 0 [] [update_curr] 0");
    }

    @Test
    void theFirstPacketOfASequenceTellsOfNoDroppedOnes() throws IOException {
        byte[] dropped = {(byte) 0xD0, 2, 1};
        byte[] droppedAndFirst = {(byte) 0xD0, 2, 1, (byte) 0xB8, 5, 1};
        assertThat(read(join(packet(1, dropped), packet(2))).losses).isEmpty();
        assertThat(read(join(packet(1), packet(2, droppedAndFirst))).losses).isEmpty();
        assertThat(read(join(packet(1), packet(2, dropped))).losses).hasSize(1);
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
