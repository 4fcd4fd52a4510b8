package lostedge.ingest.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.MemoryRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that repeat their payloads against the plain twin, which remembers nothing. */
class RepeatedPayloadsTest {
    private static final Path EXCERPTS = Path.of("src/test/resources/lostedge/ingest/ftrace");
    private static final int LINES = 20_000;

    private static List<PlainRow> read(MemoryRecording recording) throws IOException {
        List<PlainRow> rows = new ArrayList<>();
        try (EventSource source = new FtraceReader(1).open(recording)) {
            EventBatch batch = new EventBatch(1000);
            while (source.read(batch)) {
                rows.addAll(PlainRow.of(batch, source.labels()));
            }
        }
        return rows;
    }

    private static void compare(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(read(new MemoryRecording("text", bytes)))
                .isNotEmpty()
                .isEqualTo(PlainFtraceReader.read(text).rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha-mono.txt", "x86-no-irq-info.txt", "arm64-trace-cmd-report.txt", "x86-function.txt"})
    void linesDrawnWithRepetitionAreReadAsByTheTwin(String file) throws IOException {
        Random random = new Random(file.hashCode());
        List<String> lines = Files.readAllLines(EXCERPTS.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        StringBuilder text = new StringBuilder("# tracer: nop\n#\n");
        for (int i = 0; i < LINES; i++) {
            String line = lines.get(random.nextInt(lines.size()));
            text.append(line.replaceFirst("\\[\\d{3}]", "[00" + random.nextInt(4) + "]")
                            .replaceFirst("\\d+\\.\\d{6}:", "%d.%06d:".formatted(10 + i / 1000, i % 1000)))
                    .append('\n');
        }
        compare(text.toString());
    }

    @Test
    void aSendToItselfIsAnotherMessageThanTheSameSendFromElsewhere() throws IOException {
        String send = " d..1.    10.00000%d: ipi_send_cpu: cpu=1 callsite=f+0x1/0x2 callback=g+0x0/0x10\n";
        StringBuilder text = new StringBuilder("# tracer: nop\n#\n");
        for (int i = 0; i < 8; i++) {
            text.append("            init-1       [00")
                    .append(i % 2)
                    .append(']')
                    .append(send.formatted(i));
        }
        compare(text.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipi_send_cpumask: cpumask=00000000,00000002 callsite=f+0x1/0x2 callback=g+0x0/0x10",
                "ipi_send_cpumask: cpumask=00000000,00000003 callsite=f+0x1/0x2 callback=g+0x0/0x10",
                "ipi_send_cpumask: cpumask=00000001,00000000,00000000,00000002 callsite=f+0x1/0x2 callback=g+0x0/0x10",
                "ipi_raise: target_mask=00000000,00000002 (Function call interrupts)",
                "ipi_raise: target_mask=00000001,00000000,00000000,00000002 (Function call interrupts)"
            })
    void aMaskSentAgainMakesTheRowsItMadeFirst(String send) throws IOException {
        StringBuilder text = new StringBuilder("# tracer: nop\n#\n");
        for (int i = 0; i < 8; i++) {
            text.append("            init-1       [00%d] d..1.    10.00000%d: %s%n".formatted(i % 2, i, send));
        }
        compare(text.toString());
    }
}
