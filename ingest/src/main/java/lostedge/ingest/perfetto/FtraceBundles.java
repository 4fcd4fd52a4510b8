package lostedge.ingest.perfetto;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.ByteLabels;
import lostedge.ingest.order.TimeOrder;
import lostedge.ingest.protobuf.ProtoCursor;
import lostedge.ingest.tracepoint.ColumnValues;
import lostedge.ingest.tracepoint.FieldRole;
import lostedge.ingest.tracepoint.TracepointDecoder;

/**
 * Hot: the events of one CPU's bundle as rows ({@code protos/perfetto/trace/ftrace/ftrace_event_bundle.proto}).
 *
 * <p>A row whose event is damaged half-way keeps what was read before.
 */
final class FtraceBundles {
    private static final int TIMESTAMP = 1;
    private static final int PID = 2;
    private static final int COMMON_FLAGS = 5;
    private static final int GENERIC = 327;
    private static final int MOST_SYMBOLS = 1 << 20;

    private final EventShapes shapes;
    private final ColumnValues columns;
    private final Labels labels;
    private final TimeOrder order;
    private final CompactSched compactSched;
    private final ByteLabels names = new ByteLabels(new Labels());
    private final Map<Long, Integer> symbols = new HashMap<>();
    private final ProtoCursor event = new ProtoCursor();
    private final ProtoCursor message = new ProtoCursor();
    private final ProtoCursor field = new ProtoCursor();
    private byte[] bytes = {};
    private boolean damaged;

    FtraceBundles(Labels labels, TimeOrder order) {
        this.labels = labels;
        this.order = order;
        shapes = new EventShapes(labels);
        columns = new ColumnValues(labels);
        compactSched = new CompactSched(columns, order);
    }

    /** Turns to other bytes. */
    void within(byte[] newBytes) {
        bytes = newBytes;
        damaged = false;
    }

    /** {@return whether something since {@link #within} was damaged} */
    boolean damaged() {
        return damaged;
    }

    /** Notes whether a message ended where it was damaged. */
    void note(ProtoCursor walked) {
        damaged |= walked.damaged();
    }

    /** Forgets the symbols: the recorder begins to count them anew. */
    void forgetSymbols() {
        symbols.clear();
    }

    /** Takes an {@code InternedString}: 1 iid, 2 str. */
    void symbol(ProtoCursor interned) {
        long id = 0;
        String name = "";
        field.open(interned);
        while (field.next()) {
            if (field.field() == 1) {
                id = field.number();
            } else if (field.field() == 2 && field.isDelimited()) {
                name = new String(bytes, field.from(), field.to() - field.from(), StandardCharsets.UTF_8);
            }
        }
        if (id > 0 && symbols.size() < MOST_SYMBOLS) {
            symbols.put(id, labels.intern(name));
        }
    }

    /** Takes a description of events that have no message of their own. */
    void describe(ProtoCursor descriptor) {
        shapes.describe(descriptor, bytes);
    }

    /**
     * Appends the switches and wake-ups of a {@code CompactSched}; {@return the earliest time, or the latest if none}
     */
    long compact(ProtoCursor sched, int cpu, long position) {
        long first = compactSched.append(sched, bytes, cpu, position);
        damaged |= compactSched.damaged();
        return first;
    }

    /** Appends a {@code FtraceEvent}; {@return its time, or the latest there is if it tells none} */
    long append(ProtoCursor ftraceEvent, int cpu, long position) {
        EventBatch batch = order.room(1);
        int row = batch.append(0, cpu, EventKind.OTHER, position);
        long time = 0;
        event.open(ftraceEvent);
        while (event.next()) {
            int number = event.field();
            if (number == TIMESTAMP) {
                time = event.number();
                batch.timestampNs[row] = time;
            } else if (number == PID) {
                batch.pid[row] = (int) event.number();
            } else if (number == COMMON_FLAGS) {
                batch.flags[row] = TracepointDecoder.contextFlags((int) event.number());
            } else if (event.isDelimited()) {
                if (number == GENERIC) {
                    generic(batch, row);
                } else {
                    known(shapes.numbered(number), batch, row);
                }
            }
        }
        damaged |= event.damaged();
        if (time == 0) {
            damaged = true;
            batch.resize(row);
            return Long.MAX_VALUE;
        }
        order.note(time);
        return time;
    }

    private static void begin(EventShape shape, EventBatch batch, int row) {
        batch.kind[row] = (byte) shape.kind().ordinal();
        batch.label[row] = shape.label();
    }

    private void known(EventShape shape, EventBatch batch, int row) {
        begin(shape, batch, row);
        message.open(event);
        while (message.next()) {
            FieldRole role = shape.role(message.field());
            if (role != null) {
                put(role, message, batch, row);
            }
        }
        damaged |= message.damaged();
    }

    /** A {@code GenericFtraceEvent}: 1 event_name, 2 field { 1 name, 3 str_value, 4 int_value, 5 uint_value }. */
    private void generic(EventBatch batch, int row) {
        EventShape shape = null;
        message.open(event);
        while (message.next()) {
            if (message.field() == 1 && message.isDelimited()) {
                shape = shapes.named(name(message));
                begin(shape, batch, row);
            } else if (message.field() == 2 && message.isDelimited() && shape != null) {
                genericField(shape, batch, row);
            }
        }
        damaged |= message.damaged();
    }

    private void genericField(EventShape shape, EventBatch batch, int row) {
        FieldRole role = null;
        field.open(message);
        while (field.next()) {
            if (field.field() == 1 && field.isDelimited()) {
                role = shape.role(name(field));
            } else if (role != null) {
                put(role, field, batch, row);
            }
        }
        damaged |= field.damaged();
    }

    private String name(ProtoCursor cursor) {
        return names.labels().text(names.intern(bytes, cursor.from(), cursor.to()));
    }

    private void put(FieldRole role, ProtoCursor value, EventBatch batch, int row) {
        if (value.isDelimited()) {
            columns.text(role, bytes, value.from(), value.to() - value.from(), batch, row);
            return;
        }
        long number = value.number();
        boolean ofSymbol = isAddress(role) && number > 0 && number <= MOST_SYMBOLS;
        Integer symbol = ofSymbol ? symbols.get(number) : null;
        if (symbol != null) {
            columns.named(role, symbol, batch, row);
        } else {
            columns.number(role, ofSymbol && role != FieldRole.SITE ? 0 : number, batch, row);
        }
    }

    /**
     * Where symbols are told, an address is replaced by the small number of its symbol, the address 0 and others that
     * have none by a number without one, which is no function.
     */
    private static boolean isAddress(FieldRole role) {
        return role == FieldRole.FUNCTION || role == FieldRole.SITE || role == FieldRole.CALLBACK;
    }
}
