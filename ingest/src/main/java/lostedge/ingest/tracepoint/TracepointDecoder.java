package lostedge.ingest.tracepoint;

import java.nio.ByteBuffer;
import java.util.Arrays;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Turns binary tracepoint records into rows of an {@link EventBatch}.
 *
 * <p>Records of a type no format was added for, and records shorter than their format, are refused: {@link #decode}
 * says so and appends nothing.
 */
public final class TracepointDecoder {
    /** Most rows one record can become: a CPU mask of 8192 bits. */
    public static final int MAX_ROWS = 128;

    private static final int MAX_TYPES = 1 << 16;

    private final Columns columns;
    private final int longSize;
    private @Nullable Shape[] shapes = new Shape[1024];

    /** One tracepoint's records, ready to decode. */
    private record Shape(
            EventKind kind,
            int size,
            @Nullable RecordField flags,
            @Nullable RecordField preemptCount,
            @Nullable RecordField pid,
            @Nullable RecordField mask,
            Columns.Filler[] fillers) {}

    /**
     * A decoder without formats.
     *
     * @param longSize bytes of the recorded machine's {@code long}, 4 or 8
     */
    TracepointDecoder(Labels labels, SymbolTable symbols, StringTable strings, int longSize) {
        columns = new Columns(labels, symbols, strings);
        this.longSize = longSize;
    }

    /** Adds a tracepoint's format; ids of 65536 and more cannot occur in records and are ignored. */
    void add(EventFormat format) {
        if (format.id() >= MAX_TYPES) {
            return;
        }
        if (format.id() >= shapes.length) {
            shapes = Arrays.copyOf(shapes, MAX_TYPES);
        }
        EventKind kind = format.tracepoint().kind();
        RecordField mask = maskField(format);
        int size = format.fields().stream()
                .mapToInt(field -> field.offset() + field.size())
                .max()
                .orElse(0);
        shapes[format.id()] = new Shape(
                kind,
                size,
                format.field("common_flags"),
                format.field("common_preempt_count"),
                format.field("common_pid"),
                mask,
                columns.of(format));
    }

    private static @Nullable RecordField maskField(EventFormat format) {
        for (FieldRole.Field field : format.tracepoint().fields()) {
            if (field.role() == FieldRole.MASK) {
                return format.field(field.name());
            }
        }
        return null;
    }

    /**
     * Appends what a record says.
     *
     * @param bytes holds the record; its order is the recorded machine's
     * @param record where the record begins
     * @param length its bytes
     * @param batch has room for {@link #MAX_ROWS} rows
     * @return false if the record cannot be decoded: unknown type, or shorter than its format
     */
    public boolean decode(
            ByteBuffer bytes, int record, int length, long timestampNs, int cpu, long position, EventBatch batch) {
        if (length < 2) {
            return false;
        }
        int type = bytes.getShort(record) & 0xFFFF;
        Shape shape = type < shapes.length ? shapes[type] : null;
        if (shape == null || length < shape.size) {
            return false;
        }
        int row = batch.append(timestampNs, cpu, shape.kind, position);
        if (shape.pid != null) {
            batch.pid[row] = bytes.getInt(record + shape.pid.offset());
        }
        if (shape.flags != null) {
            int depth = shape.preemptCount == null ? 0 : bytes.get(record + shape.preemptCount.offset()) & 0xF;
            batch.flags[row] =
                    contextFlags(bytes.get(record + shape.flags.offset())) | depth << ContextFlags.PREEMPT_SHIFT;
        }
        for (Columns.Filler filler : shape.fillers) {
            filler.fill(bytes, record, length, batch, row);
        }
        if (shape.mask != null) {
            mask(bytes, record, length, shape.mask, batch, row);
        }
        return true;
    }

    /**
     * {@return the {@link ContextFlags} of a recorded {@code common_flags}, without the preemption depth}
     *
     * @param recorded {@code TRACE_FLAG_*} of the kernel's {@code include/linux/trace_events.h}
     */
    public static int contextFlags(int recorded) {
        int flags = ContextFlags.KNOWN;
        flags |= (recorded & 0x01) != 0 ? ContextFlags.IRQS_OFF : 0;
        flags |= (recorded & 0x24) != 0 ? ContextFlags.NEED_RESCHED : 0;
        flags |= (recorded & 0x08) != 0 ? ContextFlags.HARDIRQ : 0;
        flags |= (recorded & 0x10) != 0 ? ContextFlags.SOFTIRQ : 0;
        flags |= (recorded & 0x40) != 0 ? ContextFlags.NMI : 0;
        flags |= (recorded & 0x80) != 0 ? ContextFlags.BH_OFF : 0;
        return flags;
    }

    /** A mask is an array of the machine's longs, lowest CPUs first; each non-zero run of 64 CPUs becomes a row. */
    private void mask(ByteBuffer bytes, int record, int length, RecordField field, EventBatch batch, int first) {
        int start = RecordValues.start(bytes, record, field);
        int size = Math.min(RecordValues.length(bytes, record, field), MAX_ROWS * 8);
        if (start < 0 || start + size > length) {
            size = 0;
        }
        batch.peer[first] = 0;
        int row = first;
        boolean filled = false;
        for (int at = 0; at + longSize <= size; at += 8) {
            long word = word(bytes, record + start + at, size - at);
            if (word == 0) {
                continue;
            }
            if (filled) {
                batch.appendFrom(batch, first);
                row = batch.size() - 1;
            }
            batch.peer[row] = at * 8;
            batch.reference[row] = word;
            filled = true;
        }
    }

    private long word(ByteBuffer bytes, int at, int remaining) {
        if (longSize == 8) {
            return bytes.getLong(at);
        }
        long low = bytes.getInt(at) & 0xFFFF_FFFFL;
        return remaining >= 8 ? low | (long) bytes.getInt(at + 4) << 32 : low;
    }
}
