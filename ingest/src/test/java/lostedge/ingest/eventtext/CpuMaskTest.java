package lostedge.ingest.eventtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import lostedge.ingest.bytes.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuMaskTest {
    private final CpuMask mask = new CpuMask();

    private int read(String text) {
        byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), text.length() + Words.PADDING);
        return mask.read(bytes, 0, text.length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000000,0000000d | 0  | d",
                "0,2-3             | 0  | d",
                "3                 | 0  | 8",
                "0000000d          | 0  | d",
                "80000000,00000000 | 0  | 8000000000000000",
                "00000001,00000000,00000000 | 1 | 1",
                "63                | 0  | 8000000000000000",
                "64                | 1  | 1",
                "128-129,131       | 2  | b",
                "1151              | 17 | 8000000000000000",
            })
    void hexAndListAreRead(String text, int word, String bits) {
        assertThat(read(text + " callsite=")).isEqualTo(text.length());
        assertThat(mask.nextWord(0)).isEqualTo(word);
        assertThat(mask.word(word)).isEqualTo(Long.parseUnsignedLong(bits, 16));
        assertThat(mask.nextWord(word + 1)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "1,", ",1", "3-2", "1-", "1--2", "00000000,1", "00000000,0000000g", "9999999", "a"})
    void anythingElseIsRefused(String text) {
        assertThat(read(text)).isNotEqualTo(text.length() == 0 ? 0 : text.length());
    }

    @Test
    void printedMaskReadsBack() {
        Random random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            mask.clear();
            long[] words = new long[1 + random.nextInt(20)];
            for (int word = 0; word < words.length; word++) {
                words[word] = random.nextLong() & random.nextLong();
                mask.add(word, words[word]);
            }
            StringBuilder text = new StringBuilder();
            mask.printHex(text);
            assertThat(read(text.toString())).isEqualTo(text.length());
            for (int word = 0; word < words.length; word++) {
                assertThat(mask.word(word)).isEqualTo(words[word]);
            }
        }
    }
}
