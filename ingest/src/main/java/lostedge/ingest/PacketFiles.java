package lostedge.ingest;

import java.io.IOException;
import java.util.List;
import lostedge.ingest.ctf.CtfReader;
import lostedge.ingest.digest.DigestedRecording;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/** The files of packets of Common Trace Format traces: they belong to the metadata that stand in the same folder. */
final class PacketFiles {
    private static final String PACKETS = "ctf packets";
    private static final CtfReader READER = new CtfReader();

    private PacketFiles() {}

    /** {@return the part a file of packets, or an index of one, is, or null if it is neither} */
    static @Nullable CapturePart part(DigestedRecording recording) throws IOException {
        byte[] head = recording.head();
        if (READER.recognisesPackets(head)) {
            return new CapturePart(recording, null, PACKETS, "");
        }
        return READER.recognisesIndex(head)
                ? new CapturePart(recording, null, "ctf index", "passed over: the packets tell the same")
                : null;
    }

    /** {@return the parts, packets passed over where no trace that is used claims them} */
    static List<CapturePart> ofUsedTraces(List<CapturePart> parts) {
        return parts.stream()
                .map(part -> isPackets(part) && parts.stream().noneMatch(trace -> trace.isUsed() && owns(trace, part))
                        ? part.passedOver("packets of no trace that is read")
                        : part)
                .toList();
    }

    /** {@return the packets of a trace, given its metadata} */
    static List<Recording> beside(CapturePart metadata, List<CapturePart> parts) {
        return parts.stream()
                .filter(part -> isPackets(part) && owns(metadata, part))
                .<Recording>map(CapturePart::recording)
                .toList();
    }

    /** Refuses packets none of which has its metadata, if there is nothing else. */
    static void requireMetadata(String path, List<CapturePart> own) throws RecordingException {
        boolean onlyPackets = own.stream().anyMatch(PacketFiles::isPackets)
                && own.stream().allMatch(part -> isPackets(part) || !part.isUsed());
        if (onlyPackets) {
            throw new RecordingException(
                    path, "", "packets of a trace without its metadata; name the folder that holds both");
        }
    }

    private static boolean isPackets(CapturePart part) {
        return part.what().equals(PACKETS);
    }

    private static boolean owns(CapturePart metadata, CapturePart packets) {
        return metadata.format() == TraceFormat.CTF
                && folder(metadata.recording().name())
                        .equals(folder(packets.recording().name()));
    }

    private static String folder(String name) {
        return name.substring(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
    }
}
