package lostedge.ingest.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    private int skipped;
    private boolean cutOff;

    private List<String> lines(String text, int blockSize) throws IOException {
        List<String> lines = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        try (LineReader reader = new LineReader(new ByteArrayInputStream(bytes), blockSize)) {
            LineBlock block = new LineBlock();
            boolean more;
            do {
                more = reader.read(block);
                skipped += block.skippedLines();
                lines.addAll(new String(block.bytes(), 0, block.end(), StandardCharsets.US_ASCII)
                        .lines()
                        .toList());
                assertThat(block.bytes().length - block.end()).isGreaterThanOrEqualTo(Words.PADDING);
            } while (more);
            cutOff = reader.cutOff();
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void linesThatFitABlockAreHandedOutAndOthersCounted(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        int tooLong = 0;
        int blockSize = 20 + random.nextInt(40);
        for (int i = 0; i < 300; i++) {
            String line = "abcdefghij".repeat(12).substring(0, random.nextInt(random.nextInt(90) + 1));
            text.append(line).append('\n');
            if (line.length() < blockSize) {
                expected.add(line);
            } else {
                tooLong++;
            }
        }
        assertThat(lines(text.toString(), blockSize)).isEqualTo(expected);
        assertThat(skipped).isEqualTo(tooLong);
        assertThat(cutOff).isFalse();
    }

    @Test
    void lastLineWithoutAnEndIsKeptBack() throws IOException {
        assertThat(lines("one\ntwo", 16)).containsExactly("one");
        assertThat(cutOff).isTrue();
    }

    @Test
    void lastLineTooLongAndWithoutAnEndIsNoticed() throws IOException {
        assertThat(lines("one\n" + "x".repeat(64), 16)).containsExactly("one");
        assertThat(cutOff).isTrue();
    }

    @Test
    void emptyTextHasNoLines() throws IOException {
        assertThat(lines("", 16)).isEmpty();
        assertThat(cutOff).isFalse();
    }
}
