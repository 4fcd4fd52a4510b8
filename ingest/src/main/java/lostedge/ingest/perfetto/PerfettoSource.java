package lostedge.ingest.perfetto;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.order.OrderedEvents;
import lostedge.ingest.protobuf.ProtoCursor;
import lostedge.ingest.tracepoint.RunningTasks;

/**
 * The kernel's events in a trace, in time order. The recorder writes CPU by CPU, so rows are held back and let go when
 * so many are held that no earlier one should follow; those that do are counted.
 */
final class PerfettoSource extends OrderedEvents {
    private static final int FTRACE_EVENTS = 1;
    private static final int SEQUENCE = 10;
    private static final int INTERNED_DATA = 12;
    private static final int SEQUENCE_FLAGS = 13;
    private static final int FTRACE_STATS = 34;
    private static final int INCREMENTAL_STATE_CLEARED = 41;
    private static final int PREVIOUS_PACKET_DROPPED = 42;
    private static final int FIRST_PACKET_ON_SEQUENCE = 87;
    private static final int KERNEL_SYMBOLS = 26;
    private static final int MAX_CPUS = 1 << 16;

    private final PacketStream packets;
    private final FtraceBundles bundles;
    private final FtraceStats stats;
    private final PacketSequences sequences = new PacketSequences();
    private final RunningTasks tasks = new RunningTasks();
    private final ProtoCursor packet = new ProtoCursor();
    private final ProtoCursor part = new ProtoCursor();
    private final ProtoCursor message = new ProtoCursor();
    private final BitSet cpus = new BitSet();
    private final BitSet behindGap = new BitSet();
    private int clockCode;
    private boolean anyBundle;
    private long lastNs = Long.MIN_VALUE;

    PerfettoSource(String name, InputStream in) {
        super(name, Positions.BYTES, new Labels());
        packets = new PacketStream(name, in, losses());
        bundles = new FtraceBundles(labels(), order);
        stats = new FtraceStats(name);
    }

    @Override
    protected void fill(EventBatch batch) throws IOException {
        super.fill(batch);
        complete(batch);
        if (batch.size() == 0) {
            stats.report(losses());
        }
    }

    @Override
    protected boolean round() throws IOException {
        while (packets.next(packet)) {
            packet();
            if (order.isFull()) {
                order.letGoEarly();
                return true;
            }
        }
        order.end();
        return false;
    }

    /** Rows of a switch that tell no task get it from the switch before. */
    private void complete(EventBatch batch) {
        long late = 0;
        for (int row = 0; row < batch.size(); row++) {
            int cpu = batch.cpu[row];
            EventKind kind = batch.kindAt(row);
            if (batch.timestampNs[row] < lastNs) {
                late++;
            }
            lastNs = Math.max(lastNs, batch.timestampNs[row]);
            if (kind == EventKind.LOST_EVENTS) {
                tasks.forget(cpu);
                continue;
            }
            if (kind.role() == EventRole.SEND && batch.peer[row] == EventBatch.NONE) {
                long position = batch.position[row];
                losses().add(name(), "target not recorded", Severity.DATA_LOSS, 1, position, "who was sent to");
            }
            if (batch.pid[row] == EventBatch.NONE) {
                batch.pid[row] = tasks.on(cpu);
            }
            if (kind == EventKind.SCHED_SWITCH) {
                tasks.switched(cpu, batch.code[row]);
            }
        }
        if (late > 0) {
            losses().add(
                            name(),
                            "events too late to order",
                            Severity.DATA_LOSS,
                            late,
                            packets.offset(),
                            "conclusions from the order of events of different CPUs");
        }
    }

    /** What a bundle refers to may stand behind it in its packet, so that is taken first. */
    private void packet() {
        long position = packets.offset();
        bundles.within(packet.bytes());
        if (packets.takeDamage()) {
            behindGap.or(cpus);
        }
        boolean holdsEvents = false;
        boolean behindDropped = false;
        boolean first = false;
        boolean startsAnew = false;
        long sequence = 0;
        part.openAgain(packet);
        while (part.next()) {
            switch (part.field()) {
                case FTRACE_EVENTS -> holdsEvents = true;
                case SEQUENCE -> sequence = part.number();
                case FIRST_PACKET_ON_SEQUENCE -> first |= part.number() != 0;
                case SEQUENCE_FLAGS -> startsAnew |= (part.number() & 1) != 0;
                case INCREMENTAL_STATE_CLEARED -> startsAnew |= part.number() != 0;
                case PREVIOUS_PACKET_DROPPED -> behindDropped |= part.number() != 0;
                case FTRACE_STATS -> stats.take(part);
                default -> {}
            }
        }
        boolean damaged = part.damaged();
        if (startsAnew) {
            bundles.forgetSymbols();
        }
        part.openAgain(packet);
        while (part.next()) {
            if (part.field() == INTERNED_DATA && part.isDelimited()) {
                symbols();
            }
        }
        if (sequences.eventsDropped(sequence, behindDropped, first, holdsEvents)) {
            dropped(position);
        }
        part.openAgain(packet);
        while (holdsEvents && part.next()) {
            if (part.field() == FTRACE_EVENTS && part.isDelimited()) {
                bundle(position);
            }
        }
        if (damaged || bundles.damaged()) {
            losses().add(
                            name(),
                            "damaged packets",
                            Severity.ERROR,
                            1,
                            position,
                            "whatever these packets would have shown");
            behindGap.or(cpus);
        }
    }

