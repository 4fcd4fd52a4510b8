package lostedge.ingest.tracepoint;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.BinaryNumbers;

/** Which bytes of a tracepoint's records fill which columns of a row. */
final class Columns {
    private final Labels labels;
    private final BinaryNumbers numbers;
    private final ColumnValues values;

    Columns(Labels labels, BinaryNumbers numbers, SymbolTable symbols, StringTable strings) {
        this.labels = labels;
        this.numbers = numbers;
        values = new ColumnValues(labels, symbols, strings);
    }

    /** {@return the name all rows of a tracepoint have, or {@link Labels#NONE}} */
    int label(EventFormat format) {
        String name = format.tracepoint().label();
        return name == null ? Labels.NONE : labels.intern(name);
    }

    /** {@return how the columns of a tracepoint's rows are filled, all but a mask's} */
    Filling[] of(EventFormat format) {
        List<Filling> fillings = new ArrayList<>();
        for (FieldRole.Field known : format.tracepoint().fields()) {
            RecordField field = format.field(known.name());
            if (field != null && known.role() != FieldRole.MASK) {
                fillings.add(new Filling(known.role(), field, way(known.role(), field)));
            }
        }
        return fillings.toArray(new Filling[0]);
    }

    /** How one column is filled: from one field, in one of a few ways. */
    record Filling(FieldRole role, RecordField field, Way way) {}

    /** The usual kinds of field, and the others. */
    private enum Way {
        CODE_32,
        PEER_32,
        REFERENCE_64,
        FUNCTION_64,
        TEXT,
        NUMBER
    }

    private static Way way(FieldRole role, RecordField field) {
        return switch (role) {
            case NAME -> Way.TEXT;
            case CODE -> field.size() == Integer.BYTES ? Way.CODE_32 : Way.NUMBER;
            case PEER -> field.size() == Integer.BYTES ? Way.PEER_32 : Way.NUMBER;
            case REFERENCE -> field.size() == Long.BYTES ? Way.REFERENCE_64 : Way.NUMBER;
            case FUNCTION -> field.size() == Long.BYTES ? Way.FUNCTION_64 : Way.NUMBER;
            default -> Way.NUMBER;
        };
    }

    /** Hot: fills the columns of a row from a record of {@code length} bytes, which holds all fields. */
    void fill(Filling[] fillings, byte[] bytes, int record, int length, EventBatch batch, int row) {
        for (Filling filling : fillings) {
            RecordField field = filling.field;
            int at = record + field.offset();
            switch (filling.way) {
                case CODE_32 -> batch.code[row] = numbers.i32(bytes, at);
                case PEER_32 -> batch.peer[row] = numbers.i32(bytes, at);
                case REFERENCE_64 -> batch.reference[row] = numbers.i64(bytes, at);
                case FUNCTION_64 -> batch.label[row] = values.function(numbers.i64(bytes, at));
                case TEXT -> text(field, bytes, record, length, batch, row);
                case NUMBER ->
                    values.number(filling.role, numbers.number(bytes, at, field.size(), field.signed()), batch, row);
            }
        }
    }

    private void text(RecordField field, byte[] bytes, int record, int length, EventBatch batch, int row) {
        int start = field.start(numbers, bytes, record);
        int room = Math.min(field.length(numbers, bytes, record), length - start);
        if (room >= 0) {
            batch.label[row] = values.text(bytes, record + start, room);
        }
    }
}
