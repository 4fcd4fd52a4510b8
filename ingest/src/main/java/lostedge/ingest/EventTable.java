package lostedge.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.ingest.table.Column;
import lostedge.ingest.table.TableFormat;
import lostedge.ingest.table.TableSchema;
import lostedge.ingest.table.TableWriter;

/** The table {@code events}: one row per event of a recording, names in full. */
public final class EventTable {
    private static final String NOT_TOLD = "not told, or the kind has none";

    /** Its columns. */
    public static final List<Column> COLUMNS = List.of(
            new Column("time_ns", Column.Type.INT64, "ns", "time on the recording's clock", ""),
            new Column("cpu", Column.Type.INT32, "", "CPU the event happened on", "the kernel log names none"),
            new Column("kind", Column.Type.DICTIONARY, "", "EventKind, such as CSD_QUEUE_CPU", ""),
            new Column("name", Column.Type.DICTIONARY, "", "the tracepoint's name", ""),
            new Column("peer", Column.Type.INT32, "", "other CPU, or first CPU of the mask in reference", NOT_TOLD),
            new Column("code", Column.Type.INT32, "", "irq, vector, softirq, message or pid, by kind", NOT_TOLD),
            new Column("reference", Column.Type.INT64, "", "csd, CPU mask or count, by kind; 0 if none", ""),
            new Column("label", Column.Type.DICTIONARY, "", "function, handler, callback or comm, by kind", NOT_TOLD),
            new Column("site", Column.Type.DICTIONARY, "", "code position the event was raised from", NOT_TOLD),
            new Column("pid", Column.Type.INT32, "", "task that ran, 0 the idle task", "not told"),
            new Column("flags", Column.Type.INT32, "", "bits of ContextFlags, 0 if not told", ""),
            new Column("position", Column.Type.INT64, "", "line, byte or event of the recording", ""));

    private EventTable() {}

    /**
     * Writes every event of a source, which is read to its end but not closed.
     *
     * @throws IOException if the source can't be read or the file can't be written; then there is no file
     */
    public static void write(EventSource source, Path file, TableFormat format) throws IOException {
        EventBatch batch = new EventBatch();
        boolean more = source.read(batch);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("clock", source.clock().domain().traceName());
        metadata.put("positions", source.positions().name());
        try (TableWriter table = format.create(file, new TableSchema("events", COLUMNS, metadata))) {
            for (; more; more = source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    write(table, batch, row, source.labels());
                }
            }
            table.finish();
        }
    }

    private static void write(TableWriter table, EventBatch batch, int row, Labels labels) throws IOException {
        EventKind kind = batch.kindAt(row);
        String label = labels.text(batch.label[row]);
        table.setLong(0, batch.timestampNs[row]);
        setKnown(table, 1, batch.cpu[row]);
        table.setText(2, kind.name());
        table.setText(3, name(kind, label));
        setKnown(table, 4, batch.peer[row]);
        setKnown(table, 5, batch.code[row]);
        table.setLong(6, batch.reference[row]);
        if (batch.label[row] != Labels.NONE) {
            table.setText(7, label);
        }
        if (batch.site[row] != Labels.NONE) {
            table.setText(8, labels.text(batch.site[row]));
        }
        setKnown(table, 9, batch.pid[row]);
        table.setLong(10, batch.flags[row]);
        table.setLong(11, batch.position[row]);
        table.endRow();
    }

    private static void setKnown(TableWriter table, int column, int value) {
        if (value != EventBatch.NONE) {
            table.setLong(column, value);
        }
    }

    private static String name(EventKind kind, String label) {
        return switch (kind) {
            case OTHER -> label;
            case VECTOR_ENTRY -> label + "_entry";
            case VECTOR_EXIT -> label + "_exit";
            default -> kind.tracepoint();
        };
    }
}
