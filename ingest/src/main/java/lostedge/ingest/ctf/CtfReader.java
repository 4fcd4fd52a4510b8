package lostedge.ingest.ctf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.FileBytes;
import lostedge.ingest.ctf.metadata.MetadataReader;
import lostedge.ingest.ctf.metadata.TraceMetadata;
import lostedge.ingest.reader.ReadAhead;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.reader.TraceReader;

/** Reader of traces in the Common Trace Format: a file of metadata and beside it the files of packets. */
public final class CtfReader implements TraceReader {
    @Override
    public String name() {
        return "ctf";
    }

    @Override
    public boolean recognises(byte[] head) {
        return MetadataReader.recognises(head);
    }

    /** {@return whether a file that begins with these bytes holds packets of a trace} */
    public boolean recognisesPackets(byte[] head) {
        if (head.length < Integer.BYTES) {
            return false;
        }
        int magic = ByteBuffer.wrap(head).getInt();
        return magic == CtfTrace.PACKET_MAGIC || Integer.reverseBytes(magic) == CtfTrace.PACKET_MAGIC;
    }

    /** {@return whether a file that begins with these bytes is an index LTTng keeps of a file of packets} */
    public boolean recognisesIndex(byte[] head) {
        return head.length >= Integer.BYTES && ByteBuffer.wrap(head).getInt() == 0xC1F1DCC1;
    }

    /** {@return whether a trace's metadata can be read and say that it shows programs and not the kernel} */
    public boolean isOfUserSpace(Recording metadata) throws IOException {
        try {
            return isOfUserSpace(MetadataReader.read(metadata));
        } catch (RecordingException refused) {
            return false;
        }
    }

    private static boolean isOfUserSpace(TraceMetadata metadata) {
        return "ust".equals(metadata.environment().get("domain"));
    }

    @Override
    public EventSource open(Recording metadata) throws IOException {
        throw new RecordingException(
                metadata.name(),
                "",
                "the metadata of a trace, and beside it no file of packets, which begin with c1fc1fc1;"
                        + " name the folder that holds both");
    }

    /**
     * Opens a trace.
     *
     * @param metadata its metadata
     * @param packets the files beside it, in any order
     * @throws RecordingException if the metadata are not of this format
     */
    public EventSource open(Recording metadata, List<Recording> packets) throws IOException {
        if (packets.isEmpty()) {
            return open(metadata);
        }
        TraceMetadata described = MetadataReader.read(metadata);
        if (isOfUserSpace(described)) {
            throw new RecordingException(
                    metadata.name(), "", "a trace of user space (domain \"ust\"), which has no events of the kernel");
        }
        Labels labels = new Labels();
        CtfTrace trace = new CtfTrace(metadata.name(), described, labels);
        StreamFiles files = new StreamFiles(trace);
        try {
            long sizeBytes = 0;
            for (Recording recording : packets) {
                FileBytes file = FileBytes.open(recording);
                files.add(file);
                sizeBytes += file.size();
            }
            CtfSource source = new CtfSource(metadata.name(), trace, TraceClock.of(described), files, labels);
            return ReadAhead.of(source, sizeBytes);
        } catch (IOException | RuntimeException refused) {
            files.close();
            throw refused;
        }
    }
}
