package lostedge.ingest.dmesg.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;

/**
 * Reports of {@code csd_lock_wait_toolong()} and, with {@code csdlock_debug=ext} before Linux 6.4,
 * {@code csd_lock_print_extended()} ({@code kernel/smp.c}; in the kernel since 5.10).
 */
final class CsdLockReports implements ReportParser {
    private static final Pattern DETECTED = Pattern.compile("csd: (?:Detected|Continued) non-responsive CSD lock"
            + " \\(#(\\d{1,9})\\) on CPU#(\\d{1,5}), waiting (-?\\d{1,18}) ns for CPU#(-?\\d{1,5}) (\\S{1,255})");
    private static final Pattern STATE = Pattern.compile("csd: CSD lock \\(#(\\d{1,9})\\)"
            + " (?:(unresponsive|handling this request)\\.|(handling prior) (\\S{1,255}) request)");
    private static final Pattern RESEND =
            Pattern.compile("csd: Re-sending CSD lock \\(#(\\d{1,9})\\) IPI from CPU#(\\d{1,5}) to CPU#(\\d{1,5})");
    private static final Pattern UNSTUCK = Pattern.compile(
            "csd: CSD lock \\(#(\\d{1,9})\\) got unstuck on" + " CPU#(\\d{1,5}), CPU#(-?\\d{1,5}) released the lock");
    private static final Pattern SEQUENCE =
            Pattern.compile("csd: cnt\\(([0-9a-f]{1,7})\\): ([0-9a-f]{4})->([0-9a-f]{4}) (\\w{1,16})");
    private static final int NO_CPU_IN_SEQUENCE = 0xffff;
    private static final int MAX_LOCKS = 1 << 16;

    /** The waiter of each lock reported so far. */
    private final Map<Integer, Integer> waiters = new LinkedHashMap<>();

    @Override
    public boolean accept(LogLine line, long position, Consumer<LogEvent> events) {
        String text = line.text();
        return text.contains("csd: ")
                && (detected(text, line, position, events)
                        || state(text, line, position, events)
                        || resendOrUnstuck(RESEND, EventKind.CSD_LOCK_RESEND, line, position, events)
                        || resendOrUnstuck(UNSTUCK, EventKind.CSD_LOCK_UNSTUCK, line, position, events)
                        || sequence(text, line, position, events)
                        || text.contains("csd: cnt now: "));
    }

    private boolean detected(String text, LogLine line, long position, Consumer<LogEvent> events) {
        Matcher m = DETECTED.matcher(text);
        if (!m.find()) {
            return false;
        }
        int lock = Integer.parseInt(m.group(1));
        int waiter = Integer.parseInt(m.group(2));
        if (waiters.size() < MAX_LOCKS) {
            waiters.put(lock, waiter);
        }
        events.accept(LogEvent.of(line, position, EventKind.CSD_LOCK_DETECTED, waiter)
                .peer(Math.max(EventBatch.NONE, Integer.parseInt(m.group(4))))
                .code(lock)
                .reference(Long.parseLong(m.group(3)))
                .label(function(m.group(5))));
        return true;
    }

    private boolean state(String text, LogLine line, long position, Consumer<LogEvent> events) {
        Matcher m = STATE.matcher(text);
        if (!m.find()) {
            return false;
        }
        int lock = Integer.parseInt(m.group(1));
        boolean prior = m.group(3) != null;
        events.accept(LogEvent.of(line, position, EventKind.CSD_LOCK_STATE, waiters.getOrDefault(lock, EventBatch.NONE))
                .code(lock)
                .label(prior ? m.group(3) : m.group(2))
                .site(prior ? function(m.group(4)) : ""));
        return true;
    }

    private static boolean resendOrUnstuck(
            Pattern pattern, EventKind kind, LogLine line, long position, Consumer<LogEvent> events) {
        Matcher m = pattern.matcher(line.text());
        if (!m.find()) {
            return false;
        }
        events.accept(LogEvent.of(line, position, kind, Integer.parseInt(m.group(2)))
                .peer(Math.max(EventBatch.NONE, Integer.parseInt(m.group(3))))
                .code(Integer.parseInt(m.group(1))));
        return true;
    }

    private static boolean sequence(String text, LogLine line, long position, Consumer<LogEvent> events) {
        Matcher m = SEQUENCE.matcher(text);
        if (!m.find()) {
            return false;
        }
        events.accept(LogEvent.of(line, position, EventKind.CSD_SEQUENCE, sequenceCpu(m.group(2)))
                .peer(sequenceCpu(m.group(3)))
                .code(Integer.parseInt(m.group(1), 16))
                .label(m.group(4)));
        return true;
    }

    private static int sequenceCpu(String hex) {
        int cpu = Integer.parseInt(hex, 16);
        return cpu == NO_CPU_IN_SEQUENCE ? EventBatch.NONE : cpu;
    }

    /** {@return the name in "ipi_mb+0x0/0x10(0x0)."} */
    private static String function(String called) {
        int end = 0;
        while (end < called.length() && "+(".indexOf(called.charAt(end)) < 0) {
            end++;
        }
        return called.substring(0, end);
    }
}
