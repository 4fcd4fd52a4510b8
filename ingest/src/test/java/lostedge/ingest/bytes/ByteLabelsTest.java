package lostedge.ingest.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import lostedge.engine.event.Labels;
import org.junit.jupiter.api.Test;

class ByteLabelsTest {
    private final Labels labels = new Labels();
    private final ByteLabels byteLabels = new ByteLabels(labels);

    private int intern(byte[] text, int before) {
        byte[] bytes = new byte[before + text.length + Words.PADDING];
        Arrays.fill(bytes, (byte) 'z');
        System.arraycopy(text, 0, bytes, before, text.length);
        return byteLabels.intern(bytes, before, before + text.length);
    }

    @Test
    void idsAreThoseOfTheTextsWhateverTheirLength() {
        Random random = new Random(3);
        Labels expected = new Labels();
        for (int i = 0; i < 50_000; i++) {
            String text = "ab".repeat(40).substring(0, random.nextInt(70)) + random.nextInt(40);
            int id = intern(text.getBytes(StandardCharsets.UTF_8), random.nextInt(3));
            assertThat(id).isEqualTo(expected.intern(text));
            assertThat(labels.text(id)).isEqualTo(text);
        }
        assertThat(labels.size()).isEqualTo(expected.size());
    }

    @Test
    void bytesThatAreNoUtf8KeepTheirValues() {
        int id = intern(new byte[] {'a', (byte) 0xE9, 'b'}, 0);
        assertThat(labels.text(id)).isEqualTo("a\u00E9b");
        assertThat(intern("日本語".getBytes(StandardCharsets.UTF_8), 0)).isEqualTo(labels.intern("日本語"));
    }

    @Test
    void namesBeyondTheBoundShareOneId() {
        String filler = "x".repeat(1 << 20);
        for (int i = 0; i < 40; i++) {
            intern((filler + i).getBytes(StandardCharsets.US_ASCII), 0);
        }
        int id = intern((filler + "more").getBytes(StandardCharsets.US_ASCII), 0);
        assertThat(labels.text(id)).isEqualTo(Labels.OVERFLOW_TEXT);
        assertThat(labels.overflows()).isPositive();
    }
}
