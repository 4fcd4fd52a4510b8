package lostedge.ingest.perfetto;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import lostedge.engine.event.EventSource;
import lostedge.ingest.protobuf.ProtoCursor;
import lostedge.ingest.reader.ReadAhead;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.TraceReader;

/** Reader of the kernel's events in Perfetto traces. */
public final class PerfettoReader implements TraceReader {
    private static final int ENOUGH_PACKETS = 16;
    private static final int FTRACE_EVENTS = 1;
    private static final int MOST_FIELDS = 1 << 12;

    @Override
    public String name() {
        return "perfetto";
    }

    /** A trace has no magic: its first bytes are packets of known fields, one of them with events or a sequence. */
    @Override
    public boolean recognises(byte[] head) {
        if (head.length < 2 || head[0] != PacketSearch.TAG) {
            return false;
        }
        ProtoCursor packets = new ProtoCursor();
        ProtoCursor fields = new ProtoCursor();
        packets.open(head, 0, head.length);
        boolean typical = false;
        int count = 0;
        while (count < ENOUGH_PACKETS && packets.next()) {
            if (packets.field() != PacketSearch.PACKET || !packets.isDelimited()) {
                return false;
            }
            fields.open(packets);
            while (fields.next()) {
                typical |= PacketSearch.isTypical(fields);
                if (fields.field() > MOST_FIELDS) {
                    return false;
                }
            }
            if (fields.damaged()) {
                return false;
            }
            count++;
        }
        return typical || count == 0 && head.length > MOST_FIELDS && beginsWithEvents(head);
    }

    /** The first packet is longer than the head. */
    private static boolean beginsWithEvents(byte[] head) {
        ProtoCursor outer = new ProtoCursor();
        outer.open(head, 1, head.length);
        long length = outer.varint();
        ProtoCursor inner = new ProtoCursor();
        inner.open(head, outer.to(), head.length);
        long tag = inner.varint();
        long within = inner.varint();
        boolean delimited = (tag & 7) == ProtoCursor.DELIMITED && tag >>> 32 == 0;
        return delimited && holdsEvents((int) (tag >>> 3)) && within > 0 && within <= length;
    }

    private static boolean holdsEvents(int field) {
        return field == FTRACE_EVENTS || PacketSearch.isCompressed(field);
    }

    /**
     * {@return how far the boot clock, which the trace is on, is ahead of the monotonic one, or nothing if the trace
     * does not tell, is on another clock, or goes on while the machine slept} Reads the whole trace.
     */
    public OptionalLong bootAheadOfMonotonicNs(Recording recording) throws IOException {
        return ClockSnapshots.bootAheadOfMonotonicNs(recording);
    }

    @Override
    public EventSource open(Recording recording) throws IOException {
        InputStream in = recording.open();
        return ReadAhead.of(new PerfettoSource(recording.name(), in), recording.size());
    }
}
