package lostedge.ingest.dmesg.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * RCU CPU stall warnings ({@code kernel/rcu/tree_stall.h}, {@code kernel/rcu/tree_exp.h}, {@code kernel/rcu/tasks.h};
 * {@code Documentation/RCU/stallwarn.rst}): a first line with the flavour, a line per stalled CPU, a last line with the
 * CPU that noticed.
 *
 * <pre>
 * rcu: INFO: rcu_sched self-detected stall on CPU
 * rcu:    3-....: (21501 ticks this GP) idle=87a4/1/0x4000000000000002 softirq=227/227 fqs=4687
 *         (t=21504 jiffies g=-847 q=47 ncpus=4)
 * rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
 * rcu:    1-...!: (0 ticks this GP) idle=...
 * rcu:    (detected by 0, t=5252 jiffies, g=4525, q=670 ncpus=4)
 * rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 1-...D } 2651 jiffies s: 2425 root: 0x2/.
 * INFO: rcu_sched self-detected stall on CPU { 0}  (t=2100 jiffies g=1 c=0 q=7)                     (before Linux 4)
 * </pre>
 */
final class RcuStallReports implements ReportParser {
    private static final Pattern HEAD = Pattern.compile("INFO: (rcu\\w{0,32}) (?:(self-detected) stall on CPU"
            + "|detected (?:expedited )?stalls on (?:CPUs/tasks|tasks):)(.{0,2048})");
    private static final Pattern CPU_LINE = Pattern.compile("^(?:rcu:)?\\s*(\\d{1,5})-[^\\s:]{1,8}(?:: \\(|\\s*$)");
    private static final Pattern NOTICED = Pattern.compile("\\(detected by (\\d{1,5}), t=");
    private static final Pattern INLINE_CPU = Pattern.compile("(?<=[{ ])(\\d{1,5})(?:-[^\\s}]{1,8})?(?=[ }])");
    private static final int MAX_LINES = 128;
    private static final int MAX_CPUS = 1 << 16;

    private @Nullable LogEvent head;
    private boolean selfDetected;
    private int lines;
    private final List<LogEvent> stalled = new ArrayList<>();

    @Override
    public boolean accept(LogLine line, long position, Consumer<LogEvent> events) {
        Matcher m = HEAD.matcher(line.text());
        if (line.text().contains("stall") && m.find()) {
            end(events);
            head = LogEvent.of(line, position, EventKind.RCU_STALL, EventBatch.NONE)
                    .label(m.group(1));
            selfDetected = m.group(2) != null;
            lines = 0;
            inline(m.group(3), line, position, head.label());
            noticed(line, events);
            return true;
        }
        LogEvent open = head;
        if (open == null) {
            return false;
        }
        if (++lines > MAX_LINES || line.text().contains("Stall ended before state dump start")) {
            end(events);
            return false;
        }
        Matcher cpu = CPU_LINE.matcher(line.text());
        if (cpu.find() && stalled.size() < MAX_CPUS) {
            add(cpu.group(1), line, position, open.label());
            return true;
        }
        return noticed(line, events);
    }

    /** CPUs the first line itself lists, in braces. */
    private void inline(String rest, LogLine line, long position, String flavour) {
        int from = rest.indexOf('{');
        int to = rest.indexOf('}', Math.max(from, 0));
        if (from >= 0) {
            Matcher m = INLINE_CPU.matcher(rest.substring(from, to < 0 ? rest.length() : to + 1));
            while (m.find()) {
                add(m.group(1), line, position, flavour);
            }
        }
    }

    private void add(String cpu, LogLine line, long position, String flavour) {
        stalled.add(LogEvent.of(line, position, EventKind.RCU_STALL, Integer.parseInt(cpu))
                .label(flavour));
    }

    /** The line that ends a report: "(detected by 0, t=...", "(t=..." or the end of the braces. */
    private boolean noticed(LogLine line, Consumer<LogEvent> events) {
        Matcher m = NOTICED.matcher(line.text());
        if (m.find()) {
            int by = Integer.parseInt(m.group(1));
            stalled.replaceAll(event -> event.peer(by));
            head = head == null ? null : head.peer(by);
            end(events);
            return true;
        }
        if (line.text().contains("(t=")
                || line.text().contains("} ") && line.text().contains(" jiffies s: ")) {
            end(events);
            return true;
        }
        return false;
    }

    @Override
    public void end(Consumer<LogEvent> events) {
        LogEvent open = head;
        if (open == null) {
            return;
        }
        if (stalled.isEmpty()) {
            int said = selfDetected ? open.line().cpu() : EventBatch.NONE;
            LogEvent alone = LogEvent.of(open.line(), open.position(), open.kind(), said);
            events.accept(alone.label(open.label()).peer(selfDetected ? said : open.peer()));
        }
        stalled.forEach(event -> events.accept(selfDetected ? event.peer(event.cpu()) : event));
        stalled.clear();
        head = null;
    }
}