    private void symbols() {
        message.open(part);
        while (message.next()) {
            if (message.field() == KERNEL_SYMBOLS && message.isDelimited()) {
                bundles.symbol(message);
            }
        }
    }

    /** A dropped packet may have held events of any CPU. */
    private void dropped(long position) {
        losses().add(
                        name(),
                        "packets dropped by the recorder, some at least",
                        Severity.DATA_LOSS,
                        1,
                        position,
                        "conclusions across the gap on all CPUs");
        behindGap.or(cpus);
    }

    /**
     * FtraceEventBundle: 1 cpu, 2 event, 3 lost_events, 4 compact_sched, 5 ftrace_clock, 8 error, 11
     * generic_event_descriptors.
     */
    private void bundle(long position) {
        int cpu = EventBatch.NONE;
        boolean lost = false;
        int clock = 0;
        message.open(part);
        while (message.next()) {
            switch (message.field()) {
                case 1 -> cpu = (int) message.number();
                case 3 -> lost |= message.number() != 0;
                case 5 -> clock = (int) message.number();
                case 8 -> lost |= unreadable(position);
                case 11 -> bundles.describe(message);
                default -> {}
            }
        }
        bundles.note(message);
        noteClock(clock, position);
        if (cpu < 0 || cpu >= MAX_CPUS) {
            losses().add(name(), "bundles of no CPU", Severity.ERROR, 1, position, "whatever these would have shown");
            return;
        }
        cpus.set(cpu);
        if (lost) {
            String forbids = "conclusions across the gap on CPU " + cpu;
            losses().add(name(), "gaps in the kernel's buffer", Severity.DATA_LOSS, 1, position, forbids);
            behindGap.set(cpu);
        }
        if (behindGap.get(cpu)) {
            int gap = order.room(1).append(0, cpu, EventKind.LOST_EVENTS, position);
            long first = events(cpu, position);
            EventBatch rows = order.room(0);
            rows.timestampNs[gap] = first;
            rows.reference[gap] = -1;
            if (first == Long.MAX_VALUE) {
                rows.resize(gap);
            } else {
                behindGap.clear(cpu);
            }
        } else {
            events(cpu, position);
        }
    }

    /** Appends the events of the bundle; {@return the earliest time, or the latest there is if there are none} */
    private long events(int cpu, long position) {
        long first = Long.MAX_VALUE;
        message.open(part);
        while (message.next()) {
            if (message.field() == 2 && message.isDelimited()) {
                first = Math.min(first, bundles.append(message, cpu, position));
            } else if (message.field() == 4 && message.isDelimited()) {
                first = Math.min(first, bundles.compact(message, cpu, position));
            }
        }
        bundles.note(message);
        return first;
    }

    private boolean unreadable(long position) {
        losses().add(
                        name(),
                        "pages the recorder could not parse",
                        Severity.DATA_LOSS,
                        1,
                        position,
                        "whatever these pages would have shown");
        return true;
    }

    private void noteClock(int code, long position) {
        if (!anyBundle) {
            anyBundle = true;
            clockCode = code;
        } else if (code != clockCode) {
            losses().add(
                            name(),
                            "bundles on another clock than the first",
                            Severity.ERROR,
                            1,
                            position,
                            "any comparison of times");
        }
    }

    /** {@code protos/perfetto/common/builtin_clock.proto}: the boot clock, or where the kernel has none another. */
    @Override
    public Clock clock() {
        Clock.Domain domain = switch (clockCode) {
            case 0 -> Clock.Domain.BOOT;
            case 2 -> Clock.Domain.GLOBAL;
            case 3 -> Clock.Domain.LOCAL;
            case 4 -> Clock.Domain.MONOTONIC_RAW;
            default -> Clock.Domain.UNKNOWN;
        };
        return new Clock(domain, 1, true, true);
    }

    @Override
    public void close() throws IOException {
        packets.close();
    }
}
