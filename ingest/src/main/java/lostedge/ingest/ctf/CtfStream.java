package lostedge.ingest.ctf;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.ctf.packet.BitCursor;
import lostedge.ingest.ctf.packet.Layout;
import lostedge.ingest.ctf.packet.StreamClock;
import lostedge.ingest.order.TimeMerge;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream, which is one channel's buffer of one CPU, in one file or in several that follow each other.
 * Where events are missing a record of the recorder stands between them.
 *
 * <p>A tracer drops an event that does not fit into the rest of its packet while no other packet is free, and may still
 * write smaller ones after it. So in a packet that reports dropped events, each event is behind a gap where the rest of
 * the packet was too small for the largest event seen.
 */
final class CtfStream implements TimeMerge.Stream {
    private final CtfTrace trace;
    private final CtfTrace.Identity identity;
    private final StreamShape shape;
    private final Iterator<FileBytes> files;
    private final PacketLosses losses;
    private final BitCursor in = new BitCursor();
    private final StreamClock clock = new StreamClock();
    private final long[] values;

    private @Nullable FileBytes file;
    private long packetAt;
    private long nextAt;
    private boolean inPacket;
    private long packetBits;
    private long largestEvent;
    private int cpu = EventBatch.NONE;

    private long timestamp;
    private @Nullable EventKind recorder;
    private @Nullable EventShape event;
    private boolean eventBehind;

    CtfStream(CtfTrace trace, CtfTrace.Identity identity, List<FileBytes> files, LossLedger ledger) {
        this.trace = trace;
        this.identity = identity;
        this.files = List.copyOf(files).iterator();
        shape = trace.shape(identity.stream());
        losses = new PacketLosses(ledger);
        values = new long[shape.slots];
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    int cpu() {
        return cpu;
    }

    /** {@return what the recorder says at the current record, or null if that is an event} */
    @Nullable
    EventKind recorder() {
        return recorder;
    }

    /** {@return how many events are missing before the current record, -1 if that is not told} */
    long missing() {
        return losses.lastGap();
    }

    /** {@return the current event's kind; only if there is no {@link #recorder}} */
    EventShape event() {
        return requireNonNull(event);
    }

    StreamShape shape() {
        return shape;
    }

    long[] values() {
        return values;
    }

    byte[] bytes() {
        return in.bytes();
    }

    @Override
    public boolean advance() throws IOException {
        recorder = null;
        if (eventBehind) {
            eventBehind = false;
            timestamp = clock.cycles();
            return true;
        }
        while (true) {
            if (inPacket) {
                if (in.atEnd()) {
                    inPacket = false;
                } else if (nextEvent()) {
                    return true;
                }
            } else if (nextPacket()) {
                EventKind first = losses.enter(clock.cycles(), timestamp);
                if (first != null) {
                    recorder = first;
                    timestamp = losses.gapTime();
                    return true;
                }
            } else if (losses.atEnd(timestamp)) {
                recorder = EventKind.LOST_EVENTS;
                timestamp = losses.gapTime();
                return true;
            } else {
                return false;
            }
        }
    }

    private boolean nextEvent() throws IOException {
        FileBytes current = requireNonNull(file);
        long start = in.position();
        long last = clock.cycles();
        in.move(current);
        try {
            event = shape.walkEvent(in, values);
        } catch (BitCursor.Damage damage) {
            event = null;
        }
        long bits = in.position() - start;
        if (event == null || bits == 0) {
            return damaged(current);
        }
        in.earn(bits);
        if (shape.clock != Layout.NONE) {
            clock.advance(values[shape.clock], (int) values[shape.clock + 1]);
        }
        if (clock.cycles() < last) {
            return damaged(current);
        }
        timestamp = clock.cycles();
        if (losses.inPacket() && packetBits - start < largestEvent) {
            recorder = EventKind.LOST_EVENTS;
            losses.somewhereHere();
            eventBehind = true;
        }
        largestEvent = Math.max(largestEvent, bits);
        return true;
    }

    private boolean damaged(FileBytes current) {
        if (packetAt + packetBits / Byte.SIZE <= current.size()) {
            losses.damaged(current.name(), packetAt, cpu);
        }
        clock.set(timestamp);
        inPacket = false;
        return false;
    }

    /** Moves to the next packet, over what is none; {@return false if there is none} */
    private boolean nextPacket() throws IOException {
        while (true) {
            FileBytes current = file;
            if (current == null || nextAt >= current.size()) {
                if (!files.hasNext()) {
                    return false;
                }
                file = files.next();
                in.forget();
                nextAt = 0;
            } else if (openPacket(current, nextAt)) {
                inPacket = true;
                return true;
            } else {
                losses.damaged(current.name(), nextAt, cpu);
                nextAt = PacketSearch.next(current, nextAt + 1, trace.signature());
            }
        }
    }

    private boolean openPacket(FileBytes current, long at) throws IOException {
        in.open(current, at);
        if (!identity.equals(trace.identify(in))) {
            return false;
        }
        in.open(current, at);
        try {
            shape.walkPacketHead(in, values);
        } catch (BitCursor.Damage damage) {
            return false;
        }
        in.earn(in.position());
        long room = (current.size() - at) * Byte.SIZE;
        long content = shape.contentSize == Layout.NONE ? -1 : values[shape.contentSize];
        packetBits = shape.packetSize != Layout.NONE ? values[shape.packetSize] : content >= 0 ? content : room;
        content = shape.contentSize == Layout.NONE ? packetBits : content;
        long begin = shape.timestampBegin == Layout.NONE ? clock.cycles() : values[shape.timestampBegin];
        boolean plausible = content >= in.position()
                && packetBits >= content
                && packetBits % Byte.SIZE == 0
                && begin >= Math.max(0, timestamp);
        if (!plausible) {
            return false;
        }
        cpu = shape.cpu == Layout.NONE ? EventBatch.NONE : (int) values[shape.cpu];
        clock.set(begin);
        losses.open(shape, values, current.name(), at, cpu);
        if (packetBits > room) {
            losses.cutOff(current.name(), at, cpu);
        }
        packetAt = at;
        nextAt = at + Math.min(packetBits, room) / Byte.SIZE;
        in.limit(Math.min(content, room));
        return true;
    }
}
