package lostedge.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.ctf.CtfReader;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/**
 * Which of the traces behind some paths is the one that is read: the only one, or the only one that is named itself, or
 * the only one of the kernel. A session of LTTng keeps the kernel and its users' programs in traces of their own.
 */
final class TraceChoice {
    private static final int MOST_NAMES_SHOWN = 6;

    private TraceChoice() {}

    /**
     * {@return the parts, traces that are not chosen passed over}
     *
     * @throws RecordingException if there are several traces to choose from
     */
    static List<CapturePart> withOneTrace(List<CapturePart> parts, List<Path> paths) throws IOException {
        CapturePart trace = traceOf(parts, paths);
        return parts.stream()
                .map(part -> part.carries(TraceFormat.Content.EVENTS) && !isOf(part, trace)
                        ? part.passedOver("another trace is read")
                        : part)
                .toList();
    }

    private static @Nullable CapturePart traceOf(List<CapturePart> parts, List<Path> paths) throws IOException {
        List<CapturePart> traces = parts.stream()
                .filter(part -> part.carries(TraceFormat.Content.EVENTS))
                .toList();
        if (traces.size() < 2) {
            return traces.isEmpty() ? null : traces.get(0);
        }
        List<CapturePart> named = traces.stream()
                .filter(part -> paths.stream().anyMatch(path -> isItself(part, path)))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        List<CapturePart> ofTheKernel = new ArrayList<>();
        for (CapturePart part : traces) {
            if (part.format() != TraceFormat.CTF || !new CtfReader().isOfUserSpace(part.recording())) {
                ofTheKernel.add(part);
            }
        }
        if (ofTheKernel.size() == 1) {
            return ofTheKernel.get(0);
        }
        String names =
                traces.stream().limit(MOST_NAMES_SHOWN).map(TraceChoice::nameOf).collect(Collectors.joining(", "));
        boolean packed =
                traces.stream().allMatch(part -> part.recording().name().contains("!"));
        throw new RecordingException(
                paths.get(0).toString(),
                "",
                traces.size() + " traces, which may show the same events twice; "
                        + (packed ? "unpack them and name one: " : "name one of them: ") + names
                        + (traces.size() > MOST_NAMES_SHOWN ? ", ..." : ""));
    }

    /** {@return what a user names to have the trace: of metadata their folder} */
    private static String nameOf(CapturePart trace) {
        String name = trace.recording().name();
        int slash = name.lastIndexOf('/');
        return trace.format() == TraceFormat.CTF && slash > 0 ? name.substring(0, slash) : name;
    }

    /** Compares recordings, which are themselves; comparing records by their fields is linked when first done. */
    private static boolean isOf(CapturePart part, @Nullable CapturePart trace) {
        return trace != null && part.recording().equals(trace.recording());
    }

    private static boolean isItself(CapturePart part, Path path) {
        return part.recording().name().equals(InputFiles.nameOf(path)) && Files.isRegularFile(path);
    }
}
