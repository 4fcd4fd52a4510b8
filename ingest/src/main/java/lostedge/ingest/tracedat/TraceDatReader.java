package lostedge.ingest.tracedat;

import java.io.IOException;
import lostedge.engine.event.EventSource;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.reader.ReadAhead;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.TraceReader;

/** Reader of trace-cmd's {@code trace.dat}. */
public final class TraceDatReader implements TraceReader {
    static final byte[] MAGIC = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

    @Override
    public String name() {
        return "trace.dat";
    }

    @Override
    public boolean recognises(byte[] head) {
        if (head.length < MAGIC.length) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (head[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public EventSource open(Recording recording) throws IOException {
        FileBytes in = FileBytes.open(recording);
        try {
            return ReadAhead.of(TraceDatSource.open(in), in.size());
        } catch (IOException | RuntimeException refused) {
            in.close();
            throw refused;
        }
    }
}
