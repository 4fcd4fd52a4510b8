package lostedge.ingest.tracedat;

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
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSource;
import lostedge.ingest.tracepoint.FileRecording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code trace-cmd report -t} prints the same events: pid, CPU, time in ns, name, and where the kind has them the
 * numbers of its arguments. Runs where trace-cmd is installed and {@code LOSTEDGE_CAPTURES} names the folder of
 * captures.
 */
class TraceDatOracleTest {
    private static final Pattern REPORT =
            Pattern.compile("^.{16}-(\\d+)\\s+\\[(\\d+)](?: \\S+)?\\s+(\\d+)\\.(\\d{9}): (\\S+?): *(.*)$");
    private static final Pattern LOST = Pattern.compile("^CPU:(\\d+) \\[(?:(\\d+) )?EVENTS DROPPED]$");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "61-tcmd/trace-v6.dat",
                "61-tcmd/trace-v7-zstd.dat",
                "61-tcmd/trace-lost.dat",
                "612-ipistall/trace-ipistall.dat",
                "612-ipistall/trace-ipistall-15s.dat",
                "a612-arm64/trace-arm64.dat",
                "a612-arm64/trace-arm64-lost.dat"
            })
    void traceCmdPrintsTheSameEvents(String capture) throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeTrue(captures != null && Files.exists(Path.of(captures, capture)));
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/trace-cmd")));
        Path path = Path.of(captures, capture);
        Process report = new ProcessBuilder("/usr/bin/trace-cmd", "report", "-t", path.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(report.getInputStream(), StandardCharsets.UTF_8));
                EventSource source = new TraceDatReader().open(new FileRecording(path))) {
            long compared = compare(source, lines);
            assertThat(compared).isPositive();
        } finally {
            report.destroy();
        }
    }

    private static long compare(EventSource source, BufferedReader lines) throws IOException {
        EventBatch batch = new EventBatch();
        long compared = 0;
        String line = lines.readLine();
        while (source.read(batch)) {
            for (int row = 0; row < batch.size(); row++) {
                if (row > 0 && batch.position[row] == batch.position[row - 1] && isMaskRun(batch, row)) {
                    continue;
                }
                while (line != null && line.startsWith("cpus=")) {
                    line = lines.readLine();
                }
                assertThat(line).isNotNull();
                assertThat(describe(source, batch, row)).isEqualTo(describe(line, batch.kindAt(row)));
                compared++;
                line = lines.readLine();
            }
        }
        assertThat(line).isNull();
        return compared;
    }

    private static boolean isMaskRun(EventBatch batch, int row) {
        return batch.kind[row] == batch.kind[row - 1] && batch.kindAt(row).role() == EventRole.SEND;
    }

    private static String describe(EventSource source, EventBatch batch, int row) {
        EventKind kind = batch.kindAt(row);
        if (kind == EventKind.LOST_EVENTS) {
            return "lost cpu" + batch.cpu[row] + (batch.reference[row] < 0 ? "" : " " + batch.reference[row]);
        }
        String label = source.labels().text(batch.label[row]);
        String site = source.labels().text(batch.site[row]);
        String name = switch (kind) {
            case OTHER -> label;
            case VECTOR_ENTRY -> label + "_entry";
            case VECTOR_EXIT -> label + "_exit";
            default -> kind.tracepoint();
        };
        String csd = "csd=0x" + Long.toHexString(batch.reference[row]);
        String arguments = switch (kind) {
            case CSD_QUEUE_CPU -> "cpu=" + batch.peer[row] + " callsite=" + site + " func=" + label + " " + csd;
            case CSD_FUNCTION_ENTRY, CSD_FUNCTION_EXIT ->
                "func=" + label + ", " + (batch.reference[row] == 0 ? "csd=(nil)" : csd);
            case IRQ_HANDLER_ENTRY -> "irq=" + batch.code[row] + " name=" + label;
            case IRQ_HANDLER_EXIT ->
                "irq=" + batch.code[row] + " ret=" + (batch.reference[row] == 1 ? "handled" : "unhandled");
            case RESCHEDULE_ENTRY, CALL_FUNCTION_ENTRY, CALL_FUNCTION_SINGLE_EXIT, LOCAL_TIMER_EXIT ->
                "vector=" + batch.code[row];
            case IPI_ENTRY, IPI_EXIT -> "(" + label + ")";
            default -> "";
        };
        return batch.pid[row] + " cpu" + batch.cpu[row] + " " + batch.timestampNs[row] + " " + name + " " + arguments;
    }

    private static String describe(String line, EventKind kind) {
        Matcher lost = LOST.matcher(line);
        if (lost.matches()) {
            return "lost cpu" + lost.group(1) + (lost.group(2) == null ? "" : " " + lost.group(2));
        }
        Matcher event = REPORT.matcher(line);
        assertThat(event.matches()).as(line).isTrue();
        boolean hasArguments = switch (kind) {
            case CSD_QUEUE_CPU,
                    CSD_FUNCTION_ENTRY,
                    CSD_FUNCTION_EXIT,
                    IRQ_HANDLER_ENTRY,
                    IRQ_HANDLER_EXIT,
                    RESCHEDULE_ENTRY,
                    CALL_FUNCTION_ENTRY,
                    CALL_FUNCTION_SINGLE_EXIT,
                    LOCAL_TIMER_EXIT,
                    IPI_ENTRY,
                    IPI_EXIT -> true;
            default -> false;
        };
        return Integer.parseInt(event.group(1)) + " cpu" + Integer.parseInt(event.group(2)) + " "
                + Long.parseLong(event.group(3) + event.group(4)) + " " + event.group(5) + " "
                + (hasArguments ? event.group(6) : "");
    }
}
