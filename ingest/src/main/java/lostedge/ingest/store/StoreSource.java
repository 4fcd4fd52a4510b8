package lostedge.ingest.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.arrow.ArrowFileReader;
import lostedge.ingest.arrow.BatchColumns;
import org.jspecify.annotations.Nullable;

/** The events of a store. */
final class StoreSource implements EventSource {
    private final ArrowFileReader arrow;
    private final StoreMetadata metadata;
    private final Labels labels = new Labels();
    /** Per index of the dictionary the id of its name. */
    private final int[] nameIds;
    /** Per index of the dictionary the ordinal of its kind. */
    private final byte[] kinds;

    private @Nullable BatchColumns columns;
    private int nextBatch;
    private int nextRow;
    private long lastPosition;

    StoreSource(ArrowFileReader arrow, StoreMetadata metadata) throws IOException {
        this.arrow = arrow;
        this.metadata = metadata;
        nameIds = arrow.readDictionary(StoreColumns.NAMES).stream()
                .mapToInt(labels::intern)
                .toArray();
        List<String> kindNames = arrow.readDictionary(StoreColumns.KINDS);
        kinds = new byte[kindNames.size()];
        for (int i = 0; i < kinds.length; i++) {
            String name = kindNames.get(i);
            kinds[i] = (byte)
                    EventKind.named(name.substring(name.indexOf(':') + 1)).ordinal();
        }
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        batch.clear();
        while (columns == null || nextRow == columns.rows()) {
            if (nextBatch == arrow.batches()) {
                return false;
            }
            columns = arrow.readBatch(nextBatch++);
            nextRow = 0;
        }
        int rows = Math.min(batch.capacity(), columns.rows() - nextRow);
        try {
            fill(batch, columns, rows);
        } catch (IndexOutOfBoundsException e) {
            throw arrow.refusal("batch " + (nextBatch - 1) + ": an index that is not in its dictionary");
        }
        nextRow += rows;
        batch.resize(rows);
        return true;
    }

    @Override
    public Clock clock() {
        return metadata.clock();
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public Capabilities capabilities() {
        return metadata.capabilities();
    }

    @Override
    public LossLedger losses() {
        return metadata.losses();
    }

    @Override
    public Positions positions() {
        return metadata.positions();
    }

    @Override
    public void close() throws IOException {
        arrow.close();
    }

    private void fill(EventBatch batch, BatchColumns from, int rows) {
        longs(from, StoreColumns.TIME, batch.timestampNs, rows);
        ints(from, StoreColumns.CPU, batch.cpu, rows);
        ints(from, StoreColumns.FLAGS, batch.flags, rows);
        ints(from, StoreColumns.PID, batch.pid, rows);
        ints(from, StoreColumns.PEER, batch.peer, rows);
        ints(from, StoreColumns.CODE, batch.code, rows);
        longs(from, StoreColumns.REFERENCE, batch.reference, rows);
        names(from, StoreColumns.LABEL, batch.label, rows);
        names(from, StoreColumns.SITE, batch.site, rows);
        ByteBuffer indices = from.data(StoreColumns.KIND);
        for (int row = 0; row < rows; row++) {
            batch.kind[row] = kinds[indices.get(nextRow + row)];
        }
        positions(from, batch.position, rows);
    }

    private void positions(BatchColumns from, long[] to, int rows) {
        IntBuffer low = from.data(StoreColumns.POSITION_STEP).asIntBuffer();
        IntBuffer high = from.data(StoreColumns.POSITION_STEP_HIGH).asIntBuffer();
        for (int row = 0; row < rows; row++) {
            int at = nextRow + row;
            lastPosition += (long) high.get(at) << 32 | low.get(at) & 0xFFFFFFFFL;
            to[row] = lastPosition;
        }
    }

    private void longs(BatchColumns from, int column, long[] to, int rows) {
        from.data(column).asLongBuffer().get(nextRow, to, 0, rows);
    }

    private void ints(BatchColumns from, int column, int[] to, int rows) {
        from.data(column).asIntBuffer().get(nextRow, to, 0, rows);
    }

    private void names(BatchColumns from, int column, int[] to, int rows) {
        IntBuffer indices = from.data(column).asIntBuffer();
        for (int row = 0; row < rows; row++) {
            int at = nextRow + row;
            to[row] = from.isPresent(column, at) ? nameIds[indices.get(at)] : Labels.NONE;
        }
    }
}
