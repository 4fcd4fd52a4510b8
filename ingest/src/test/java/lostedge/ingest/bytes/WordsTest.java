package lostedge.ingest.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Random random = new Random(7);

    private byte[] randomText(int length) {
        byte[] bytes = new byte[length + Words.PADDING];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : "0: a\n".charAt(random.nextInt(5)));
        }
        return bytes;
    }

    private static byte[] padded(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), text.length() + Words.PADDING);
    }

    @Test
    void firstPositionOfAByteIsThatOfAPlainSearch() {
        for (int i = 0; i < 5_000; i++) {
            int length = random.nextInt(60);
            byte[] bytes = randomText(length);
            int from = length == 0 ? 0 : random.nextInt(length);
            int expected = from;
            while (expected < length && bytes[expected] != ':') {
                expected++;
            }
            assertThat(Words.indexOf(bytes, from, length, ':')).isEqualTo(expected);
        }
    }

    @Test
    void lowestMatchIsExact() {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = randomText(8);
            long word = Words.longAt(bytes, 0);
            int equal = 0;
            while (equal < 8 && bytes[equal] != ' ') {
                equal++;
            }
            int less = 0;
            while (less < 8 && (bytes[less] & 0xFF) >= '0') {
                less++;
            }
            long matches = Words.matches(word, Words.repeat(' '));
            assertThat(matches == 0 ? 8 : Words.lowest(matches)).isEqualTo(equal);
            long below = Words.below(word, Words.repeat('0'));
            assertThat(below == 0 ? 8 : Words.lowest(below)).isEqualTo(less);
        }
    }

    @Test
    void literalIsFoundWhereItStandsAndNowhereElse() {
        for (String text : new String[] {"a", " pid=", "cpumask=", " callsite=", "0123456789abcdef"}) {
            Literal literal = Literal.of(text);
            assertThat(literal.length()).isEqualTo(text.length());
            assertThat(literal.at(padded("x" + text + "y"), 1)).isTrue();
            assertThat(literal.at(padded("x" + text.substring(1) + "y"), 0)).isFalse();
            assertThat(literal.at(padded(text.substring(0, text.length() - 1)), 0))
                    .isFalse();
        }
    }

    @Test
    void eightDigitsAreReadAsLongParsesThem() {
        for (int i = 0; i < 20_000; i++) {
            String digits = String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
            long word = Words.of(digits);
            assertThat(AsciiNumbers.decimal(word)).isEqualTo(Long.parseLong(digits));
            String hex = String.format(Locale.ROOT, "%08x", random.nextInt());
            assertThat(AsciiNumbers.hex(Words.of(hex))).isEqualTo(Long.parseLong(hex, 16));
        }
    }

    @Test
    void everyByteThatIsNoHexDigitIsNoticedInEveryPlace() {
        for (int place = 0; place < 8; place++) {
            for (int character = 0; character < 256; character++) {
                byte[] bytes = padded("12345678");
                bytes[place] = (byte) character;
                long word = Words.longAt(bytes, 0);
                boolean digit = character >= '0' && character <= '9';
                boolean letter = character >= 'a' && character <= 'f';
                assertThat(AsciiNumbers.hex(word) >= 0)
                        .as("%d at %d", character, place)
                        .isEqualTo(digit || letter);
            }
        }
    }
}
