package lostedge.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands beside a trace, the capture is opened or refused with one line. */
class CaptureFuzzTest {
    private static final String TRACE =
            "# tracer: nop\n          <idle>-0       [002] d.h..     1.372451: irq_handler_entry: irq=8 name=timer\n";
    private static final String[] WORDS = {
        "local",
        " ",
        "[mono]",
        "irq:",
        "irq_handler_entry",
        "\n",
        ":",
        "a",
        "[",
        "]",
        "CPU0",
        "7: 1 2",
        ",12,13",
        "\0",
        "csd: "
    };

    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "30s")
    void anyFileBesideATraceIsReadOrRefused(byte[] bytes) throws IOException {
        readOrRefuse(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void longFilesOfFewWordsAreReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        int kinds = 1 + random.nextInt(WORDS.length);
        int first = random.nextInt(WORDS.length);
        StringBuilder text = new StringBuilder();
        while (text.length() < 100_000) {
            text.append(WORDS[(first + random.nextInt(kinds)) % WORDS.length]);
        }
        readOrRefuse(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void readOrRefuse(byte[] bytes) throws IOException {
        Files.writeString(folder.resolve("trace.txt"), TRACE);
        Files.write(folder.resolve("set_event"), bytes);
        try (Capture capture = Capture.open(List.of(folder))) {
            try (EventSource source = capture.openEvents()) {
                EventBatch batch = new EventBatch();
                while (source.read(batch)) {
                    batch.clear();
                }
            }
        } catch (RecordingException e) {
            if (e.getMessage().indexOf('\n') >= 0) {
                throw new AssertionError("more than one line: " + e.getMessage(), e);
            }
        }
    }
}
