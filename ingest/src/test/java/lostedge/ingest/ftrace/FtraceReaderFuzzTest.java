package lostedge.ingest.ftrace;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;

/** Any bytes are either read to their end or refused with one line. */
class FtraceReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anyTextIsReadOrRefused(byte[] bytes) throws IOException {
        try (EventSource source = new FtraceReader().open(new MemoryRecording("fuzz", bytes))) {
            EventBatch batch = new EventBatch(16);
            long line = 0;
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    if (batch.position[row] < line
                            || batch.label[row] >= source.labels().size()) {
                        throw new AssertionError("row out of order or without its name");
                    }
                    line = batch.position[row];
                }
            }
        } catch (RecordingException e) {
            if (e.getMessage().indexOf('\n') >= 0) {
                throw new AssertionError("more than one line: " + e.getMessage(), e);
            }
        }
    }
}
