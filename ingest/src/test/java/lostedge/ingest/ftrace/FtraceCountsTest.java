package lostedge.ingest.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.MemoryRecording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events read against lines that grep counted. */
class FtraceCountsTest {
    private static final Path COUNTS = Path.of("src/test/resources/lostedge/ingest/ftrace/captures.expected.csv");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "612-ipistall/report-ipistall.txt",
                "612-perf/script.txt",
                "612-text/trace-small-function.txt",
                "612-text/trace-small-latfmt.txt",
                "612-text/trace.txt",
                "a1_stock_mono/trace.txt",
                "a612-arm64/report.txt",
                "a612-arm64/trace.txt",
                "b1_inject_poll_mono/trace.txt",
                "d1_small_buffer/trace.txt"
            })
    void everyEventOfACaptureIsCounted(String file) throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null, "LOSTEDGE_CAPTURES names no folder");
        Map<String, Long> expected = new TreeMap<>();
        for (String line : Files.readAllLines(COUNTS)) {
            String[] fields = line.split(",", -1);
            if (fields[0].equals(file)) {
                expected.put(fields[1], Long.valueOf(fields[2]));
            }
        }
        assertThat(counted(Path.of(Objects.requireNonNull(captures)).resolve(file)))
                .isEqualTo(expected);
    }

    private static Map<String, Long> counted(Path file) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        try (EventSource source = new FtraceReader(2).open(MemoryRecording.of(file))) {
            EventBatch batch = new EventBatch();
            long line = 0;
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    EventKind kind = batch.kindAt(row);
                    boolean furtherWordOfAMask = batch.position[row] == line;
                    line = batch.position[row];
                    if (kind.role() != EventRole.RECORDER && !furtherWordOfAMask) {
                        counts.merge("", 1L, Long::sum);
                        if (kind != EventKind.OTHER) {
                            counts.merge(kind.tracepoint(), 1L, Long::sum);
                        }
                    }
                }
            }
        }
        return counts;
    }
}
