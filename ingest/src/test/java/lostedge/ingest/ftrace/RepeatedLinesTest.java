package lostedge.ingest.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.LineBlock;
import lostedge.ingest.bytes.LineReader;
import lostedge.ingest.bytes.Words;
import lostedge.ingest.ftrace.FtraceHead.LineForm;
import lostedge.ingest.ftrace.FtraceHead.StampForm;
import lostedge.ingest.reader.MemoryRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines read by pieces that were read before against the same lines read step by step. */
class RepeatedLinesTest {
    private static final Path EXCERPTS = Path.of("src/test/resources/lostedge/ingest/ftrace");
    private static final String NOISE = "0123456789 .:-[]()dDbhs\n\r\tX/ux~\u00ff";

    /** What a parser makes of a text: its rows, with names as texts, and what it refused. */
    private static List<Object> read(FtraceParser parser, Labels labels, byte[] text) throws IOException {
        List<Object> told = new ArrayList<>();
        EventBatch rows = new EventBatch(64);
        LineBlock block = new LineBlock();
        parser.restart();
        try (LineReader lines = new LineReader(new ByteArrayInputStream(text), 1 << 12)) {
            while (lines.read(block)) {
                for (int at = 0; at < block.end(); ) {
                    rows.clear();
                    at = parser.parse(block, at, rows);
                    told.addAll(PlainRow.of(rows, labels));
                }
            }
        }
        told.addAll(parser.losses().losses());
        told.add(parser.line());
        return told;
    }

    private static FtraceHead head(StampForm stamp) {
        return new FtraceHead(LineForm.TASK_DASH_PID, stamp, "nop", 0, 0, -1, 0);
    }

    private static String damaged(String line, Random random) {
        StringBuilder damaged = new StringBuilder(line);
        for (int damage = random.nextInt(3); damage > 0; damage--) {
            int at = random.nextInt(damaged.length());
            char noise = NOISE.charAt(random.nextInt(NOISE.length()));
            switch (random.nextInt(4)) {
                case 0 -> damaged.insert(at, noise);
                case 1 -> damaged.deleteCharAt(at);
                default -> damaged.setCharAt(at, noise);
            }
        }
        return damaged.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "alpha-mono.txt, MICROSECONDS",
        "alpha-mono.txt, NANOSECONDS",
        "x86-no-irq-info.txt, MICROSECONDS",
        "x86-tgid.txt, NANOSECONDS",
        "arm64-trace-cmd-report.txt, MICROSECONDS"
    })
    void damagedLinesAreReadAlike(String file, StampForm stamp) throws IOException {
        Random random = new Random(file.hashCode());
        List<String> lines = Files.readAllLines(EXCERPTS.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .limit(200)
                .map(line -> stamp == StampForm.NANOSECONDS ? line.replaceFirst("(\\.\\d{6}):", "$1789:") : line)
                .toList();
        Labels learnt = new Labels();
        FtraceParser learning = new FtraceParser("text", head(stamp), learnt);
        long events = 0;
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int line = random.nextInt(3); line >= 0; line--) {
                text.append(damaged(lines.get(random.nextInt(lines.size())), random))
                        .append('\n');
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            Labels labels = new Labels();
            List<Object> expected = read(new FtraceParser("text", head(stamp), labels), labels, bytes);
            assertThat(read(learning, learnt, bytes)).as(text.toString()).isEqualTo(expected);
            events += expected.stream().filter(PlainRow.class::isInstance).count();
        }
        assertThat(events).isGreaterThan(10_000);
    }

    @Test
    void columnsOfManyKernelsAreLearnt() throws IOException {
        List<String> lines = List.of(
                "            bash-1234  [002] d.h. 12.000001: x: ",
                "            bash-1234  [002] d.h. 12.000002: x: ",
                "            bash-1234  [002] d.h2. 123456.000001: x: ",
                "            bash-1234  [002] d..h2.. 123456.000001: x: ",
                "            bash-1234  [002] d..h2.. 123456.000001: x: ",
                "            bash-1234    [1002] d.h2. 1234567.000001: x: ",
                "            bash-1234    [002] d.h2. 1234567.000001: x: ",
                "            bash-1234    [002] d.h2. 1234567.900001: x: ",
                "            bash-1234    (   1234) [002] d.h2. 1234567.900001: x: ",
                "            bash-1234    (   1234) [002] d.h2. 1234567.900002: x: ",
                "            bash-4194303 [002] d.h2. 1234567.000001: x: ");
        for (StampForm stamp : List.of(StampForm.MICROSECONDS, StampForm.NANOSECONDS)) {
            Labels learnt = new Labels();
            FtraceParser learning = new FtraceParser("text", head(stamp), learnt);
            for (int round = 0; round < 2; round++) {
                for (String line : lines) {
                    String text = (stamp == StampForm.NANOSECONDS ? line.replace(": x", "789: x") : line) + "\n";
                    byte[] bytes = (text + text).getBytes(StandardCharsets.US_ASCII);
                    Labels labels = new Labels();
                    List<Object> expected = read(new FtraceParser("text", head(stamp), labels), labels, bytes);
                    assertThat(read(learning, learnt, bytes)).as(text).isEqualTo(expected);
                    assertThat(expected).hasSize(3);
                }
            }
        }
    }

    @Test
    void linesAreKnownOnceTheirPiecesWereRead() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append("          <idle>-0       [00%d] d.h..     1.%06d: irq_handler_exit: irq=8 ret=handled%n"
                    .formatted(i % 4, i));
        }
        byte[] bytes =
                Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), text.length() + Words.PADDING);
        FtraceTokenizer tokens = new FtraceTokenizer(LineForm.TASK_DASH_PID);
        RepeatedLines repeated = new RepeatedLines();
        EventBatch rows = new EventBatch(64);
        int from = 0;
        for (int line = 0; line < 4; line++) {
            assertThat(repeated.read(bytes, from, text.length(), line, rows)).isEqualTo(from);
            assertThat(tokens.event(bytes, from, text.length())).isTrue();
            int row = rows.append(tokens.timestamp, tokens.cpu, EventKind.OTHER, line + 1);
            repeated.learnColumns(bytes, from, tokens);
            repeated.learnPayload(bytes, tokens, EventBatch.NONE, rows, row);
            from = tokens.next;
        }
        assertThat(repeated.read(bytes, from, text.length(), 4, rows)).isEqualTo(text.length());
        assertThat(rows.size()).isEqualTo(60);
        for (int row = 0; row < rows.size(); row++) {
            assertThat(rows.timestampNs[row]).isEqualTo(1_000_000_000L + row * 1_000L);
            assertThat(rows.cpu[row]).isEqualTo(row % 4);
            assertThat(rows.position[row]).isEqualTo(row + 1);
        }
    }

    @Test
    void moreLinesThanAreHeldAreReadAllTheSame() throws IOException {
        StringBuilder text = new StringBuilder("# tracer: nop\n#\n");
        for (int i = 0; i < 100_000; i++) {
            int name = i % 40_000;
            text.append("%16s-%-7d [%03d] d.h..     1.%06d: sched_waking: comm=t%d pid=%d prio=120 target_cpu=001%n"
                    .formatted("t" + name, name, name % 64, i, name, name));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        List<PlainRow> rows = new ArrayList<>();
        try (EventSource source = new FtraceReader(1).open(new MemoryRecording("text", bytes))) {
            EventBatch batch = new EventBatch();
            while (source.read(batch)) {
                rows.addAll(PlainRow.of(batch, source.labels()));
            }
        }
        assertThat(rows).isEqualTo(PlainFtraceReader.read(text.toString()).rows());
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
