package lostedge.ingest.ctf;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.ctf.packet.BitCursor;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/**
 * The files of packets of a trace, put together to streams: a tracer that limits the size of its files continues a
 * stream in another one.
 */
final class StreamFiles implements Closeable {
    private static final int MOST_FILES = 1 << 14;
    private static final int MOST_STREAMS = 1 << 12;

    private final CtfTrace trace;
    private final BitCursor in = new BitCursor();
    private final List<FileBytes> all = new ArrayList<>();
    private final List<FileBytes> withoutPackets = new ArrayList<>();
    private final Map<Object, List<Part>> streams = new LinkedHashMap<>();

    /** One file of a stream, and when its first packet begins. */
    private record Part(FileBytes file, CtfTrace.Identity identity, long begin) {}

    StreamFiles(CtfTrace trace) {
        this.trace = trace;
    }

    /** Adds a file, which is closed with this. */
    void add(FileBytes file) throws IOException {
        all.add(file);
        if (all.size() > MOST_FILES || streams.size() > MOST_STREAMS) {
            throw new RecordingException(
                    file.name(), "", "more than " + MOST_STREAMS + " streams, or " + MOST_FILES + " files of packets");
        }
        Part part = part(file);
        if (part == null) {
            withoutPackets.add(file);
        } else {
            // packets that do not tell their stream's instance make each file a stream of its own
            Object key = part.identity.instance() < 0 ? file : part.identity;
            streams.computeIfAbsent(key, first -> new ArrayList<>()).add(part);
        }
    }

    private @Nullable Part part(FileBytes file) throws IOException {
        in.forget();
        long at = 0;
        while (at < file.size()) {
            in.open(file, at);
            CtfTrace.Identity identity = trace.identify(in);
            if (identity != null) {
                in.open(file, at);
                return new Part(file, identity, trace.shape(identity.stream()).beginOfPacket(in));
            }
            at = PacketSearch.next(file, at + 1, trace.signature());
        }
        return null;
    }

    /** {@return the streams, by the names of their first files} */
    List<CtfStream> streams(LossLedger losses) {
        for (FileBytes file : withoutPackets) {
            if (file.size() > 0) {
                losses.add(file.name(), "file without a packet", Severity.ERROR, 1, 0, "whatever it would have shown");
            }
        }
        List<CtfStream> result = new ArrayList<>();
        for (List<Part> parts : streams.values()) {
            parts.sort(Comparator.comparingLong(Part::begin));
            List<FileBytes> files = parts.stream().map(Part::file).toList();
            result.add(new CtfStream(trace, parts.get(0).identity, files, losses));
        }
        return result;
    }

    @Override
    public void close() throws IOException {
        for (FileBytes file : all) {
            file.close();
        }
    }
}
