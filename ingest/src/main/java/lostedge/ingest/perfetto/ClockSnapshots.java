package lostedge.ingest.perfetto;

import java.io.IOException;
import java.util.OptionalLong;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.protobuf.ProtoCursor;
import lostedge.ingest.reader.Recording;

/**
 * Readings of the kernel's clocks side by side, which the recorder takes every few seconds
 * ({@code protos/perfetto/trace/clock_snapshot.proto}): ClockSnapshot { 1 clocks { 1 clock_id, 2 timestamp } }.
 */
final class ClockSnapshots {
    private static final int FTRACE_EVENTS = 1;
    private static final int CLOCK_SNAPSHOT = 6;
    private static final int FTRACE_CLOCK = 5;
    private static final int MONOTONIC = 3;
    private static final int BOOTTIME = 6;
    /** The clocks are read one after the other. */
    private static final long MOST_APART_NS = 1_000_000;

    private final ProtoCursor snapshot = new ProtoCursor();
    private final ProtoCursor clock = new ProtoCursor();
    private long leastNs = Long.MAX_VALUE;
    private long greatestNs = Long.MIN_VALUE;
    private boolean otherClock;

    private ClockSnapshots() {}

    /** See {@link PerfettoReader#bootAheadOfMonotonicNs}. */
    static OptionalLong bootAheadOfMonotonicNs(Recording recording) throws IOException {
        ClockSnapshots snapshots = new ClockSnapshots();
        ProtoCursor packet = new ProtoCursor();
        try (PacketStream packets = new PacketStream(recording.name(), recording.open(), new LossLedger())) {
            while (packets.next(packet)) {
                snapshots.take(packet);
            }
        }
        boolean agree = snapshots.greatestNs >= snapshots.leastNs
                && snapshots.greatestNs - snapshots.leastNs <= MOST_APART_NS
                && !snapshots.otherClock;
        return agree ? OptionalLong.of(snapshots.leastNs) : OptionalLong.empty();
    }

    private void take(ProtoCursor packet) {
        while (packet.next()) {
            if (packet.field() == CLOCK_SNAPSHOT && packet.isDelimited()) {
                takeSnapshot(packet);
            } else if (packet.field() == FTRACE_EVENTS && packet.isDelimited()) {
                snapshot.open(packet);
                while (snapshot.next()) {
                    otherClock |= snapshot.field() == FTRACE_CLOCK && snapshot.number() != 0;
                }
            }
        }
    }

    private void takeSnapshot(ProtoCursor packet) {
        long monotonicNs = -1;
        long bootNs = -1;
        snapshot.open(packet);
        while (snapshot.next()) {
            if (snapshot.field() == 1 && snapshot.isDelimited()) {
                long id = 0;
                long ns = 0;
                clock.open(snapshot);
                while (clock.next()) {
                    id = clock.field() == 1 ? clock.number() : id;
                    ns = clock.field() == 2 ? clock.number() : ns;
                }
                monotonicNs = id == MONOTONIC ? ns : monotonicNs;
                bootNs = id == BOOTTIME ? ns : bootNs;
            }
        }
        if (monotonicNs >= 0 && bootNs >= 0) {
            leastNs = Math.min(leastNs, bootNs - monotonicNs);
            greatestNs = Math.max(greatestNs, bootNs - monotonicNs);
        }
    }
}
