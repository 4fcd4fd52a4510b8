package lostedge.ingest.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.ingest.arrow.ArrowFileWriter;
import lostedge.ingest.arrow.BatchBody;
import lostedge.ingest.table.PartialFile;

/**
 * Writes a store: batches as they come, then {@link #finish}. A writer closed without it leaves no file.
 *
 * <p>Memory is a few copies of one batch, whatever the recording's size.
 */
public final class StoreWriter implements EventSink, Closeable {
    private final PartialFile file;
    private final ArrowFileWriter arrow;
    private int[] low = {};
    private int[] high = {};
    private long lastPosition;

    /**
     * Starts a store.
     *
     * @param compressed whether it is to be small, to be kept, rather than quick to write and mapped by its readers
     * @throws IOException if a file cannot be made in that folder
     */
    public StoreWriter(Path path, boolean compressed) throws IOException {
        file = PartialFile.create(path);
        try {
            arrow = new ArrowFileWriter(
                    file.channel(),
                    StoreColumns.FIELDS,
                    compressed,
                    Map.of(StoreMetadata.FORMAT, StoreMetadata.VERSION));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        int rows = batch.size();
        if (low.length < rows) {
            low = new int[rows];
            high = new int[rows];
        }
        BatchBody body = arrow.body();
        longs(body, batch.timestampNs, rows, false);
        ints(body, batch.cpu, rows);
        body.column(rows, 0);
        body.allPresent();
        body.raw(rows).put(batch.kind, 0, rows);
        body.add(rows, true);
        ints(body, batch.flags, rows);
        ints(body, batch.pid, rows);
        ints(body, batch.peer, rows);
        ints(body, batch.code, rows);
        longs(body, batch.reference, rows, true);
        names(body, batch.label, rows);
        names(body, batch.site, rows);
        positionSteps(body, batch.position, rows);
        arrow.writeBatch();
    }

    /**
     * Completes the store and gives it its name.
     *
     * @param source where the batches came from, read to its end
     * @param counters counter readings to be kept with the events
     * @param inputs the files both were made from
     * @param toolVersion version of the program
     */
    public void finish(EventSource source, List<CounterSeries> counters, List<InputFile> inputs, String toolVersion)
            throws IOException {
        finish(
                source.labels(),
                counters,
                new StoreMetadata(
                        toolVersion,
                        inputs,
                        source.clock(),
                        source.positions(),
                        source.capabilities(),
                        source.losses()));
    }

    /**
     * Completes the store and gives it its name.
     *
     * @param labels the names behind the ids of all batches
     * @param counters counter readings to be kept with the events
     * @param about what else it tells of them
     */
    public void finish(Labels labels, List<CounterSeries> counters, StoreMetadata about) throws IOException {
        arrow.writeDictionary(StoreColumns.KINDS, StoreColumns.kindNames());
        arrow.writeDictionary(
                StoreColumns.NAMES,
                IntStream.range(0, labels.size()).mapToObj(labels::text).toList());
        FileChannel channel = file.channel();
        Map<String, String> metadata = new LinkedHashMap<>(about.toMap());
        if (!counters.isEmpty()) {
            arrow.endStream();
            metadata.put(StoredCounters.START, Long.toString(channel.position()));
            StoredCounters.write(channel, counters);
            metadata.put(StoredCounters.END, Long.toString(channel.position()));
        }
        arrow.finish(metadata);
        file.finish();
    }

    @Override
    public void close() throws IOException {
        arrow.close();
        file.close();
    }

    private static void longs(BatchBody body, long[] values, int rows, boolean compress) {
        body.column(rows, 0);
        body.allPresent();
        body.raw(8 * rows).asLongBuffer().put(values, 0, rows);
        body.add(8 * rows, compress);
    }

    private static void ints(BatchBody body, int[] values, int rows) {
        body.column(rows, 0);
        body.allPresent();
        body.raw(4 * rows).asIntBuffer().put(values, 0, rows);
        body.add(4 * rows, true);
    }

    /** Ids below 0 are missing values; under a missing value stands index 0. */
    private void names(BatchBody body, int[] ids, int rows) {
        int[] indices = low;
        int missing = 0;
        for (int row = 0; row < rows; row++) {
            int id = ids[row];
            int sign = id >> 31;
            indices[row] = id & ~sign;
            missing -= sign;
        }
        body.column(rows, missing);
        if (missing == 0) {
            body.allPresent();
        } else {
            body.presence(ids, rows);
        }
        body.raw(4 * rows).asIntBuffer().put(indices, 0, rows);
        body.add(4 * rows, true);
    }

    /** Steps in two halves, since nearly all are small and halves of four bytes compress at once. */
    private void positionSteps(BatchBody body, long[] positions, int rows) {
        int[] lowHalves = low;
        int[] highHalves = high;
        long last = lastPosition;
        for (int row = 0; row < rows; row++) {
            long position = positions[row];
            long step = position - last;
            lowHalves[row] = (int) step;
            highHalves[row] = (int) (step >>> 32);
            last = position;
        }
        lastPosition = last;
        ints(body, lowHalves, rows);
        ints(body, highHalves, rows);
    }
}
