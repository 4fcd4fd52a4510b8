package lostedge.ingest.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtoCursorTest {
    private static ProtoCursor on(byte[] bytes) {
        ProtoCursor cursor = new ProtoCursor();
        cursor.open(bytes, 0, bytes.length);
        return cursor;
    }

    /** The examples of the encoding's description: number 150 in field 1, text "testing" in field 2. */
    @Test
    void fieldsStandAsTheFormatDescribesThem() {
        byte[] written =
                new ProtoMessage().number(1, 150).text(2, "testing").fixed(3, 1).toBytes();
        assertThat(HexFormat.of().formatHex(written)).isEqualTo("089601" + "120774657374696e67" + "190100000000000000");
    }

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            long number = random.nextLong() >> random.nextInt(64);
            long fixed = random.nextLong();
            String text = "ü".repeat(random.nextInt(200));
            ProtoMessage inner = new ProtoMessage().number(1 + random.nextInt(1 << 28), number);
            byte[] bytes = new ProtoMessage()
                    .number(536_870_911, number)
                    .fixed(2, fixed)
                    .text(3, text)
                    .message(4, inner)
                    .toBytes();
            ProtoCursor cursor = on(bytes);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.field()).isEqualTo(536_870_911);
            assertThat(cursor.number()).isEqualTo(number);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.number()).isEqualTo(fixed);
            assertThat(cursor.next()).isTrue();
            assertThat(new String(Arrays.copyOfRange(bytes, cursor.from(), cursor.to()), StandardCharsets.UTF_8))
                    .isEqualTo(text);
            assertThat(cursor.next()).isTrue();
            ProtoCursor within = new ProtoCursor();
            within.open(cursor);
            assertThat(within.next()).isTrue();
            assertThat(within.number()).isEqualTo(number);
            assertThat(within.next() || cursor.next() || cursor.damaged()).isFalse();
        }
    }

    @Test
    void aMessageCutAnywhereButBetweenFieldsIsDamaged() {
        byte[] whole = new ProtoMessage()
                .number(1, 1 << 20)
                .fixed(2, -1)
                .text(3, "ipi")
                .toBytes();
        for (int length = 0; length < whole.length; length++) {
            ProtoCursor cursor = on(Arrays.copyOf(whole, length));
            while (cursor.next()) {
                assertThat(cursor.to()).isLessThanOrEqualTo(length);
            }
            boolean betweenFields = length == 0 || length == 4 || length == 13;
            assertThat(cursor.damaged()).as("cut at %d", length).isEqualTo(!betweenFields);
        }
    }

    @Test
    void aNumberOfMoreThanTenBytesIsDamage() {
        byte[] endless = new byte[12];
        Arrays.fill(endless, (byte) 0x80);
        endless[0] = 8;
        ProtoCursor cursor = on(endless);
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.damaged()).isTrue();
    }
}
