package lostedge.ingest.tracedat;

import java.io.IOException;
import java.nio.ByteOrder;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.BinaryNumbers;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.order.RepeatedEvents;
import lostedge.ingest.order.TimeMerge;
import lostedge.ingest.reader.RecordedEvents;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.tracepoint.TracepointDecoder;

/** The events of all CPUs merged by time; of equal stamps the lower CPU comes first. */
final class TraceDatSource extends RecordedEvents {
    private final FileBytes in;
    private final TraceDatFile file;
    private final TracepointDecoder decoder;
    private final CyclesToNs time;
    private final TimeMerge<CpuRecords> live = new TimeMerge<>();
    private final RepeatedEvents repeated = new RepeatedEvents();
    private final boolean severalBuffers;
    private long position;
    private boolean started;

    TraceDatSource(FileBytes in, TraceDatFile file) {
        super(in.name(), Positions.EVENTS, new Labels());
        this.in = in;
        this.file = file;
        time = new CyclesToNs(file);
        decoder = file.tracing.decoder(labels(), file.longSize, in.order());
        severalBuffers =
                file.buffers.stream().filter(TraceDatFile.Buffer::hasPages).count() > 1;
        noteStatistics();
    }

    private void noteStatistics() {
        for (String statistics : file.cpuStatistics) {
            for (String line : statistics.split("\n")) {
                int colon = line.indexOf(": ");
                String counter = colon < 0 ? "" : line.substring(0, colon).trim();
                if (counter.equals("overrun") || counter.equals("commit overrun") || counter.equals("dropped events")) {
                    long count = parseCount(line.substring(colon + 2).trim());
                    if (count > 0) {
                        losses().add(
                                        in.name(),
                                        "ring buffer: " + counter,
                                        Severity.DATA_LOSS,
                                        count,
                                        -1,
                                        "conclusions about the time in which these events were lost");
                    }
                }
            }
        }
    }

    private static long parseCount(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private void start() throws IOException {
        BinaryNumbers numbers = new BinaryNumbers(in.order());
        for (int number = 0; number < file.buffers.size(); number++) {
            TraceDatFile.Buffer buffer = file.buffers.get(number);
            for (TraceDatFile.CpuPart part : buffer.cpus()) {
                CpuRecords records = new CpuRecords(
                        number,
                        part.cpu(),
                        new PageStream(in, file.compression, buffer.pageSize(), part),
                        new RingBufferPage(file.pageLayout, buffer.pageSize(), numbers));
                if (!live.add(records)) {
                    retire(records);
                }
            }
        }
        started = true;
    }

    @Override
    protected void fill(EventBatch batch) throws IOException {
        if (!started) {
            start();
        }
        int room = batch.capacity() - TracepointDecoder.MAX_ROWS - 1;
        if (room <= 0) {
            throw new IllegalArgumentException("batch of " + batch.capacity() + " rows is too small");
        }
        for (CpuRecords records = live.first(); records != null && batch.size() < room; records = live.first()) {
            append(records, batch);
            if (!live.advance()) {
                retire(records);
            }
        }
    }

    private void append(CpuRecords records, EventBatch batch) {
        long timestampNs = time.convert(records.timestamp());
        if (records.missedBefore() != 0) {
            int row = batch.append(timestampNs, records.cpu(), EventKind.LOST_EVENTS, position);
            batch.reference[row] = records.missedBefore();
            losses().add(
                            in.name(),
                            "events dropped by the kernel",
                            Severity.DATA_LOSS,
                            Math.max(1, records.missedBefore()),
                            position,
                            "conclusions across the gap on CPU " + records.cpu());
        }
        int first = batch.size();
        boolean decoded = decoder.decode(
                records.bytes(),
                records.recordStart(),
                records.recordLength(),
                timestampNs,
                records.cpu(),
                position,
                batch);
        if (!decoded) {
            losses().add(
                            in.name(),
                            "records of no known format",
                            Severity.ERROR,
                            1,
                            position,
                            "whatever these records would have shown");
        } else if (severalBuffers && repeated.repeats(batch, first, records.buffer())) {
            batch.resize(first);
            losses().add(in.name(), "events that stand in several buffers, told once", Severity.INFO, 1, position, "");
        }
        position++;
    }

    private void retire(CpuRecords records) {
        if (records.damagedPages() > 0) {
            losses().add(
                            in.name(),
                            "damaged pages",
                            Severity.DATA_LOSS,
                            records.damagedPages(),
                            -1,
                            "conclusions across the gap on CPU " + records.cpu());
        }
    }

    @Override
    public Clock clock() {
        return time.clock();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** {@return a source standing before the file's first event} */
    static TraceDatSource open(FileBytes in) throws IOException {
        TraceDatFile file = new TraceDatFile();
        in.seek(TraceDatReader.MAGIC.length);
        String version = in.text();
        in.order(in.u8() == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        file.longSize = in.u8();
        if (file.longSize != 4 && file.longSize != 8) {
            throw in.refuse("expected longs of 4 or 8 bytes, found " + file.longSize);
        }
        long pageSize = in.u32();
        if (pageSize < 64 || pageSize > 1 << 20) {
            throw in.refuse("expected a page size of 64 to 1048576, found " + pageSize);
        }
        file.pageSize = (int) pageSize;
        switch (version) {
            case "6" -> Version6.read(in, file);
            case "7" -> Version7.read(in, file);
            default ->
                throw new RecordingException(
                        in.name(), "offset " + TraceDatReader.MAGIC.length, "expected trace.dat version 6 or 7");
        }
        return new TraceDatSource(in, file);
    }
}
