package lostedge.ingest.tracepoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;

/** Which bytes of a tracepoint's records fill which columns of a row. */
final class Columns {

    /** Fills one column of one row from a record. */
    @FunctionalInterface
    interface Filler {
        void fill(ByteBuffer bytes, int record, int length, EventBatch batch, int row);
    }

    private final Labels labels;
    private final ColumnValues values;

    Columns(Labels labels, SymbolTable symbols, StringTable strings) {
        this.labels = labels;
        values = new ColumnValues(labels, symbols, strings);
    }

    /** {@return the fillers of a tracepoint's records, for all columns but a mask's} */
    Filler[] of(EventFormat format) {
        Tracepoint tracepoint = format.tracepoint();
        List<Filler> fillers = new ArrayList<>();
        String name = tracepoint.label();
        if (name != null) {
            int label = labels.intern(name);
            fillers.add((bytes, record, length, batch, row) -> batch.label[row] = label);
        }
        for (FieldRole.Field known : tracepoint.fields()) {
            RecordField field = format.field(known.name());
            if (field != null && known.role() != FieldRole.MASK) {
                fillers.add(filler(known.role(), field));
            }
        }
        return fillers.toArray(new Filler[0]);
    }

    private Filler filler(FieldRole role, RecordField field) {
        return switch (role) {
            case CODE ->
                (bytes, record, length, batch, row) ->
                        batch.code[row] = (int) RecordValues.number(bytes, record, field);
            case PEER ->
                (bytes, record, length, batch, row) ->
                        batch.peer[row] = (int) RecordValues.number(bytes, record, field);
            case REFERENCE ->
                (bytes, record, length, batch, row) -> batch.reference[row] = RecordValues.number(bytes, record, field);
            case NAME ->
                (bytes, record, length, batch, row) -> {
                    int start = RecordValues.start(bytes, record, field);
                    int room = Math.min(RecordValues.length(bytes, record, field), length - start);
                    if (room >= 0) {
                        values.text(FieldRole.NAME, bytes, record + start, room, batch, row);
                    }
                };
            default ->
                (bytes, record, length, batch, row) ->
                        values.number(role, RecordValues.number(bytes, record, field), batch, row);
        };
    }
}
