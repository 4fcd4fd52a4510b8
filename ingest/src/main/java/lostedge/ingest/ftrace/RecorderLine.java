package lostedge.ingest.ftrace;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that is no event: the recorder speaks of itself. {@code CPU:%d [LOST %lu EVENTS]} (Linux
 * {@code print_trace_line()}), {@code CPU:%d [%lld EVENTS DROPPED]} (trace-cmd), {@code PERF_RECORD_LOST lost %llu}
 * (perf), {@code ##### CPU %u buffer started ####} (Linux {@code test_cpu_buff_start()}).
 */
final class RecorderLine {
    /** What such a line is. */
    enum Kind {
        LOST_EVENTS,
        BUFFER_START,
        COMMENT,
        STACK,
        UNREADABLE
    }

    private static final int LONGEST = 200;
    private static final Pattern LOST =
            Pattern.compile("CPU[: ]\\s*([0-9]{1,9}):? \\[(?:LOST )?(?:([0-9]{1,18}) )?EVENTS(?: DROPPED)?\\]\\s*");
    private static final Pattern PERF_LOST = Pattern.compile(
            ".*?\\[([0-9]{1,9})\\]\\s+[0-9.]+:\\s+PERF_RECORD_LOST(?:_SAMPLES)?\\s+lost ([0-9]{1,18}).*");
    private static final Pattern STARTED = Pattern.compile("#+ CPU ([0-9]{1,9}) buffer started #+\\s*");
    private static final Pattern COMMENT_TEXT =
            Pattern.compile("#.*|\\s*|version = .*|cpus=[0-9]+|CPU [0-9]+ is empty|.*\\sPERF_RECORD_.*");
    private static final Pattern STACK_TEXT = Pattern.compile(" => .*|\t.*|\\s+[0-9a-f]{6,16} .*\\(.*\\)");

    private int cpu;
    private long lost;

    /** Tells what {@code bytes[from, to)} is. */
    Kind read(byte[] bytes, int from, int to) {
        if (to > from && bytes[from] == '#' && (to == from + 1 || bytes[from + 1] != '#')) {
            return Kind.COMMENT;
        }
        String text = new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.ISO_8859_1);
        Matcher matcher = LOST.matcher(text);
        if (!matcher.matches()) {
            matcher = PERF_LOST.matcher(text);
        }
        if (matcher.matches()) {
            cpu = Integer.parseInt(matcher.group(1));
            String count = matcher.group(2);
            lost = count == null ? -1 : Long.parseLong(count);
            return Kind.LOST_EVENTS;
        }
        matcher = STARTED.matcher(text);
        if (matcher.matches()) {
            cpu = Integer.parseInt(matcher.group(1));
            return Kind.BUFFER_START;
        }
        if (STACK_TEXT.matcher(text).matches()) {
            return Kind.STACK;
        }
        return COMMENT_TEXT.matcher(text).matches() ? Kind.COMMENT : Kind.UNREADABLE;
    }

    /** {@return the CPU of the line read last} */
    int cpu() {
        return cpu;
    }

    /** {@return how many events were lost, -1 if not told} */
    long lost() {
        return lost;
    }
}
