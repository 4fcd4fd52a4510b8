package lostedge.ingest.perfetto;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import lostedge.ingest.protobuf.ProtoMessage;

/** Writes packets, each track described before its first event. */
final class TrackWriter {
    private static final int PACKET = 1;
    private static final int TIMESTAMP = 8;
    private static final int SEQUENCE = 10;
    private static final int TRACK_EVENT = 11;
    private static final int TRACK_DESCRIPTOR = 60;
    private static final int EVENT_TYPE = 9;
    private static final int EVENT_TRACK = 11;
    private static final int EVENT_NAME = 23;
    private static final int EVENT_COUNTER = 30;

    /** What an event does on its track. */
    enum Type {
        SLICE_BEGIN(1),
        SLICE_END(2),
        INSTANT(3),
        COUNTER(4);

        private final int code;

        Type(int code) {
            this.code = code;
        }
    }

    private final OutputStream out;
    private final Map<String, Long> tracks = new HashMap<>();

    TrackWriter(OutputStream out) {
        this.out = out;
    }

    /** {@return the id of a track of intervals and points} */
    long track(long parent, String name) throws IOException {
        return track(parent, name, new ProtoMessage());
    }

    /** {@return the id of a track of counts} */
    long counterTrack(long parent, String name) throws IOException {
        return track(parent, name, new ProtoMessage().message(8, new ProtoMessage().text(6, "count")));
    }

    private long track(long parent, String name, ProtoMessage kind) throws IOException {
        String key = parent + "/" + name;
        Long known = tracks.get(key);
        if (known != null) {
            return known;
        }
        long id = tracks.size() + 1L;
        tracks.put(key, id);
        ProtoMessage descriptor = kind.number(1, id).text(2, name);
        if (parent != 0) {
            descriptor.number(5, parent);
        }
        write(new ProtoMessage().message(TRACK_DESCRIPTOR, descriptor));
        return id;
    }

    /** Starts the fields of an event; {@link #write(long, ProtoMessage)} writes it. */
    static ProtoMessage event(Type type, long track) {
        return new ProtoMessage().number(EVENT_TYPE, type.code).number(EVENT_TRACK, track);
    }

    static ProtoMessage event(Type type, long track, String name) {
        return event(type, track).text(EVENT_NAME, name);
    }

    void count(long timeNs, long track, long value) throws IOException {
        write(timeNs, event(Type.COUNTER, track).number(EVENT_COUNTER, value));
    }

    void slice(long beginNs, long endNs, ProtoMessage begin, long track) throws IOException {
        write(beginNs, begin);
        write(endNs, event(Type.SLICE_END, track));
    }

    void write(long timeNs, ProtoMessage event) throws IOException {
        write(new ProtoMessage().number(TIMESTAMP, timeNs).message(TRACK_EVENT, event));
    }

    private void write(ProtoMessage packet) throws IOException {
        out.write(new ProtoMessage().message(PACKET, packet.number(SEQUENCE, 1)).toBytes());
    }
}
