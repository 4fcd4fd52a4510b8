package lostedge.ingest.interrupts;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import lostedge.engine.counter.CounterDeltas;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;

/** Any text is either read, with growth that can be told, or refused with one line. */
class InterruptsReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void anyTextIsReadOrRefused(byte[] bytes) throws IOException {
        InterruptsReader reader = new InterruptsReader();
        reader.recognisesIndex(bytes);
        MemoryRecording recording = new MemoryRecording("0001_2.500000000.txt", bytes);
        if (!reader.recognises(recording.head())) {
            return;
        }
        try {
            reader.read(List.of(recording)).forEach(series -> CounterDeltas.forEach(series, delta -> {}));
        } catch (RecordingException e) {
            if (e.getMessage().indexOf('\n') >= 0) {
                throw new AssertionError("more than one line: " + e.getMessage(), e);
            }
        }
    }
}
