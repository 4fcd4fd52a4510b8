package lostedge.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.DerivedSource;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;

/** A recording with events changed or left out, in order of its times as they are then; its kinds are those left. */
final class VariedSource extends DerivedSource {
    /** Changes an event, or leaves it out. */
    @FunctionalInterface
    interface Change {
        /** {@return whether the event stays; may change its columns} */
        boolean keep(EventBatch batch, int row);
    }

    private record Row(long ns, EventBatch batch, int row) {}

    private final List<Row> rows = new ArrayList<>();
    private final Capabilities capabilities = new Capabilities();
    private int next;

    private VariedSource(EventSource source, Change change) throws IOException {
        super(source);
        EventBatch read = new EventBatch();
        while (source.read(read)) {
            EventBatch kept = new EventBatch(read.size() + 1);
            for (int row = 0; row < read.size(); row++) {
                if (change.keep(read, row)) {
                    kept.appendFrom(read, row);
                    rows.add(new Row(read.timestampNs[row], kept, kept.size() - 1));
                    capabilities.see(read.kindAt(row));
                }
            }
        }
        rows.sort(Comparator.comparingLong(Row::ns));
    }

    static VariedSource of(EventSource source, Change change) throws IOException {
        return new VariedSource(source, change);
    }

    @Override
    public boolean read(EventBatch batch) {
        batch.clear();
        while (next < rows.size() && !batch.isFull()) {
            Row row = rows.get(next++);
            batch.appendFrom(row.batch, row.row);
        }
        return batch.size() > 0;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }
}
