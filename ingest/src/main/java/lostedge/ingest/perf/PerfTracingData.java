package lostedge.ingest.perf;

import java.io.IOException;
import java.nio.ByteOrder;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.tracepoint.TracepointDecoder;
import lostedge.ingest.tracepoint.TracingData;

/**
 * The event formats inside a perf.data file: the head of a trace.dat file of its own small version, "0.5" or "0.6"
 * ({@code tools/perf/util/trace-event-info.c}).
 */
record PerfTracingData(TracingData tracing, int longSize) {
    private static final int MAGIC_SIZE = 10;

    /** Reads the formats that begin at the current offset; the byte order is then that of the formats. */
    static PerfTracingData read(FileBytes in) throws IOException {
        byte[] magic = in.array(MAGIC_SIZE);
        if (magic[0] != 0x17 || magic[1] != 0x08 || magic[2] != 0x44) {
            throw in.refuse("expected the formats of the tracepoints");
        }
        in.text(); // version
        in.order(in.u8() == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int longSize = in.u8();
        if (longSize != 4 && longSize != 8) {
            throw in.refuse("expected longs of 4 or 8 bytes, found " + longSize);
        }
        in.u32(); // page size
        TracingData tracing = new TracingData();
        tracing.headers(in);
        tracing.ftraceFormats(in);
        tracing.eventFormats(in);
        tracing.symbols(in);
        tracing.strings(in);
        return new PerfTracingData(tracing, longSize);
    }

    TracepointDecoder decoder(Labels labels, ByteOrder order) {
        return tracing.decoder(labels, longSize, order);
    }
}
