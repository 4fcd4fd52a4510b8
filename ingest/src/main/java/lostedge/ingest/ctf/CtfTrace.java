package lostedge.ingest.ctf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import lostedge.engine.event.Labels;
import lostedge.ingest.ctf.metadata.TraceMetadata;
import lostedge.ingest.ctf.packet.BitCursor;
import lostedge.ingest.ctf.packet.FieldStep;
import lostedge.ingest.ctf.packet.Layout;
import lostedge.ingest.ctf.packet.LayoutCompiler;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/** What all packets of a trace have in common: how they begin, and which kind of stream each belongs to. */
final class CtfTrace {
    static final int PACKET_MAGIC = 0xC1FC1FC1;

    private final TraceMetadata metadata;
    private final Map<Long, StreamShape> shapes = new HashMap<>();
    private final FieldStep head;
    private final int magic;
    private final int uuid;
    private final int stream;
    private final int instance;
    private final long[] values;

    /** The stream a packet belongs to; {@code instance} is -1 if it does not tell. */
    record Identity(long stream, long instance) {}

    CtfTrace(String name, TraceMetadata metadata, Labels labels) throws RecordingException {
        this.metadata = metadata;
        LayoutCompiler compiler = new LayoutCompiler(name, metadata.order());
        Layout layout = compiler.compile("trace.packet.header", metadata.packetHeader());
        magic = layout.keepNumber("magic");
        uuid = layout.keepText("uuid");
        stream = layout.keepNumber("stream_id");
        instance = layout.keepNumber("stream_instance_id");
        head = layout.step();
        values = new long[compiler.slots()];
        for (TraceMetadata.Stream kind : metadata.streams().values()) {
            shapes.put(kind.id(), new StreamShape(name, metadata, kind, labels));
        }
    }

    /**
     * {@return which stream the packet at the cursor belongs to, or null if no packet of this trace begins there} The
     * cursor has moved.
     */
    @Nullable
    Identity identify(BitCursor in) {
        try {
            head.run(in, values);
        } catch (BitCursor.Damage noHead) {
            return null;
        }
        if (magic != Layout.NONE && (int) values[magic] != PACKET_MAGIC || uuid != Layout.NONE && !hasUuid(in)) {
            return null;
        }
        long id = stream == Layout.NONE ? soleStream() : values[stream];
        return shapes.containsKey(id) ? new Identity(id, instance == Layout.NONE ? -1 : values[instance]) : null;
    }

    private long soleStream() {
        return shapes.size() == 1 ? shapes.keySet().iterator().next() : 0;
    }

    private boolean hasUuid(BitCursor in) {
        byte[] expected = metadata.uuid();
        int from = FieldStep.textStart(values[uuid]);
        int length = FieldStep.textLength(values[uuid]);
        return expected.length == 0 || Arrays.equals(expected, 0, expected.length, in.bytes(), from, from + length);
    }

    /** {@return the bytes every packet begins with, empty if they do not tell it from others} */
    byte[] signature() {
        if (magic == Layout.NONE) {
            return new byte[0];
        }
        ByteOrder order = metadata.order();
        return ByteBuffer.allocate(Integer.BYTES)
                .order(order)
                .putInt(PACKET_MAGIC)
                .array();
    }

    /** {@return the shape of a kind of stream} */
    StreamShape shape(long id) {
        StreamShape shape = shapes.get(id);
        if (shape == null) {
            throw new IllegalArgumentException("no stream " + id);
        }
        return shape;
    }

    Iterable<StreamShape> shapes() {
        return shapes.values();
    }
}
