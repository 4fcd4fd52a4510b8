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
    Plan of(EventFormat format) {
        RecordField task = format.field("common_pid");
        Word pid = task == null ? Word.none(EventBatch.NONE) : Word.at(task);
        Word peer = Word.none(EventBatch.NONE);
        Word code = Word.none(EventBatch.NONE);
        Word reference = Word.none(0);
        List<Filling> others = new ArrayList<>();
        for (FieldRole.Field known : format.tracepoint().fields()) {
            RecordField field = format.field(known.name());
            FieldRole role = known.role();
            if (field == null || role == FieldRole.MASK) {
                continue;
            }
            if (role == FieldRole.PEER && field.size() == Integer.BYTES) {
                peer = Word.at(field);
            } else if (role == FieldRole.CODE && field.size() == Integer.BYTES) {
                code = Word.at(field);
            } else if (role == FieldRole.REFERENCE && field.size() == Long.BYTES) {
                reference = Word.at(field);
            } else {
                others.add(new Filling(role, field));
            }
        }
        return new Plan(pid, peer, code, reference, others.toArray(new Filling[0]));
    }

    /** How the columns of a tracepoint's rows are filled: those that usually hold a plain word, then others. */
    record Plan(Word pid, Word peer, Word code, Word reference, Filling[] others) {}

    /**
     * A word of a record, or what stands in its place where there is none: one computation for both, since which it is
     * changes from record to record.
     */
    private record Word(int offset, long mask, long none) {
        static Word at(RecordField field) {
            return new Word(field.offset(), -1, 0);
        }

        static Word none(long none) {
            return new Word(0, 0, none);
        }
    }

    /** How another column is filled. */
    private record Filling(FieldRole role, RecordField field) {}

    /**
     * Hot: fills the columns of a row from a record of {@code length} bytes, which holds all fields; those that are not
     * in the plan stay as they are.
     */
    void fill(Plan plan, byte[] bytes, int record, int length, EventBatch batch, int row) {
        batch.pid[row] = word32(plan.pid, bytes, record);
        batch.peer[row] = word32(plan.peer, bytes, record);
        batch.code[row] = word32(plan.code, bytes, record);
        Word reference = plan.reference;
        batch.reference[row] = numbers.i64(bytes, record + reference.offset) & reference.mask | reference.none;
        for (Filling filling : plan.others) {
            RecordField field = filling.field;
            FieldRole role = filling.role;
            if (role == FieldRole.NAME) {
                text(field, bytes, record, length, batch, row);
            } else {
                long value = numbers.number(bytes, record + field.offset(), field.size(), field.signed());
                values.number(role, value, batch, row);
            }
        }
    }

    private int word32(Word word, byte[] bytes, int record) {
        return (int) (numbers.i32(bytes, record + word.offset) & word.mask | word.none);
    }

    private void text(RecordField field, byte[] bytes, int record, int length, EventBatch batch, int row) {
        int start = field.start(numbers, bytes, record);
        int room = Math.min(field.length(numbers, bytes, record), length - start);
        if (room >= 0) {
            batch.label[row] = values.text(bytes, record + start, room);
        }
    }
}
