package lostedge.ingest.tracepoint;

import java.nio.ByteOrder;
import java.util.Arrays;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.BinaryNumbers;
import lostedge.ingest.bytes.Words;
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
    private static final int[] CONTEXT_FLAGS = contextFlags();

    private final BinaryNumbers numbers;
    private final Columns columns;
    private final int longSize;
    private @Nullable Shape[] shapes = new Shape[1024];

    /** One tracepoint's records, ready to decode. */
    private record Shape(
            byte kind,
            int size,
            int flagsAt,
            int preemptCountAt,
            int label,
            Columns.Plan plan,
            @Nullable RecordField mask) {}

    /**
     * A decoder without formats.
     *
     * @param longSize bytes of the recorded machine's {@code long}, 4 or 8
     * @param order the recorded machine's byte order
     */
    TracepointDecoder(Labels labels, SymbolTable symbols, StringTable strings, int longSize, ByteOrder order) {
        numbers = new BinaryNumbers(order);
        columns = new Columns(labels, numbers, symbols, strings);
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
        int size = format.fields().stream()
                .mapToInt(field -> field.offset() + field.size())
                .max()
                .orElse(0);
        shapes[format.id()] = new Shape(
                (byte) kind.ordinal(),
                size,
                offset(format, "common_flags"),
                offset(format, "common_preempt_count"),
                columns.label(format),
                columns.of(format),
                maskField(format));
    }

    /** {@return where a field lies, or -1 if there is none} */
    private static int offset(EventFormat format, String name) {
        RecordField field = format.field(name);
        return field == null ? -1 : field.offset();
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
     * Hot: appends what a record says.
     *
     * @param bytes holds the record, readable {@link Words#PADDING} bytes beyond it
     * @param record where the record begins
     * @param length its bytes
     * @param batch has room for {@link #MAX_ROWS} rows
     * @return false if the record cannot be decoded: unknown type, or shorter than its format
     */
    public boolean decode(
            byte[] bytes, int record, int length, long timestampNs, int cpu, long position, EventBatch batch) {
        if (length < 2) {
            return false;
        }
        int type = numbers.u16(bytes, record);
        Shape shape = type < shapes.length ? shapes[type] : null;
        if (shape == null || length < shape.size) {
            return false;
        }
        int row = batch.size();
        batch.resize(row + 1);
        batch.timestampNs[row] = timestampNs;
        batch.cpu[row] = cpu;
        batch.kind[row] = shape.kind;
        batch.position[row] = position;
        batch.label[row] = shape.label;
        batch.site[row] = Labels.NONE;
        int flags = 0;
        if (shape.flagsAt >= 0) {
            int depth = shape.preemptCountAt < 0 ? 0 : bytes[record + shape.preemptCountAt] & 0xF;
            flags = contextFlags(bytes[record + shape.flagsAt]) | depth << ContextFlags.PREEMPT_SHIFT;
        }
        batch.flags[row] = flags;
        columns.fill(shape.plan, bytes, record, length, batch, row);
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
        return CONTEXT_FLAGS[recorded & 0xFF];
    }

    private static int[] contextFlags() {
        int[] flags = new int[256];
        for (int recorded = 0; recorded < flags.length; recorded++) {
            flags[recorded] = ContextFlags.KNOWN
                    | when(recorded & 0x01, ContextFlags.IRQS_OFF)
                    | when(recorded & 0x24, ContextFlags.NEED_RESCHED)
                    | when(recorded & 0x08, ContextFlags.HARDIRQ)
                    | when(recorded & 0x10, ContextFlags.SOFTIRQ)
                    | when(recorded & 0x40, ContextFlags.NMI)
                    | when(recorded & 0x80, ContextFlags.BH_OFF);
        }
        return flags;
    }

    private static int when(int bits, int flag) {
        return bits == 0 ? 0 : flag;
    }

    /** A mask is an array of the machine's longs, lowest CPUs first; each non-zero run of 64 CPUs becomes a row. */
    private void mask(byte[] bytes, int record, int length, RecordField field, EventBatch batch, int first) {
        int start = field.start(numbers, bytes, record);
        int size = Math.min(field.length(numbers, bytes, record), MAX_ROWS * 8);
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

    private long word(byte[] bytes, int at, int remaining) {
        if (longSize == 8) {
            return numbers.i64(bytes, at);
        }
        long low = numbers.u32(bytes, at);
        return remaining >= 8 ? low | (long) numbers.i32(bytes, at + 4) << 32 : low;
    }
}
