package lostedge.analysis.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.ingest.table.TableFormat;
import lostedge.ingest.table.TableWriter;

/** A table file of every event of a recording. */
public final class EventTable implements EventSink, Closeable {
    /** One row of the current batch; moved, not made, for every event. */
    static final class Cursor {
        private final EventSource source;
        private EventBatch batch = new EventBatch(0);
        private int row;

        private Cursor(EventSource source) {
            this.source = source;
        }

        private String text(int[] column) {
            return source.labels().text(column[row]);
        }

        private String tracepoint() {
            EventKind kind = batch.kindAt(row);
            return kind == EventKind.OTHER ? text(batch.label) : kind.tracepoint();
        }
    }

    /** One row per event. */
    static final ResultTable<Cursor> EVENTS = new ResultTable<Cursor>("events", "one event of a recording")
            .longs("time_ns", "ns", "when, on the recording's clock", c -> c.batch.timestampNs[c.row])
            .ints("cpu", "the CPU it happened on", "not told", c -> c.batch.cpu[c.row])
            .names("kind", "its kind in this tool's vocabulary", "", c -> c.batch.kindAt(c.row))
            .texts("name", true, "the tracepoint's name", "not told", Cursor::tracepoint)
            .ints("peer", "the other CPU, or the first CPU of a mask's word", "none", c -> c.batch.peer[c.row])
            .longs(
                    "code",
                    "",
                    "a small number whose meaning the kind tells: irq, vector, softirq, message, pid",
                    "none",
                    c -> c.batch.code[c.row] == EventBatch.NONE,
                    c -> c.batch.code[c.row])
            .longs(
                    "reference",
                    "",
                    "a word whose meaning the kind tells: csd, mask, count; 0 if none",
                    c -> c.batch.reference[c.row])
            .texts("label", true, "function, handler, callback or task", "none", c -> c.text(c.batch.label))
            .texts("site", true, "the code position it was raised from", "none", c -> c.text(c.batch.site))
            .ints("pid", "the task that ran, 0 for idle", "not told", c -> c.batch.pid[c.row])
            .longs(
                    "flags",
                    "",
                    "context bits: 1 known, 2 irqs off, 16 hard interrupt, 32 softirq, 64 NMI",
                    c -> c.batch.flags[c.row])
            .longs("position", "", "where it stands in the recording", c -> c.batch.position[c.row]);

    private final TableWriter writer;
    private final Cursor cursor;

    /**
     * Starts the file.
     *
     * @param source whose batches will be written; names are looked up in it
     */
    public EventTable(Path file, TableFormat format, EventSource source, Map<String, String> metadata)
            throws IOException {
        writer = format.create(file, EVENTS.schema(metadata));
        cursor = new Cursor(source);
    }

    @Override
    public void write(EventBatch batch) throws IOException {
        cursor.batch = batch;
        for (cursor.row = 0; cursor.row < batch.size(); cursor.row++) {
            EVENTS.write(writer, cursor);
        }
    }

    /** Completes the file. */
    public void finish() throws IOException {
        writer.finish();
    }

    /** Throws away what was written unless {@link #finish} was called. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
