package lostedge.ingest.dmesg.report;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * First lines of a CPU's backtrace ({@code lib/nmi_backtrace.c}, {@code dump_stack_print_info()}), with the function it
 * was in from the register dump that follows ({@code show_regs()} of each architecture).
 *
 * <pre>
 * NMI backtrace for cpu 1
 * CPU: 1 UID: 0 PID: 264 Comm: flusher1 Tainted: G           OE      6.12.117+deb12-amd64 #1
 * RIP: 0010:smp_call_function_many_cond+0x137/0x4c0                                                (x86)
 * pc is at smp_call_function_many_cond+0x2b0/0x9d0                                                 (alpha, arm)
 * NMI backtrace for cpu 2 skipped: idling at default_idle+0xf/0x20
 * </pre>
 *
 * <p>A "Task dump for CPU 1" is none: where the CPU does not answer, the stack is the reporter's own.
 */
final class BacktraceReports implements ReportParser {
    private static final Pattern NMI =
            Pattern.compile("NMI backtrace for cpu (\\d{1,5})(?: skipped: idling at (?:pc )?([^\\s+]{1,255}))?");
    private static final Pattern CPU =
            Pattern.compile("^CPU: (\\d{1,5}) (?:UID: \\d{1,10} )?PID: (\\d{1,9}) Comm: .{1,16} (?:Not t|T)ainted");
    private static final Pattern FUNCTION = Pattern.compile(
            "^(?:RIP: [0-9a-f]{4}:|[pP][cC] is at |pc : |epc : |NIP \\[[0-9a-f]{8,16}\\] )([\\w.$]{1,255})\\+0x");
    private static final int MAX_LINES = 40;

    private @Nullable LogEvent open;
    private int lines;

    @Override
    public boolean accept(LogLine line, long position, Consumer<LogEvent> events) {
        String text = line.text();
        Matcher m = NMI.matcher(text);
        if (text.contains("NMI backtrace") && m.find()) {
            begin(LogEvent.of(line, position, EventKind.CPU_BACKTRACE, Integer.parseInt(m.group(1))), events);
            if (m.group(2) != null) {
                complete(m.group(2), events);
            }
            return true;
        }
        m = CPU.matcher(text);
        if (text.startsWith("CPU: ") && m.find()) {
            int cpu = Integer.parseInt(m.group(1));
            LogEvent before = open;
            boolean continues = before != null && before.cpu() == cpu && before.pid() == EventBatch.NONE;
            if (before == null || !continues) {
                before = LogEvent.of(line, position, EventKind.CPU_BACKTRACE, cpu);
                begin(before, events);
            }
            open = before.pid(Integer.parseInt(m.group(2)));
            return true;
        }
        m = FUNCTION.matcher(text);
        if (open != null && m.find()) {
            complete(m.group(1), events);
            return true;
        }
        if (open != null && ++lines > MAX_LINES) {
            end(events);
        }
        return false;
    }

    private void begin(LogEvent backtrace, Consumer<LogEvent> events) {
        end(events);
        open = backtrace;
        lines = 0;
    }

    private void complete(String function, Consumer<LogEvent> events) {
        open = open == null ? null : open.label(function);
        end(events);
    }

    @Override
    public void end(Consumer<LogEvent> events) {
        if (open != null) {
            events.accept(open);
            open = null;
        }
    }
}
