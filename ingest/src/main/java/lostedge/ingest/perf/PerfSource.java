package lostedge.ingest.perf;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.BinaryNumbers;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.order.OrderedEvents;
import lostedge.ingest.tracepoint.TracepointDecoder;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** The tracepoint samples of a recording in time order. */
final class PerfSource extends OrderedEvents {
    static final String NO_FORMATS =
            "the recording holds no tracepoint formats; record tracepoints with perf record -e";

    private static final int LOST = 2;
    private static final int SAMPLE = 9;
    private static final int LOST_SAMPLES = 13;
    private static final int HEADER_ATTR = 64;
    private static final int HEADER_TRACING_DATA = 66;
    private static final int FINISHED_ROUND = 68;
    private static final int AUXTRACE = 71;

    private final RecordBytes records;
    private final ByteOrder byteOrder;
    private final Attributes attributes;
    private boolean attributesGood;
    private @Nullable TracepointDecoder decoder;

    PerfSource(String name, RecordBytes records, ByteOrder byteOrder, Attributes attributes) {
        super(name, Positions.BYTES, new Labels());
        this.attributes = attributes;
        this.records = records;
        this.byteOrder = byteOrder;
    }

    /** Takes the formats of the events. */
    void tracingData(PerfTracingData data) {
        decoder = data.decoder(labels(), byteOrder);
    }

    @Override
    protected boolean round() throws IOException {
        while (records.next()) {
            switch (records.type()) {
                case SAMPLE -> sample();
                case LOST -> lost(8, "events dropped by the kernel");
                case LOST_SAMPLES -> lost(0, "samples dropped by the kernel, those of dropped events included");
                case HEADER_ATTR -> pipedAttribute();
                case HEADER_TRACING_DATA -> pipedTracingData();
                case AUXTRACE -> records.following(number(0, Long.BYTES));
                case FINISHED_ROUND -> {
                    order.endRound();
                    return true;
                }
                default -> {}
            }
            if (order.isFull()) {
                order.letGoEarly();
                losses().add(
                                name(),
                                "rounds too long to order",
                                Severity.DATA_LOSS,
                                1,
                                records.offset(),
                                "conclusions from the order of events of different CPUs");
                return true;
            }
        }
        order.end();
        return false;
    }

    /** {@return a number of the current record's body, 0 if that is shorter} */
    private long number(int at, int size) {
        int from = records.body() + at;
        return from + size <= records.end() ? records.numbers().number(records.bytes(), from, size, false) : 0;
    }

    /** Hot. */
    private void sample() throws IOException {
        if (!attributesGood) {
            String refusal = decoder == null ? NO_FORMATS : attributes.refusal();
            if (!refusal.isEmpty()) {
                throw records.refuse(refusal);
            }
            attributesGood = true;
        }
        byte[] bytes = records.bytes();
        BinaryNumbers numbers = records.numbers();
        int body = records.body();
        SampleLayout layout = attributes.layout(numbers, bytes, body, records.end());
        if (layout == null) {
            refused("samples of no known event");
        } else if (!layout.missing().isEmpty()) {
            losses().add(name(), "samples of events that are no tracepoints", Severity.INFO, 1, records.offset(), "");
        } else if (!layout.locate(numbers, bytes, body, records.end()) || !decode(numbers, bytes, body, layout)) {
            refused("samples of no known format");
        }
    }

    private boolean decode(BinaryNumbers numbers, byte[] bytes, int body, SampleLayout layout) {
        long timestampNs = layout.time(numbers, bytes, body);
        order.note(timestampNs);
        return requireNonNull(decoder)
                .decode(
                        bytes,
                        layout.rawStart(),
                        layout.rawLength(),
                        timestampNs,
                        layout.cpu(numbers, bytes, body),
                        records.offset(),
                        order.room(TracepointDecoder.MAX_ROWS));
    }

    private void refused(String counter) {
        losses().add(name(), counter, Severity.ERROR, 1, records.offset(), "whatever these would have shown");
    }

    private void lost(int countAt, String counter) {
        int size = records.end() - records.body();
        if (size < countAt + Long.BYTES) {
            refused("records shorter than their type");
            return;
        }
        long count = number(countAt, Long.BYTES);
        losses().add(
                        name(),
                        counter,
                        Severity.DATA_LOSS,
                        count,
                        records.offset(),
                        "conclusions across the gap on its CPU");
        SampleLayout layout = attributes.trailer();
        if (layout != null && layout.hasTrailer(size)) {
            long timestampNs = layout.trailerTime(records.numbers(), records.bytes(), records.end());
            if (timestampNs != 0) {
                EventBatch rows = order.room(1);
                int row = rows.append(
                        timestampNs,
                        layout.trailerCpu(records.numbers(), records.bytes(), records.end()),
                        EventKind.LOST_EVENTS,
                        records.offset());
                rows.reference[row] = count;
                order.note(timestampNs);
            }
        }
    }

    /** An attribute record holds the structure, whose second word is its size, and then the ids. */
    private void pipedAttribute() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(records.bytes()).order(byteOrder);
        bytes.limit(records.end()).position(records.body());
        long size = bytes.remaining() < Attribute.MIN_SIZE ? 0 : bytes.getInt(bytes.position() + 4) & 0xFFFF_FFFFL;
        if (size < Attribute.MIN_SIZE || size > bytes.remaining()) {
            throw records.refuse("expected an event attribute of at least " + Attribute.MIN_SIZE + " bytes");
        }
        long[] ids = new long[(int) (bytes.remaining() - size) / 8];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = bytes.getLong(bytes.position() + (int) size + 8 * i);
        }
        attributes.add(Attribute.parse(bytes), ids);
    }

    private void pipedTracingData() throws IOException {
        long length = number(0, Integer.BYTES);
        byte[] data = records.following(length + 7 & ~7L);
        tracingData(PerfTracingData.read(new FileBytes(name(), new SeekableInMemoryByteChannel(data))));
    }

    @Override
    public Clock clock() {
        Attribute attribute = attributes.first();
        return attribute == null ? Clock.of(Clock.Domain.PERF, 1) : attribute.clock();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
