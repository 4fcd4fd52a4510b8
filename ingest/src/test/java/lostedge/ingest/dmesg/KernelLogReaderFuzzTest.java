package lostedge.ingest.dmesg;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;

/** Any text is read in time order, or refused. */
class KernelLogReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anyTextIsReadInOrderOrRefused(byte[] bytes) throws IOException {
        KernelLogReader reader = new KernelLogReader();
        MemoryRecording recording = new MemoryRecording("log", bytes);
        reader.recognises(recording.head());
        EventBatch batch = new EventBatch(16);
        long before = Long.MIN_VALUE;
        try (EventSource source = reader.open(recording)) {
            while (source.read(batch)) {
                for (int i = 0; i < batch.size(); i++) {
                    if (batch.timestampNs[i] < before) {
                        throw new AssertionError("time runs backwards");
                    }
                    before = batch.timestampNs[i];
                }
            }
        } catch (RecordingException e) {
            if (e.getMessage().indexOf('\n') >= 0) {
                throw new AssertionError("more than one line: " + e.getMessage(), e);
            }
        }
    }
}
