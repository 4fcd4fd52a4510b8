package lostedge.ingest.ctf;

import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.ctf.packet.Layout;
import org.jspecify.annotations.Nullable;

/**
 * What is missing from one stream, from packet to packet: events the tracer dropped, by the growth of their count;
 * packets that were overwritten, by the steps of their number; packets that are damaged.
 */
final class PacketLosses {
    private static final long UNKNOWN = -1;

    private final LossLedger ledger;
    private boolean any;
    private long lastNumber;
    private long lastDiscarded;

    /** Events missing before the next record, and the latest time at which they can have been lost. */
    private long gap;

    private long gapAt;
    private long lastGap;
    private boolean startsLate;

    /** Events the current packet reports dropped, and its end. */
    private long ownGap;

    private long ownEnd;

    PacketLosses(LossLedger ledger) {
        this.ledger = ledger;
    }

    /** Notes what the head of a packet tells. */
    void open(StreamShape shape, long[] values, String file, long offset, int cpu) {
        addGap(ownGap, ownEnd);
        ownGap = 0;
        if (shape.timestampEnd != Layout.NONE) {
            ownEnd = values[shape.timestampEnd];
        }
        boolean late = false;
        if (shape.sequenceNumber != Layout.NONE) {
            long number = values[shape.sequenceNumber];
            late = !any && number != 0;
            if (any && number != lastNumber + 1) {
                addGap(UNKNOWN, Long.MAX_VALUE);
                ledger.add(
                        file,
                        number > lastNumber ? "packets overwritten or left out" : "packets out of order",
                        Severity.DATA_LOSS,
                        Math.max(1, number - lastNumber - 1),
                        offset,
                        forbids(cpu));
            }
            lastNumber = number;
        }
        if (shape.discarded != Layout.NONE) {
            long count = values[shape.discarded];
            if (any || !late) {
                noteDiscarded(count - lastDiscarded, shape.discardedBits, file, offset, cpu);
            }
            lastDiscarded = count;
        }
        startsLate = late;
        any = true;
    }

    /**
     * The count wraps at its size; a wide one that grew by more than half of its range went back, and tells nothing.
     */
    private void noteDiscarded(long growth, int bits, String file, long offset, int cpu) {
        long dropped = bits < Long.SIZE ? growth & (1L << bits) - 1 : growth;
        if (dropped == 0) {
            return;
        }
        boolean told = bits < Integer.SIZE || dropped >>> bits - 1 == 0;
        ownGap = told ? dropped : UNKNOWN;
        String counter = told ? "events dropped by the tracer" : "packets whose count of dropped events fell";
        ledger.add(file, counter, Severity.DATA_LOSS, told ? dropped : 1, offset, forbids(cpu));
    }

    /** Notes a packet, or a stretch between packets, that can't be read. */
    void damaged(String file, long offset, int cpu) {
        addGap(UNKNOWN, Long.MAX_VALUE);
        ledger.add(file, "damaged packets", Severity.ERROR, 1, offset, forbids(cpu));
    }

    /** Notes a packet that the file ends inside of. */
    void cutOff(String file, long offset, int cpu) {
        ledger.add(
                file,
                "last packet cut off",
                Severity.ERROR,
                1,
                offset,
                "that the recording" + (cpu == EventBatch.NONE ? "" : " of CPU " + cpu) + " goes on to its end");
    }

    private static String forbids(int cpu) {
        return "conclusions across the gap" + (cpu == EventBatch.NONE ? "" : " on CPU " + cpu);
    }

    private void addGap(long count, long at) {
        if (count != 0) {
            gapAt = gap == 0 ? at : Math.max(gapAt, at);
            gap = gap < 0 || count < 0 ? UNKNOWN : gap + count;
        }
    }

    /**
     * {@return what the recorder says before the first event of the packet just opened, or null}
     *
     * @param begin when the packet begins
     * @param last time of the record before
     */
    @Nullable
    EventKind enter(long begin, long last) {
        if (startsLate) {
            gap = 0;
            gapAt = begin;
            lastGap = 0;
            return EventKind.BUFFER_START;
        }
        if (gap == 0) {
            return null;
        }
        gapAt = Math.max(last, Math.min(gapAt, begin));
        lastGap = gap;
        gap = 0;
        return EventKind.LOST_EVENTS;
    }

    /** {@return whether events are missing behind the last record} */
    boolean atEnd(long last) {
        addGap(ownGap, ownEnd);
        ownGap = 0;
        if (gap == 0) {
            return false;
        }
        gapAt = gapAt == Long.MAX_VALUE ? last : Math.max(last, gapAt);
        lastGap = gap;
        gap = 0;
        return true;
    }

    /** {@return whether the current packet reports dropped events} */
    boolean inPacket() {
        return ownGap != 0;
    }

    /** Notes that some of the dropped events may be missing before the current record. */
    void somewhereHere() {
        lastGap = UNKNOWN;
    }

    /** {@return the time of the recorder's record} */
    long gapTime() {
        return gapAt;
    }

    long lastGap() {
        return lastGap;
    }
}
