package lostedge.ingest.perfetto;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.ingest.order.TimeOrder;
import lostedge.ingest.protobuf.ProtoCursor;
import lostedge.ingest.tracepoint.ColumnValues;
import lostedge.ingest.tracepoint.FieldRole;
import lostedge.ingest.tracepoint.TracepointDecoder;

/**
 * Hot: sched_switch and sched_waking events as columns of packed numbers.
 *
 * <pre>
 * CompactSched  1 switch_timestamp  2 switch_prev_state  3 switch_next_pid  4 switch_next_prio  5 intern_table
 *               6 switch_next_comm_index  7 waking_timestamp  8 waking_pid  9 waking_target_cpu  10 waking_prio
 *               11 waking_comm_index  12 waking_common_flags
 * </pre>
 *
 * <p>Each time stamp is the distance from the one before, the first from 0.
 */
final class CompactSched {
    private static final int COLUMNS = 13;
    private static final int INTERN_TABLE = 5;
    private static final int MOST_NAMES = 1 << 16;

    private final ColumnValues values;
    private final TimeOrder order;
    private final ProtoCursor fields = new ProtoCursor();
    private final ProtoCursor[] columns = new ProtoCursor[COLUMNS];
    private final boolean[] present = new boolean[COLUMNS];
    private int[] nameFrom = new int[64];
    private int[] nameTo = new int[64];
    private int names;
    private boolean damaged;

    CompactSched(ColumnValues values, TimeOrder order) {
        this.values = values;
        this.order = order;
        for (int i = 0; i < COLUMNS; i++) {
            columns[i] = new ProtoCursor();
        }
    }

    /** {@return whether the columns of the last message did not fit together} */
    boolean damaged() {
        return damaged;
    }

    /** Appends the events; {@return the earliest time, or the latest there is if there are none} */
    long append(ProtoCursor sched, byte[] bytes, int cpu, long position) {
        names = 0;
        for (int i = 0; i < COLUMNS; i++) {
            columns[i].open(bytes, 0, 0);
            present[i] = false;
        }
        fields.open(sched);
        while (fields.next()) {
            if (!fields.isDelimited() || fields.field() >= COLUMNS) {
                continue;
            }
            if (fields.field() == INTERN_TABLE) {
                addName();
            } else {
                columns[fields.field()].open(fields);
                present[fields.field()] = true;
            }
        }
        damaged = fields.damaged();
        return Math.min(switches(bytes, cpu, position), wakings(bytes, cpu, position));
    }

    private void addName() {
        if (names == nameFrom.length && names < MOST_NAMES) {
            nameFrom = Arrays.copyOf(nameFrom, 2 * names);
            nameTo = Arrays.copyOf(nameTo, 2 * names);
        }
        if (names < nameFrom.length) {
            nameFrom[names] = fields.from();
            nameTo[names++] = fields.to();
        }
    }

    private long switches(byte[] bytes, int cpu, long position) {
        long first = Long.MAX_VALUE;
        long time = 0;
        while (columns[1].hasMore()) {
            time += columns[1].varint();
            long state = columns[2].varint();
            long task = columns[3].varint();
            long name = columns[6].varint();
            if (columns[1].damaged() || columns[2].damaged() || columns[3].damaged() || columns[6].damaged()) {
                damaged = true;
                return first;
            }
            EventBatch batch = order.room(1);
            int row = batch.append(time, cpu, EventKind.SCHED_SWITCH, position);
            values.number(FieldRole.TASK_STATE, state, batch, row);
            batch.code[row] = (int) task;
            name(name, bytes, batch, row);
            order.note(time);
            first = Math.min(first, time);
        }
        return first;
    }

    private long wakings(byte[] bytes, int cpu, long position) {
        long first = Long.MAX_VALUE;
        long time = 0;
        while (columns[7].hasMore()) {
            time += columns[7].varint();
            long task = columns[8].varint();
            long target = columns[9].varint();
            long name = columns[11].varint();
            if (columns[7].damaged() || columns[8].damaged() || columns[9].damaged() || columns[11].damaged()) {
                damaged = true;
                return first;
            }
            EventBatch batch = order.room(1);
            int row = batch.append(time, cpu, EventKind.SCHED_WAKING, position);
            batch.code[row] = (int) task;
            batch.peer[row] = (int) target;
            if (present[12] && columns[12].hasMore()) {
                batch.flags[row] = TracepointDecoder.contextFlags((int) columns[12].varint());
            }
            name(name, bytes, batch, row);
            order.note(time);
            first = Math.min(first, time);
        }
        return first;
    }

    private void name(long index, byte[] bytes, EventBatch batch, int row) {
        if (index < 0 || index >= names) {
            damaged = true;
        } else {
            int from = nameFrom[(int) index];
            values.text(FieldRole.NAME, bytes, from, nameTo[(int) index] - from, batch, row);
        }
    }
}
