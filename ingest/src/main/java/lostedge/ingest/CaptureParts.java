package lostedge.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lostedge.ingest.archive.ForeignArchive;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.digest.DigestedRecording;
import lostedge.ingest.interrupts.InterruptsReader;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/** What each file of a capture is, by its content. */
final class CaptureParts {
    private static final String UNKNOWN = "unknown";

    private CaptureParts() {}

    /**
     * {@return every recording once, with what it is and whether it is used}
     *
     * @param paths what the user named
     * @param setUp reads what tells of the trace
     * @param digested whether digests of the recordings are wanted
     * @throws RecordingException if a path holds no recording, or if there is more than one trace to choose from
     */
    static List<CapturePart> find(List<Recording> recordings, List<Path> paths, SetUp setUp, boolean digested)
            throws IOException {
        List<CapturePart> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Recording recording : recordings) {
            if (names.add(recording.name())) {
                parts.add(classified(new DigestedRecording(recording, digested), setUp));
            }
        }
        refuseUnreadable(paths, parts);
        return PacketFiles.ofUsedTraces(TraceChoice.withOneTrace(parts, paths));
    }

    private static CapturePart classified(DigestedRecording recording, SetUp setUp) throws IOException {
        if (recording.name().matches("(?:.*[/!])?truth/[^!]*")) {
            return new CapturePart(recording, null, "truth", "passed over: what a test bench knows");
        }
        TraceFormat format = TraceFormat.of(recording.head());
        if (format != null) {
            return new CapturePart(recording, format, format.formatName(), "");
        }
        CapturePart packets = PacketFiles.part(recording);
        if (packets != null) {
            return packets;
        }
        if (new InterruptsReader().recognisesIndex(recording.head())) {
            return new CapturePart(recording, TraceFormat.INTERRUPTS, "index of snapshots", "");
        }
        String what = setUp.read(recording);
        return what != null ? new CapturePart(recording, null, what, "") : passedOver(recording);
    }

    private static CapturePart passedOver(DigestedRecording recording) throws IOException {
        String why = refusal(recording);
        return new CapturePart(recording, null, UNKNOWN, "passed over: " + (why == null ? "not a recording" : why));
    }

    /** {@return why a file no format recognises is not read, or null if nothing is known of it} */
    private static @Nullable String refusal(DigestedRecording recording) throws IOException {
        ForeignArchive archive = ForeignArchive.of(recording.head());
        return archive == null ? ForeignText.refusal(recording.head()) : archive.refusal();
    }

    private static void refuseUnreadable(List<Path> paths, List<CapturePart> parts) throws IOException {
        for (Path path : paths) {
            List<CapturePart> own =
                    parts.stream().filter(part -> belongsTo(part, path)).toList();
            PacketFiles.requireMetadata(path.toString(), own);
            if (own.isEmpty()) {
                throw new RecordingException(path.toString(), "", "no file in this folder or archive");
            }
            if (own.stream().allMatch(part -> part.what().equals(UNKNOWN))) {
                String why = own.size() == 1 ? refusal(own.get(0).recording()) : null;
                if (why != null) {
                    throw new RecordingException(path.toString(), "", why);
                }
                if (own.size() == 1 && own.get(0).recording().head().length == 0) {
                    throw new RecordingException(path.toString(), "", "an empty file");
                }
                String files =
                        own.size() == 1 ? "this is not a recording" : "none of " + own.size() + " files is a recording";
                throw new RecordingException(path.toString(), "", files + " of any format that is read");
            }
        }
    }

    private static boolean belongsTo(CapturePart part, Path path) {
        return part.recording().name().startsWith(InputFiles.nameOf(path));
    }
}
