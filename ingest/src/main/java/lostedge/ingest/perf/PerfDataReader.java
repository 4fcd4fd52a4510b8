package lostedge.ingest.perf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lostedge.engine.event.EventSource;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.reader.ReadAhead;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.TraceReader;

/** Reader of {@code perf.data}, as a file or as {@code perf record -o -} writes it into a pipe. */
public final class PerfDataReader implements TraceReader {
    private static final byte[] MAGIC = "PERFILE2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SWAPPED_MAGIC = "2ELIFREP".getBytes(StandardCharsets.US_ASCII);
    private static final int PIPE_HEAD = 16;
    private static final int FEATURES_AT = 72;
    private static final int FEATURE_BITS = 256;
    private static final int TRACING_DATA = 1;
    private static final int DIR_FORMAT = 24;
    private static final int MAX_ATTRIBUTES = 1 << 16;

    @Override
    public String name() {
        return "perf.data";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= PIPE_HEAD && (startsWith(head, MAGIC) || startsWith(head, SWAPPED_MAGIC));
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    @Override
    public EventSource open(Recording recording) throws IOException {
        byte[] head = recording.head();
        ByteOrder order = startsWith(head, MAGIC) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        long headSize = ByteBuffer.wrap(head).order(order).getLong(8);
        if (headSize == PIPE_HEAD) {
            return openPipe(recording, order);
        }
        FileBytes in = FileBytes.open(recording);
        try {
            return openFile(in, order);
        } catch (IOException | RuntimeException refused) {
            in.close();
            throw refused;
        }
    }

    private static EventSource openPipe(Recording recording, ByteOrder order) throws IOException {
        InputStream in = recording.open();
        try {
            in.skipNBytes(PIPE_HEAD);
            RecordBytes records = new RecordBytes(recording.name(), in, Long.MAX_VALUE, PIPE_HEAD, order);
            PerfSource source = new PerfSource(recording.name(), records, order, new Attributes());
            return ReadAhead.of(source, recording.size());
        } catch (IOException | RuntimeException refused) {
            in.close();
            throw refused;
        }
    }

    /** The data section is read last and in one go, so everything else is read before. */
    private static EventSource openFile(FileBytes in, ByteOrder order) throws IOException {
        in.order(order);
        in.seek(16);
        long attributeSize = in.u64();
        long attributesAt = in.u64();
        long attributesSize = in.u64();
        long dataAt = in.u64();
        long dataSize = in.u64();
        in.seek(dataAt);
        if (dataSize < 0 || dataSize > in.size() - dataAt) {
            throw in.refuse("expected " + Long.toUnsignedString(dataSize) + " bytes of records, the file has "
                    + (in.size() - dataAt));
        }
        if (hasFeature(in, order, DIR_FORMAT)) {
            throw in.refuse("the head of a folder of perf record --threads, whose events stand in the files beside it;"
                    + " record without --threads");
        }
        long tracingAt = tracingData(in, dataAt + dataSize, order);
        if (tracingAt < 0) {
            throw in.refuse(PerfSource.NO_FORMATS);
        }
        in.seek(tracingAt);
        PerfTracingData tracing = PerfTracingData.read(in);
        in.order(order);
        boolean plausible = attributeSize >= Attribute.MIN_SIZE + 16
                && attributesSize >= attributeSize
                && attributesSize / attributeSize <= MAX_ATTRIBUTES;
        if (!plausible) {
            throw in.refuse("expected 1 to " + MAX_ATTRIBUTES + " event attributes");
        }
        Attributes attributes = new Attributes();
        for (long i = 0; i < attributesSize / attributeSize; i++) {
            in.seek(attributesAt + i * attributeSize);
            ByteBuffer entry = in.bytes(attributeSize);
            long idsAt = entry.getLong(entry.limit() - 16);
            long idsSize = entry.getLong(entry.limit() - 8);
            in.seek(idsAt);
            LongBuffer ids = in.bytes(idsSize).asLongBuffer();
            long[] array = new long[ids.remaining()];
            ids.get(array);
            attributes.add(Attribute.parse(entry.limit(entry.limit() - 16)), array);
        }
        in.seek(dataAt);
        RecordBytes records = new RecordBytes(in.name(), in.stream(), dataSize, dataAt, order);
        PerfSource source = new PerfSource(in.name(), records, order, attributes);
        source.tracingData(tracing);
        return ReadAhead.of(source, dataSize);
    }

    private static boolean hasFeature(FileBytes in, ByteOrder order, int feature) throws IOException {
        return (features(in, order) >>> feature & 1) != 0;
    }

    /** {@return the first 64 of the feature bits} */
    private static long features(FileBytes in, ByteOrder order) throws IOException {
        in.seek(FEATURES_AT);
        return ByteBuffer.wrap(in.array(FEATURE_BITS / 8)).order(order).getLong(0);
    }

    /** {@return where the tracing data lies, or -1 if the file has none} */
    private static long tracingData(FileBytes in, long sectionsAt, ByteOrder order) throws IOException {
        if (!hasFeature(in, order, TRACING_DATA)) {
            return -1;
        }
        int before = Long.bitCount(features(in, order) & (1 << TRACING_DATA) - 1);
        in.seek(sectionsAt);
        in.seek(sectionsAt + 16L * before);
        return in.u64();
    }
}
