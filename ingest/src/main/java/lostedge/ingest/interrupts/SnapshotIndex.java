package lostedge.ingest.interrupts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.Clock;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.TextLines;

/**
 * A side file that tells when each snapshot of a folder was read: one line per snapshot with its file name and
 * {@code CLOCK_MONOTONIC} in ns before and after, then whatever the recorder adds.
 *
 * <pre>
 * proc_interrupts/0001_2.785706352.txt,2785706352,2790583588,2.79 4.48
 * </pre>
 */
final class SnapshotIndex {
    /** The clock of an index. */
    static final TimeStamp CLOCK = new TimeStamp(Clock.Domain.MONOTONIC, 0, 1);

    private static final Pattern LINE =
            Pattern.compile("([^,\\n]*[^,\\n\\d][^,\\n]*),(\\d{1,18}),(\\d{1,18})(?:,[^\\n]*)?");
    private static final int MAX_ENTRIES = 1 << 20;

    /** When one snapshot was read. */
    record Interval(long beginNs, long endNs) {}

    private final Map<String, Interval> intervals = new HashMap<>();

    /** Tells whether a recording is such a file. */
    static boolean recognises(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 1024), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return end > 0 && LINE.matcher(text.substring(0, end).stripTrailing()).matches();
    }

    /** Reads such a file; a line of another form is counted. */
    static SnapshotIndex read(Recording recording, LossLedger losses) throws IOException {
        SnapshotIndex index = new SnapshotIndex();
        try (TextLines lines = new TextLines(recording)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Matcher matcher = LINE.matcher(line.stripTrailing());
                long begin = matcher.matches() ? Long.parseLong(matcher.group(2)) : 0;
                long end = matcher.matches() ? Long.parseLong(matcher.group(3)) : -1;
                if (begin <= end && index.intervals.size() < MAX_ENTRIES) {
                    index.intervals.put(baseName(matcher.group(1)), new Interval(begin, end));
                } else {
                    losses.add(recording.name(), "index line not understood", Severity.INFO, 1, lines.number(), "");
                }
            }
        }
        return index;
    }

    /** {@return when the snapshot in the recording of this name was read, if the index tells} */
    Optional<Interval> intervalOf(String recordingName) {
        return Optional.ofNullable(intervals.get(baseName(recordingName)));
    }

    /** {@return the last part of a path or archive member's name} */
    static String baseName(String name) {
        return name.substring(folder(name).length());
    }

    /** {@return everything before the last part, with its separator} */
    static String folder(String name) {
        return name.substring(0, Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
    }
}
