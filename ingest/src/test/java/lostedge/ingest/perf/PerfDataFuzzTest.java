package lostedge.ingest.perf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Random;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.Damage;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.tracepoint.TracepointDecoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes, a file or pipe is read or refused in one line; no more rows than its bytes can hold. */
class PerfDataFuzzTest {
    private static final int ROUNDS = 2000;

    /** A byte of a compressed record is at most so many bytes of records. */
    private static final long MOST_UNPACKED = 1 << 15;

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        read(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedBytesAreReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        PerfDataBuilder builder = new PerfDataBuilder(seed == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 20; i++) {
            builder.softirqEntry(i, i & 1, 1, i);
        }
        builder.lost(30, 1, 9).finishedRound();
        byte[][] files = {builder.file(), builder.pipe(), builder.compressed(2).file(), builder.pipe()};
        for (int round = 0; round < ROUNDS; round++) {
            read(Damage.of(files[random.nextInt(files.length)], random));
        }
    }

    private static void read(byte[] file) throws IOException {
        PerfDataReader reader = new PerfDataReader();
        if (!reader.recognises(file)) {
            return;
        }
        try (EventSource source = reader.open(MemoryRecording.of(file))) {
            EventBatch batch = new EventBatch(200);
            long rows = 0;
            while (source.read(batch)) {
                rows += batch.size();
            }
            if (rows > MOST_UNPACKED * file.length / RecordBytes.HEAD * TracepointDecoder.MAX_ROWS) {
                throw new AssertionError(rows + " rows of " + file.length + " bytes");
            }
        } catch (RecordingException refused) {
            if (refused.getMessage().contains("\n")) {
                throw new AssertionError("a refusal of more than one line", refused);
            }
        }
    }
}
