package lostedge.ingest.perfetto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;

/** Whatever the bytes, a trace is read or refused in one line, in as many rows as it can hold. */
class PerfettoReaderFuzzTest {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        PerfettoReader reader = new PerfettoReader();
        reader.recognises(bytes);
        try (EventSource source = reader.open(new MemoryRecording("fuzz", bytes))) {
            EventBatch batch = new EventBatch(256);
            long rows = 0;
            while (source.read(batch)) {
                rows += batch.size();
            }
            // a byte of a compressed packet is at most a thousand, and each two of those a row
            if (rows > 1024L * bytes.length + 16) {
                throw new AssertionError(rows + " rows of " + bytes.length + " bytes");
            }
        } catch (RecordingException refused) {
            if (refused.getMessage().contains("\n")) {
                throw new AssertionError("a refusal of more than one line", refused);
            }
        }
    }
}
