package lostedge.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/**
 * Which of the traces behind some paths is the one that is read: the only one, or the only one that is named itself.
 */
final class TraceChoice {
    private static final int MOST_NAMES_SHOWN = 6;

    private TraceChoice() {}

    /**
     * {@return the parts, traces that are not chosen passed over}
     *
     * @throws RecordingException if there are several traces to choose from
     */
    static List<CapturePart> withOneTrace(List<CapturePart> parts, List<Path> paths) throws RecordingException {
        CapturePart trace = traceOf(parts, paths);
        return parts.stream()
                .map(part -> part.carries(TraceFormat.Content.EVENTS) && !part.equals(trace)
                        ? part.passedOver("another trace is named")
                        : part)
                .toList();
    }

    private static @Nullable CapturePart traceOf(List<CapturePart> parts, List<Path> paths) throws RecordingException {
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
        String names = traces.stream()
                .limit(MOST_NAMES_SHOWN)
                .map(part -> part.recording().name())
                .collect(Collectors.joining(", "));
        throw new RecordingException(
                paths.get(0).toString(),
                "",
                traces.size() + " traces, which may show the same events twice; name one of them: " + names
                        + (traces.size() > MOST_NAMES_SHOWN ? ", ..." : ""));
    }

    private static boolean isItself(CapturePart part, Path path) {
        return part.recording().name().equals(path.toString()) && Files.isRegularFile(path);
    }
}
