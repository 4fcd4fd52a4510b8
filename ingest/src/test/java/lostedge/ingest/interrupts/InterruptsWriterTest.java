package lostedge.ingest.interrupts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.ingest.reader.MemoryRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptsWriterTest {
    @ParameterizedTest
    @ValueSource(strings = {"alpha-stock.txt", "alpha-rescue-rows.txt"})
    void alphaSnapshotIsWrittenAsItWasRead(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(InterruptsWriterTest.class.getResourceAsStream(name))) {
            assertWrittenAsRead(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everyRecordedAlphaSnapshotIsWrittenAsItWasRead() throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeThat(captures).as("LOSTEDGE_CAPTURES").isNotNull();
        try (Stream<Path> files = Files.walk(Path.of(captures), 3)) {
            for (Path file : files.filter(InterruptsWriterTest::isAlphaSnapshot).toList()) {
                assertWrittenAsRead(file.toString(), Files.readString(file));
            }
        }
    }

    @Test
    void fileNameAndIndexLineLeadBackToTheTimes() throws IOException {
        CounterSnapshot snapshot = new CounterSnapshot(
                2_000_000_500L,
                2_000_000_900L,
                "hold",
                new int[] {0, 3},
                List.of(new CounterSnapshot.Row("IPI", new long[] {1, 2}, true, "")));
        StringBuilder text = new StringBuilder();
        InterruptsWriter.write(snapshot, text);
        String name = InterruptsWriter.fileName(7, snapshot);
        assertThat(name).isEqualTo("0007_2.000000500_hold.txt");
        CounterSeries series = new InterruptsReader()
                .read(List.of(
                        new MemoryRecording("d/" + name, text.toString()),
                        new MemoryRecording("d/index.csv", InterruptsWriter.indexLine(7, snapshot) + "\n")))
                .get(0);
        assertThat(series.snapshots())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(snapshot);
    }

    private static void assertWrittenAsRead(String name, String text) throws IOException {
        CounterSeries series = new InterruptsReader()
                .read(List.of(new MemoryRecording(name, text)))
                .get(0);
        StringBuilder written = new StringBuilder();
        InterruptsWriter.write(series.snapshots().get(0), written);
        assertThat(written).as(name).hasToString(text);
    }

    private static boolean isAlphaSnapshot(Path file) {
        return file.getParent().endsWith("proc_interrupts") && file.toString().endsWith(".txt");
    }
}
