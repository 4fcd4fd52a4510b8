package lostedge.ingest.dmesg.report;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;

/**
 * Soft and hard lockups ({@code kernel/watchdog.c}, {@code kernel/watchdog_{perf,buddy}.c},
 * {@code arch/powerpc/kernel/watchdog.c}) and hung tasks ({@code kernel/hung_task.c}).
 */
final class LockupReports implements ReportParser {
    private static final Pattern SOFT =
            Pattern.compile("BUG: soft lockup - CPU#(\\d{1,5}) stuck for (\\d{1,9})s! \\[(.{1,64}):(\\d{1,9})\\]");
    private static final Pattern HARD = Pattern.compile(
            "(?:CPU(\\d{1,5}): )?(?:NMI )?Watchdog detected (?:hard )?LOCKUP on (?:cpu|CPU) ?(\\d{1,5})");
    private static final Pattern HARD_POWERPC =
            Pattern.compile("watchdog: CPU (\\d{1,5}) (?:self-detected hard|Hard) LOCKUP");
    private static final Pattern HARD_POWERPC_OTHERS =
            Pattern.compile("watchdog: CPU (\\d{1,5}) detected hard LOCKUP on other CPUs ([\\d,-]{1,4000})");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final Pattern HUNG = Pattern.compile(
            "INFO: task (.{1,64}):(\\d{1,9}) blocked (?:in I/O wait )?for more than (\\d{1,9}) seconds");
    private static final int MAX_CPUS = 1 << 16;

    @Override
    public boolean accept(LogLine line, long position, Consumer<LogEvent> events) {
        String text = line.text();
        if (text.contains("LOCKUP")) {
            return hard(text, line, position, events);
        }
        return text.contains("soft lockup") && soft(text, line, position, events)
                || text.contains("blocked") && hung(text, line, position, events);
    }

    private static boolean soft(String text, LogLine line, long position, Consumer<LogEvent> events) {
        Matcher m = SOFT.matcher(text);
        if (!m.find()) {
            return false;
        }
        events.accept(LogEvent.of(line, position, EventKind.SOFT_LOCKUP, Integer.parseInt(m.group(1)))
                .reference(Long.parseLong(m.group(2)))
                .label(m.group(3))
                .code(Integer.parseInt(m.group(4))));
        return true;
    }

    private static boolean hard(String text, LogLine line, long position, Consumer<LogEvent> events) {
        Matcher m = HARD.matcher(text);
        if (m.find()) {
            int cpu = Integer.parseInt(m.group(2));
            int noticer = m.group(1) == null ? EventBatch.NONE : Integer.parseInt(m.group(1));
            events.accept(LogEvent.of(line, position, EventKind.HARD_LOCKUP, cpu)
                    .peer(noticer == cpu ? EventBatch.NONE : noticer));
            return true;
        }
        m = HARD_POWERPC.matcher(text);
        if (m.find()) {
            events.accept(LogEvent.of(line, position, EventKind.HARD_LOCKUP, Integer.parseInt(m.group(1))));
            return true;
        }
        m = HARD_POWERPC_OTHERS.matcher(text);
        return m.find() && hardOthers(Integer.parseInt(m.group(1)), m.group(2), line, position, events);
    }

    private static boolean hardOthers(
            int noticer, String cpus, LogLine line, long position, Consumer<LogEvent> events) {
        Matcher range = RANGE.matcher(cpus);
        while (range.find()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (int cpu = first; cpu <= Math.min(last, MAX_CPUS); cpu++) {
                events.accept(
                        LogEvent.of(line, position, EventKind.HARD_LOCKUP, cpu).peer(noticer));
            }
        }
        return true;
    }

    private static boolean hung(String text, LogLine line, long position, Consumer<LogEvent> events) {
        Matcher m = HUNG.matcher(text);
        if (!m.find()) {
            return false;
        }
        events.accept(LogEvent.of(line, position, EventKind.HUNG_TASK, EventBatch.NONE)
                .label(m.group(1))
                .code(Integer.parseInt(m.group(2)))
                .reference(Long.parseLong(m.group(3))));
        return true;
    }
}
