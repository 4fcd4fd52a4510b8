package lostedge.ingest.perf;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lostedge.ingest.tracepoint.BytesBuilder;
import lostedge.ingest.tracepoint.TracingDataBuilder;

/** Writes small perf.data files from the documented layout, as a file or as a pipe, in either byte order. */
final class PerfDataBuilder {
    private static final long SAMPLE_TYPE = 1 | 2 | 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 10 | 1 << 16;
    private static final int ID = 118;

    private final ByteOrder order;
    private final List<byte[]> records = new ArrayList<>();

    PerfDataBuilder(ByteOrder order) {
        this.order = order;
    }

    private BytesBuilder bytes() {
        return new BytesBuilder(order);
    }

    PerfDataBuilder softirqEntry(long time, int cpu, int vec, long... callchain) {
        BytesBuilder sample = bytes().i64(ID)
                .i64(0xffff)
                .i32(42)
                .i32(43)
                .i64(time)
                .i32(cpu)
                .i32(0)
                .i64(1);
        sample.i64(callchain.length);
        for (long address : callchain) {
            sample.i64(address);
        }
        sample.i32(12)
                .i16(TracingDataBuilder.SOFTIRQ_ENTRY)
                .i8(0x11)
                .i8(2)
                .i32(43)
                .i32(vec);
        return record(9, sample.bytes());
    }

    PerfDataBuilder lost(long time, int cpu, long count) {
        return record(
                2,
                bytes().i64(ID)
                        .i64(count)
                        .i32(42)
                        .i32(43)
                        .i64(time)
                        .i32(cpu)
                        .i32(0)
                        .i64(ID)
                        .bytes());
    }

    PerfDataBuilder finishedRound() {
        return record(68, new byte[0]);
    }

    private PerfDataBuilder record(int type, byte[] body) {
        records.add(asRecord(type, body));
        return this;
    }

    private byte[] asRecord(int type, byte[] body) {
        return bytes().i32(type).i16(0).i16(body.length + 8).raw(body).bytes();
    }

    private byte[] attribute() {
        long sampleIdAll = order == ByteOrder.LITTLE_ENDIAN ? 1L << 18 : 1L << 63 - 18;
        return bytes().i32(2)
                .i32(96)
                .i64(TracingDataBuilder.SOFTIRQ_ENTRY)
                .i64(1)
                .i64(SAMPLE_TYPE)
                .i64(0)
                .i64(sampleIdAll)
                .raw(new byte[48])
                .bytes();
    }

    private byte[] tracingData() {
        TracingDataBuilder tracing = new TracingDataBuilder(order, 8, 4096);
        return bytes().raw(new byte[] {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'})
                .text("0.6")
                .i8(order == ByteOrder.LITTLE_ENDIAN ? 0 : 1)
                .i8(8)
                .i32(4096)
                .raw(tracing.headers())
                .raw(tracing.ftraceFormats())
                .raw(tracing.eventFormats())
                .i32(0)
                .i32(0)
                .i64(0)
                .bytes();
    }

    private byte[] data() {
        BytesBuilder data = bytes();
        records.forEach(data::raw);
        return data.bytes();
    }

    /** The records as pieces of one zstd stream, cut without regard for their borders. */
    PerfDataBuilder compressed(int pieces) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(packed)) {
            zstd.write(data());
        }
        byte[] all = packed.toByteArray();
        records.clear();
        int size = all.length / pieces + 1;
        for (int at = 0; at < all.length; at += size) {
            record(81, Arrays.copyOfRange(all, at, Math.min(all.length, at + size)));
        }
        return this;
    }

    byte[] file() {
        byte[] attribute = attribute();
        byte[] data = data();
        byte[] tracing = tracingData();
        int idsAt = 104;
        int attributesAt = idsAt + 8;
        int dataAt = attributesAt + attribute.length + 16;
        int sectionsAt = dataAt + data.length;
        byte[] magic =
                ByteBuffer.allocate(8).order(order).putLong(0x32454c4946524550L).array();
        return bytes().raw(magic)
                .i64(104)
                .i64(attribute.length + 16)
                .i64(attributesAt)
                .i64(attribute.length + 16)
                .i64(dataAt)
                .i64(data.length)
                .i64(0)
                .i64(0)
                .i64(1 << 1)
                .raw(new byte[24])
                .i64(ID)
                .raw(attribute)
                .i64(idsAt)
                .i64(8)
                .raw(data)
                .i64(sectionsAt + 16)
                .i64(tracing.length)
                .raw(tracing)
                .bytes();
    }

    byte[] pipe() {
        byte[] tracing = tracingData();
        int padding = (8 - tracing.length % 8) % 8;
        byte[] magic =
                ByteBuffer.allocate(8).order(order).putLong(0x32454c4946524550L).array();
        return bytes().raw(magic)
                .i64(16)
                .raw(asRecord(64, bytes().raw(attribute()).i64(ID).bytes()))
                .raw(asRecord(66, bytes().i32(tracing.length).bytes()))
                .raw(tracing)
                .raw(new byte[padding])
                .raw(data())
                .bytes();
    }
}
