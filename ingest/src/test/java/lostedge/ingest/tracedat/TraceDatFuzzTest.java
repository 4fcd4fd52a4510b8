package lostedge.ingest.tracedat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Random;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.Damage;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes, a file is read or refused in one line; nothing else is thrown and nothing runs away. */
class TraceDatFuzzTest {
    private static final int ROUNDS = 3000;

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        read(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedBytesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        TraceDatBuilder builder =
                new TraceDatBuilder(seed % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, seed > 2 ? 8 : 4);
        builder.cpu(builder.page(10).softirqEntry(0, 1).timeExtend(99).softirqEntryWithLongHead(1, 2))
                .cpu(
                        builder.page(11).sendCpumask(1, 3, 4).missedEvents(9),
                        builder.page(50).softirqEntry(1, 1));
        byte[][] files = {builder.version6(), builder.version7("none"), builder.version7("zstd")};
        for (int round = 0; round < ROUNDS; round++) {
            read(Damage.of(files[random.nextInt(files.length)], random));
        }
    }

    private static void read(byte[] file) {
        TraceDatReader reader = new TraceDatReader();
        if (!reader.recognises(file)) {
            return;
        }
        try (EventSource source = reader.open(MemoryRecording.of(file))) {
            EventBatch batch = new EventBatch(200);
            int batches = 0;
            while (source.read(batch)) {
                if (++batches > file.length) {
                    throw new AssertionError("more batches than bytes");
                }
            }
        } catch (RecordingException refused) {
            if (refused.getMessage().contains("\n")) {
                throw new AssertionError("a refusal of more than one line", refused);
            }
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
