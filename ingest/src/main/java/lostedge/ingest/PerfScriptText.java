package lostedge.ingest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Text of {@code perf script -F} that leaves out what an event needs: such lines name tracepoints, but not who, where
 * or when.
 *
 * <pre>
 * [000]     8.697770:          irq_vectors:local_timer_entry: vector=236       cpu,time,event,trace
 *    8.697770:          irq_vectors:local_timer_entry: vector=236              time,event,trace
 * </pre>
 */
final class PerfScriptText {
    private static final int LINES = 20;
    private static final Pattern EVENT =
            Pattern.compile("(?m)^(?:[^\\n]{0,80}?\\s)??([a-z][a-z0-9_]{1,63}):([a-z][a-z0-9_]{1,63}):(?:\\s|$)");

    private PerfScriptText() {}

    /** {@return why a text no format recognises is not read, or null if it is not perf's} */
    static @Nullable String refusal(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, 1 << 13), StandardCharsets.ISO_8859_1);
        int known = 0;
        int at = 0;
        for (int line = 0; line < LINES && at < text.length(); line++) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            Matcher event = EVENT.matcher(text).region(at, end);
            if (event.lookingAt() && EventKind.named(event.group(2)).subsystem().equals(event.group(1))) {
                known++;
            }
            at = end + 1;
        }
        return known == 0
                ? null
                : "text of perf script without pid, CPU or time; print it with"
                        + " perf script -F comm,tid,cpu,time,event,trace";
    }
}
