package lostedge.ingest.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.ingest.tracepoint.FileRecording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code perf script} prints the same events in the same order: CPU, time in ns and name. Runs where perf is installed
 * and {@code LOSTEDGE_CAPTURES} names the folder of captures.
 */
class PerfDataOracleTest {
    private static final Pattern LINE = Pattern.compile("^\\s*\\[(\\d+)]\\s+(\\d+)\\.(\\d{9}):\\s+\\w+:(\\w+):\\s*$");

    @ParameterizedTest
    @ValueSource(strings = {"perf.data", "perf-lost.data", "perf-callgraph.data", "perf-zstd.data"})
    void perfScriptPrintsTheSameEvents(String file) throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null && Files.isExecutable(Path.of("/usr/bin/perf")));
        Path path = Path.of(captures, "612-perf", file);
        assumeTrue(Files.exists(path));
        Process script = new ProcessBuilder(
                        "/usr/bin/perf", "script", "--ns", "-F", "cpu,time,event", "-i", path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8));
                EventSource source = new PerfDataReader().open(new FileRecording(path))) {
            EventBatch batch = new EventBatch();
            long compared = 0;
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    if (batch.kindAt(row) == EventKind.LOST_EVENTS) {
                        continue;
                    }
                    Matcher line = LINE.matcher(lines.readLine());
                    assertThat(line.matches()).isTrue();
                    assertThat(describe(source, batch, row))
                            .isEqualTo(Integer.parseInt(line.group(1)) + " "
                                    + Long.parseLong(line.group(2) + line.group(3)) + " " + line.group(4));
                    compared++;
                }
            }
            assertThat(lines.readLine()).isNull();
            assertThat(compared).isPositive();
        } finally {
            script.destroy();
        }
    }

    private static String describe(EventSource source, EventBatch batch, int row) {
        EventKind kind = batch.kindAt(row);
        String label = source.labels().text(batch.label[row]);
        String name = switch (kind) {
            case OTHER -> label;
            case VECTOR_ENTRY -> label + "_entry";
            case VECTOR_EXIT -> label + "_exit";
            default -> kind.tracepoint();
        };
        return batch.cpu[row] + " " + batch.timestampNs[row] + " " + name;
    }
}
