package lostedge.ingest.ctf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata that describe more than any packet holds cost no more than the packet, and end in one line. */
class CtfBoundsTest {
    private static final String TRACE = "/* CTF 1.8 */ trace { major = 1; minor = 8; byte_order = le; };";
    private static final String LONG = "integer { size = 64; align = 8; }";
    private static final String BYTE = "integer { size = 8; align = 8; }";

    private static EventSource open(String metadata, byte[] packets) throws IOException {
        return new CtfReader()
                .open(new MemoryRecording("metadata", metadata), List.of(new MemoryRecording("ch_0", packets)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BYTE + " x[9223372036854775807];",
                BYTE + " x[1152921504606846976];",
                BYTE + " x[4611686018427387904][4];",
                BYTE + " x[4294967296][4294967296];",
                "integer { size = 1; } x[9223372036854775807];",
                LONG + " n; " + BYTE + " x[n];",
                LONG + " n; struct { " + BYTE + " a; string s; } x[n];",
                LONG + " n; struct { } x[n];",
                LONG + " n; integer { size = 3; align = 32; } x[n][7];",
                "struct { " + LONG + " n; struct { " + BYTE + " y[n]; } x[n]; } x[3];"
            })
    void giantArraysAreDamageOfOnePacket(String fields) throws IOException {
        byte[] packets = new byte[1 << 18];
        Arrays.fill(packets, (byte) 0xFF);
        String metadata = TRACE + "stream { packet.context := struct { }; };" + "event { name = x; fields := struct { "
                + fields + " }; };";
        areDamageOfOnePacket(metadata, packets);
    }

    @Test
    void fieldsWithoutBitsCannotKeepItBusy() throws IOException {
        String metadata = TRACE + "struct e { };"
                + "struct f { " + "struct e x;".repeat(500) + " }; struct g { " + "struct f x;".repeat(500) + " };"
                + "stream { event.header := struct { integer { size = 1; } id; struct g x; }; };"
                + "event { name = x; id = 0; fields := struct { struct e a[9223372036854775807]; }; };";
        areDamageOfOnePacket(metadata, new byte[1 << 20]);
    }

    private static void areDamageOfOnePacket(String metadata, byte[] packets) throws IOException {
        try (EventSource source = open(metadata, packets)) {
            EventBatch batch = new EventBatch();
            assertThat(source.read(batch)).isTrue();
            assertThat(batch.size()).isEqualTo(1);
            assertThat(batch.kindAt(0)).isEqualTo(EventKind.LOST_EVENTS);
            assertThat(source.read(batch)).isFalse();
            assertThat(source.losses().losses()).extracting(Loss::counter).containsExactly("damaged packets");
        }
    }

    /** Each structure holds the one before twice. */
    @Test
    void fieldsThatDoubleAreRefusedBeforeTheyFillTheMemory() {
        StringBuilder metadata =
                new StringBuilder(TRACE).append("struct s0 { ").append(BYTE).append(" x; };");
        for (int i = 1; i < 40; i++) {
            metadata.append("struct s%d { struct s%d a; struct s%d b; };".formatted(i, i - 1, i - 1));
        }
        metadata.append("stream { }; event { name = x; fields := struct { struct s39 x; }; };");
        assertThatThrownBy(() -> open(metadata.toString(), new byte[64]).close())
                .isInstanceOf(RecordingException.class)
                .hasMessage("metadata: the types hold more than 262144 fields");
    }

    @ParameterizedTest
    @CsvSource({
        "'struct { ', 100000",
        "'variant { ', 100000",
        "'enum : ', 100000",
        "'enum : const ', 100000",
        "'stream { ', 100000"
    })
    void nestingWithoutEndIsRefusedInOneLine(String opening, int times) {
        String metadata = TRACE + "event { name = x; fields := " + opening.repeat(times);
        assertThatThrownBy(() -> open(metadata, new byte[64]).close())
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("metadata: line 1: expected ")
                .message()
                .hasSizeLessThan(300)
                .doesNotContain("\n");
    }

    @Test
    void bracketsWithoutEndAreRefusedInOneLine() {
        String metadata =
                TRACE + "event { name = x; fields := struct { " + BYTE + " x" + "[1]".repeat(100_000) + "; }; };";
        assertThatThrownBy(() -> open(metadata, new byte[64]).close())
                .isInstanceOf(RecordingException.class)
                .hasMessage("metadata: line 1: expected braces, arrays and enumerations at most 64 deep, found \"1\"");
    }
}
