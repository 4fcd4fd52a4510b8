package lostedge.ingest.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lostedge.ingest.bytes.Words;
import lostedge.ingest.ftrace.FtraceHead.LineForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading by columns against reading step by step. */
class FixedColumnsTest {
    private static final Path EXCERPTS = Path.of("src/test/resources/lostedge/ingest/ftrace");
    private static final String NOISE = "0123456789 .:-[]()dDbhs\n\r\tX/ux~\u00ff";

    /** What a tokenizer that knows no columns finds in a line, or that it is none. */
    private static List<Object> fields(FtraceTokenizer tokens, byte[] bytes, int from, int to) {
        List<Object> fields = new ArrayList<>();
        fields.add(tokens.event(bytes, from, to));
        fields.add(tokens.next);
        fields.add(tokens.lineEnd);
        if (fields.get(0).equals(true)) {
            fields.addAll(List.of(tokens.pid, tokens.cpu, tokens.flags, tokens.timestamp, tokens.stamp));
            fields.addAll(List.of(tokens.payload, tokens.nameFrom, tokens.nameTo, tokens.argumentsFrom));
        }
        return fields;
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha-mono.txt", "x86-no-irq-info.txt", "arm64-trace-cmd-report.txt", "x86-tsc.txt"})
    void damagedLinesAreReadAlike(String file) throws IOException {
        Random random = new Random(file.hashCode());
        List<String> lines = Files.readAllLines(EXCERPTS.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        FtraceTokenizer learning = new FtraceTokenizer(LineForm.TASK_DASH_PID);
        int events = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder line = new StringBuilder(lines.get(random.nextInt(lines.size())));
            for (int damage = random.nextInt(3); damage > 0; damage--) {
                int at = random.nextInt(Math.min(60, line.length()));
                char noise = NOISE.charAt(random.nextInt(NOISE.length()));
                switch (random.nextInt(4)) {
                    case 0 -> line.insert(at, noise);
                    case 1 -> line.deleteCharAt(at);
                    default -> line.setCharAt(at, noise);
                }
            }
            byte[] text = (line + "\nnext").getBytes(StandardCharsets.ISO_8859_1);
            byte[] bytes = Arrays.copyOf(text, text.length + 2 * Words.PADDING);
            int to = text.length - "next".length();
            List<Object> expected = fields(new FtraceTokenizer(LineForm.TASK_DASH_PID), bytes, 0, to);
            assertThat(fields(learning, bytes, 0, to)).as(line.toString()).isEqualTo(expected);
            events += expected.get(0).equals(true) ? 1 : 0;
        }
        assertThat(events).isGreaterThan(50_000);
    }

    @Test
    void columnsOfManyKernelsAreLearnt() {
        List<String> lines = List.of(
                "            bash-1234  [002] d.h. 12.000001: x: ",
                "            bash-1234  [002] d.h. 12.000001: x: ",
                "            bash-1234  [002] d.h2. 123456.000001: x: ",
                "            bash-1234  [002] d..h2.. 123456.000001: x: ",
                "            bash-1234  [002] d..h2.. 123456.000001: x: ",
                "            bash-1234    [1002] d.h2. 1234567.000000001: x: ",
                "            bash-1234    [002] d.h2. 1234567.000000001: x: ",
                "            bash-1234    [002] d.h2. 1234567.000000001: x: ",
                "            bash-4194303 [002] d.h2. 1234567.000000001: x: ");
        FtraceTokenizer learning = new FtraceTokenizer(LineForm.TASK_DASH_PID);
        IntStream.range(0, 2)
                .forEach(round -> lines.forEach(line -> {
                    byte[] bytes =
                            Arrays.copyOf((line + "\n").getBytes(StandardCharsets.US_ASCII), line.length() + 129);
                    FtraceTokenizer fresh = new FtraceTokenizer(LineForm.TASK_DASH_PID);
                    List<Object> expected = fields(fresh, bytes, 0, line.length() + 1);
                    assertThat(expected.get(0)).as(line).isEqualTo(true);
                    assertThat(fields(learning, bytes, 0, line.length() + 1))
                            .as(line)
                            .isEqualTo(expected);
                }));
    }

    @Test
    void hardInterruptStandsBehindTheLazyColumnOfRealTimeKernels() {
        byte[] flags = "d..h2..".getBytes(StandardCharsets.US_ASCII);
        byte[] usual = "d.h2.".getBytes(StandardCharsets.US_ASCII);
        assertThat(FlagsColumn.read(flags, 0, 7)).isEqualTo(FlagsColumn.read(usual, 0, 5));
        assertThat(FlagsColumn.read(usual, 0, 4)).isEqualTo(FlagsColumn.read(usual, 0, 5));
        assertThat(FlagsColumn.read(usual, 0, 3)).isEqualTo(FlagsColumn.INVALID);
    }
}
