package lostedge.ingest.ctf;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.ingest.ctf.metadata.TraceMetadata;
import lostedge.ingest.ctf.packet.BitCursor;
import lostedge.ingest.ctf.packet.FieldStep;
import lostedge.ingest.ctf.packet.Layout;
import lostedge.ingest.ctf.packet.LayoutCompiler;
import lostedge.ingest.ctf.packet.WholeEvents;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/** One kind of stream: how its packets and events are walked over, and where their values are kept. */
final class StreamShape {
    private static final int FEW_EVENTS = 1 << 12;

    final int timestampBegin;
    final int timestampEnd;
    final int contentSize;
    final int packetSize;
    final int sequenceNumber;
    final int discarded;
    /** Bits of {@link #discarded}. */
    final int discardedBits;

    final int cpu;
    final int id;
    /** The clock's stamp; the slot behind it has its bits. */
    final int clock;

    final int thread;
    final int process;
    final int slots;

    private final FieldStep packetHeader;
    private final FieldStep packetContext;
    private final FieldStep eventHeader;
    private final WholeEvents wholeEvents;
    private final @Nullable EventShape[] few;
    private final Map<Long, EventShape> many = new HashMap<>();

    StreamShape(String name, TraceMetadata trace, TraceMetadata.Stream stream, Labels labels)
            throws RecordingException {
        LayoutCompiler compiler = new LayoutCompiler(name, trace.order());
        Layout header = compiler.compile("trace.packet.header", trace.packetHeader());
        Layout packet = compiler.compile("stream.packet.context", stream.packetContext());
        timestampBegin = packet.keepNumber("timestamp_begin");
        timestampEnd = packet.keepNumber("timestamp_end");
        contentSize = packet.keepNumber("content_size");
        packetSize = packet.keepNumber("packet_size");
        sequenceNumber = packet.keepNumber("packet_seq_num");
        discarded = packet.keepNumber("events_discarded");
        discardedBits = packet.sizeOf("events_discarded");
        cpu = packet.keepNumber("cpu_id");
        Layout event = compiler.compile("stream.event.header", stream.eventHeader());
        id = event.keepLast("id");
        clock = event.keepClock();
        Layout context = compiler.compile("stream.event.context", stream.eventContext());
        thread = context.keepNumber("tid");
        process = context.keepNumber("pid");
        few = new EventShape[FEW_EVENTS];
        for (TraceMetadata.Event kind : stream.events()) {
            EventShape shape = new EventShape(kind, compiler, labels);
            if (kind.id() >= 0 && kind.id() < FEW_EVENTS) {
                few[(int) kind.id()] = shape;
            } else {
                many.put(kind.id(), shape);
            }
        }
        packetHeader = header.step();
        packetContext = packet.step();
        eventHeader = event.step();
        FieldStep eventContext = context.step();
        wholeEvents = new WholeEvents(event, id);
        shapes().forEach(shape -> shape.prepare(eventContext, wholeEvents));
        slots = compiler.slots();
    }

    /** {@return the kinds of its events} */
    Set<EventKind> kinds() {
        return shapes().map(EventShape::kind).collect(Collectors.toCollection(() -> EnumSet.noneOf(EventKind.class)));
    }

    private Stream<EventShape> shapes() {
        return Stream.concat(Arrays.stream(few).filter(Objects::nonNull), many.values().stream());
    }

    /** {@return when the packet at the cursor begins, or the latest time if that can't be read} */
    long beginOfPacket(BitCursor in) {
        long[] values = new long[slots];
        try {
            walkPacketHead(in, values);
        } catch (BitCursor.Damage damage) {
            return Long.MAX_VALUE;
        }
        return timestampBegin == Layout.NONE ? 0 : values[timestampBegin];
    }

    /** Walks over what a packet begins with. */
    void walkPacketHead(BitCursor in, long[] values) {
        packetHeader.run(in, values);
        packetContext.run(in, values);
    }

    /** Walks over an event; {@return its kind, or null if its id is unknown} */
    @Nullable
    EventShape walkEvent(BitCursor in, long[] values) {
        int whole = wholeEvents.walk(in, values);
        return whole != WholeEvents.NONE ? few[whole] : walkInSteps(in, values);
    }

    private @Nullable EventShape walkInSteps(BitCursor in, long[] values) {
        eventHeader.run(in, values);
        long number = id == Layout.NONE ? 0 : values[id];
        EventShape shape = number >= 0 && number < FEW_EVENTS ? few[(int) number] : many.get(number);
        if (shape != null) {
            shape.walk(in, values);
        }
        return shape;
    }
}
