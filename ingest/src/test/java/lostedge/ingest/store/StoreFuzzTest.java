package lostedge.ingest.store;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.archive.Limits;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes, a store is read or refused. */
class StoreFuzzTest {
    @TempDir
    static Path folder;

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        readOrRefuse(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aStoreWithDamagedBytesIsReadOrRefused(long seed) throws IOException {
        Path file = folder.resolve("good.arrow");
        try (EventSource source = new ArraySource(seed, 400);
                StoreWriter writer = new StoreWriter(file, seed % 2 == 0)) {
            EventBatch batch = new EventBatch();
            while (source.read(batch)) {
                writer.write(batch);
            }
            writer.finish(source, List.of(StoreTest.series(Clock.Domain.BOOT, 2)), List.of(), "test");
        }
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int tail = random.nextBoolean() ? Math.min(3000, bytes.length) : bytes.length;
                bytes[bytes.length - 1 - random.nextInt(tail)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
            }
            readOrRefuse(bytes);
        }
    }

    private static void readOrRefuse(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("fuzzed"), bytes);
        try (InputFiles files = InputFiles.open(List.of(file), Limits.DEFAULT)) {
            for (Recording recording : files.recordings()) {
                StoreReader reader = new StoreReader();
                try (EventSource source = reader.open(recording)) {
                    EventBatch batch = new EventBatch();
                    while (source.read(batch)) {
                        batch.clear();
                    }
                    reader.counters(recording);
                }
            }
        } catch (RecordingException refused) {
            // Refusing is one of the two right answers.
            assert !refused.getMessage().isEmpty();
        }
    }
}
