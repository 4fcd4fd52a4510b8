package lostedge.ingest.ftrace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;

/**
 * The plain twin of the text reader: one regular expression per line form and per print format, written from the
 * kernel's, trace-cmd's and perf's format strings. Slow, and an oracle for well-formed texts.
 */
final class PlainFtraceReader {
    private static final String STAMP = "(?<time>[0-9]+(?:\\.[0-9]+)?)(?<us>us.)?: +";
    private static final List<Pattern> LINES = List.of(
            Pattern.compile("(?<comm>.{16})-(?<pid>-1|[0-9]+) +(?:\\([ 0-9-]+\\) +)?\\[(?<cpu>[0-9]+)\\] +"
                    + "(?:(?<flags>[^ 0-9]\\S{3,7}) +)?" + STAMP + "(?<text>.*)"),
            Pattern.compile(
                    "(?<comm>.{8})-(?<pid>[0-9]+) +(?<cpu>[0-9]+)(?<flags>[^ 0-9]\\S{3,7}) +" + STAMP + "(?<text>.*)"),
            Pattern.compile("(?<comm>.{16}|\\S+) +(?:[0-9]+/)?(?<pid>-1|[0-9]+) +(?:\\[(?<cpu>[0-9]+)\\] +)?"
                    + "(?<flags>)" + STAMP + "(?:[0-9]+ +)?(?<text>[a-z_]\\w*:\\w+: ?.*)"));
    private static final Pattern EVENT = Pattern.compile("(?:[^: ]*:(?=\\S))?(?<name>[^: ]+):(?: +(?<arguments>.*)|)");
    private static final Pattern FUNCTION = Pattern.compile("(?<function>[^ +]+)\\S*(?: \\[\\S+\\])? <-(?<parent>.*)");
    private static final Pattern LOST =
            Pattern.compile("CPU:(?<cpu>[0-9]+) \\[(?:LOST )?(?<lost>[0-9]*) ?EVENTS(?: DROPPED)?\\]");
    private static final Pattern PERF_LOST =
            Pattern.compile(".{16} +[0-9]+ \\[(?<cpu>[0-9]+)\\] +\\S+: PERF_RECORD_LOST lost (?<lost>[0-9]+)");
    private static final Pattern START = Pattern.compile("##### CPU (?<cpu>[0-9]+) buffer started ####");

    private static final String SYMBOL = "(?<label>[^ ,+/]+)(?:[+/][^ ,]*)?(?: \\[\\S+\\])?";
    private static final String SITE = "(?<site>[^ ,]+(?: \\[\\S+\\])?)";
    private static final String POINTER = "(?<pointer>\\(\\S+\\)|[0-9a-fx]+)";
    private static final String TASK = "(?<label>.{0,15}):(?<code>[0-9]+) \\[-?[0-9]+\\]";

    /** Print formats by tracepoint; the groups are named as the columns. */
    private static final Map<String, List<String>> FORMATS = formats();

    private final List<PlainRow> rows = new ArrayList<>();
    private final List<PlainRow> waiting = new ArrayList<>();
    private int unread;

    private static Map<String, List<String>> formats() {
        Map<String, List<String>> formats = new TreeMap<>();
        formats.put("irq_handler_entry", List.of("irq=(?<code>-?[0-9]+) name=(?<label>.*)"));
        formats.put("irq_handler_exit", List.of("irq=(?<code>-?[0-9]+) ret=(?<handled>un)?handled"));
        for (String softirq : List.of("softirq_raise", "softirq_entry", "softirq_exit")) {
            formats.put(softirq, List.of("vec=(?<code>[0-9]+) \\[action=\\w+\\]"));
        }
        for (String reason : List.of("ipi_entry", "ipi_exit")) {
            formats.put(reason, List.of("\\((?<label>.*)\\)"));
        }
        formats.put("ipi_raise", List.of("target_mask=(?<mask>\\S+) \\((?<label>.*)\\)"));
        formats.put("ipi_send_cpu", List.of("cpu=(?<peer>[0-9]+) callsite=" + SITE + " callback=" + SYMBOL));
        formats.put(
                "ipi_send_cpumask",
                List.of(
                        "cpumask=(?<mask>\\S+) callsite=" + SITE + " callback=" + SYMBOL,
                        "\\[FAILED TO PARSE\\] cpumask=[0-9]+ callsite=" + SITE + " callback=" + SYMBOL));
        formats.put(
                "csd_queue_cpu",
                List.of("cpu=(?<peer>[0-9]+) callsite=" + SITE + " func=" + SYMBOL + " csd=" + POINTER));
        for (String call : List.of("csd_function_entry", "csd_function_exit")) {
            formats.put(call, List.of("func=" + SYMBOL + ", csd=" + POINTER));
        }
        formats.put("tlb_flush", List.of("pages[:=](?<reference>-?[0-9]+) reason[:=].* \\((?<code>[0-9]+)\\)"));
        for (String irqs : List.of("irq_disable", "irq_enable")) {
            formats.put(irqs, List.of("caller=" + SYMBOL + " parent=" + SITE));
        }
        formats.put(
                "sched_switch",
                List.of(
                        "prev_comm=.{0,15} prev_pid=-?[0-9]+ prev_prio=-?[0-9]+ prev_state=(?<state>\\S)\\S* ==> "
                                + "next_comm=(?<label>.{0,15}) next_pid=(?<code>-?[0-9]+) next_prio=-?[0-9]+",
                        ".{0,15}:[0-9]+ \\[-?[0-9]+\\] (?<state>\\S)\\S* ==> " + TASK));
        for (String wake : List.of("sched_waking", "sched_wakeup", "sched_wakeup_new")) {
            formats.put(
                    wake,
                    List.of(
                            "comm=(?<label>.{0,15}) pid=(?<code>-?[0-9]+) prio=-?[0-9]+(?: success=[01])? "
                                    + "target_cpu=(?<peer>[0-9]+)",
                            TASK + "(?: success=[01])? CPU:(?<peer>[0-9]+)"));
        }
        formats.put(
                "sched_migrate_task",
                List.of("comm=.{0,15} pid=(?<code>-?[0-9]+) prio=-?[0-9]+ orig_cpu=(?<reference>[0-9]+) "
                        + "dest_cpu=(?<peer>[0-9]+)"));
        formats.put("sched_wake_idle_without_ipi", List.of("cpu=(?<peer>[0-9]+)"));
        formats.put(
                "hrtimer_expire_entry",
                List.of(
                        "hrtimer=" + POINTER + " function=" + SYMBOL + " now=[0-9]+",
                        "hrtimer=" + POINTER + " now=[0-9]+ function=" + SYMBOL));
        formats.put("hrtimer_expire_exit", List.of("hrtimer=" + POINTER));
        formats.put("timer_expire_entry", List.of("timer=" + POINTER + " function=" + SYMBOL + " .*"));
        formats.put("timer_expire_exit", List.of("timer=" + POINTER));
        formats.put("contention_begin", List.of(POINTER + " \\(flags=(?<locks>[A-Z|]*)\\)"));
        formats.put("contention_end", List.of(POINTER + " \\(ret=(?<code>-?[0-9]+)\\)"));
        formats.put("cpu_idle", List.of("state=(?<state>[0-9]+) cpu_id=(?<peer>[0-9]+)"));
        return formats;
    }

    /** Reads a text of complete lines. */
    static PlainFtraceReader read(String text) {
        PlainFtraceReader reader = new PlainFtraceReader();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            reader.line(lines[i], i + 1);
        }
        return reader;
    }

    List<PlainRow> rows() {
        return rows;
    }

    int unread() {
        return unread;
    }

    private void line(String line, int number) {
        for (Pattern pattern : List.of(LOST, PERF_LOST, START)) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                boolean start = pattern.equals(START);
                String lost = start ? "0" : matcher.group("lost");
                waiting.add(row(
                        number,
                        Integer.parseInt(matcher.group("cpu")),
                        start ? EventKind.BUFFER_START : EventKind.LOST_EVENTS,
                        lost.isEmpty() ? -1 : Long.parseLong(lost)));
                return;
            }
        }
        for (Pattern pattern : LINES) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                event(matcher, number);
                return;
            }
        }
        if (!line.startsWith("#") && !line.startsWith("cpus=")) {
            unread++;
        }
    }

    private static PlainRow row(long number, int cpu, EventKind kind, long reference) {
        return new PlainRow(number, 0, cpu, kind, 0, -1, -1, -1, reference, "", "");
    }

    private void event(Matcher line, long number) {
        long time = time(line.group("time"), line.group("us") != null);
        int cpu = line.group("cpu") == null ? -1 : Integer.parseInt(line.group("cpu"));
        int pid = Integer.parseInt(line.group("pid"));
        int flags = flags(line.group("flags"));
        for (PlainRow row : waiting) {
            rows.add(new PlainRow(row.line(), time, row.cpu(), row.kind(), 0, -1, -1, -1, row.reference(), "", ""));
        }
        waiting.clear();
        Matcher event = EVENT.matcher(line.group("text"));
        if (!event.matches()) {
            Matcher function = FUNCTION.matcher(line.group("text"));
            String label = function.matches() ? function.group("function") : "";
            String site = label.isEmpty() ? "" : function.group("parent");
            rows.add(new PlainRow(number, time, cpu, EventKind.OTHER, flags, pid, -1, -1, 0, label, site));
            return;
        }
        String name = event.group("name");
        String arguments = event.group("arguments") == null ? "" : event.group("arguments");
        EventKind kind = EventKind.named(name);
        List<String> formats = FORMATS.get(name);
        if (formats == null && kind != EventKind.OTHER) {
            formats = List.of("vector=(?<code>[0-9]+)");
        }
        if (formats != null) {
            for (String format : formats) {
                Matcher fields = Pattern.compile(format).matcher(arguments);
                if (fields.matches()) {
                    fields(new PlainRow(number, time, cpu, kind, flags, pid, -1, -1, 0, "", ""), fields, format);
                    return;
                }
            }
            unread++;
        }
        rows.add(new PlainRow(number, time, cpu, EventKind.OTHER, flags, pid, -1, -1, 0, name, ""));
    }

    private void fields(PlainRow row, Matcher fields, String format) {
        String label = format.contains("<label>") ? fields.group("label") : "";
        label = label.equals("0x0") ? "" : label;
        String site = format.contains("<site>") ? fields.group("site") : "";
        int peer = format.contains("<peer>") ? Integer.parseInt(fields.group("peer")) : -1;
        int code = format.contains("<code>") ? Integer.parseInt(fields.group("code")) : -1;
        if (format.contains("<locks>")) {
            List<String> names = List.of("SPIN", "READ", "WRITE", "RT", "PERCPU", "MUTEX");
            String found = fields.group("locks");
            code = names.stream()
                    .filter(List.of(found.split("\\|"))::contains)
                    .mapToInt(name -> 1 << names.indexOf(name))
                    .sum();
        }
        long reference = 0;
        if (format.contains("<reference>")) {
            reference = Long.parseLong(fields.group("reference"));
        } else if (format.contains("<pointer>")) {
            reference = pointer(fields.group("pointer"));
        } else if (format.contains("<handled>")) {
            reference = fields.group("handled") == null ? 1 : 0;
        } else if (row.kind() == EventKind.CPU_IDLE) {
            code = (int) Long.parseLong(fields.group("state"));
        } else if (format.contains("<state>")) {
            reference = fields.group("state").charAt(0);
        }
        BitSet targets = format.contains("<mask>") ? mask(fields.group("mask")) : new BitSet();
        if (row.kind() == EventKind.IPI_SEND_CPU || row.kind() == EventKind.IPI_SEND_CPUMASK) {
            boolean toItself = peer == row.cpu() || targets.cardinality() == 1 && targets.get(row.cpu());
            code = message(label, toItself).ordinal();
        } else if (row.kind().subsystem().equals("ipi")) {
            code = reason(label).ordinal();
        }
        if (!format.contains("<mask>")) {
            rows.add(filled(row, peer, code, reference, label, site));
            return;
        }
        for (int word = 0; word * 64 < Math.max(1, targets.length()); word++) {
            long[] bits = targets.get(word * 64, word * 64 + 64).toLongArray();
            if (bits.length > 0 || targets.isEmpty()) {
                rows.add(filled(row, word * 64, code, bits.length == 0 ? 0 : bits[0], label, site));
            }
        }
    }

    private static PlainRow filled(PlainRow row, int peer, int code, long reference, String label, String site) {
        return new PlainRow(
                row.line(),
                row.time(),
                row.cpu(),
                row.kind(),
                row.flags(),
                row.pid(),
                peer,
                code,
                reference,
                label,
                site);
    }

    private static IpiMessage message(String callback, boolean toItself) {
        if (callback.isEmpty()) {
            return IpiMessage.RESCHEDULE;
        }
        boolean generic = callback.equals("generic_smp_call_function_single_interrupt");
        return toItself && !generic ? IpiMessage.IRQ_WORK : IpiMessage.CALL_FUNC;
    }

    private static IpiMessage reason(String reason) {
        if (reason.startsWith("Resched")) {
            return IpiMessage.RESCHEDULE;
        }
        if (reason.startsWith("Function")) {
            return IpiMessage.CALL_FUNC;
        }
        return reason.startsWith("IRQ work") ? IpiMessage.IRQ_WORK : IpiMessage.UNKNOWN;
    }

    private static BitSet mask(String text) {
        BitSet mask = new BitSet();
        if (text.matches("[0-9a-f]{8}(,[0-9a-f]{8})*")) {
            BigInteger bits = new BigInteger(text.replace(",", ""), 16);
            for (int bit = 0; bit < bits.bitLength(); bit++) {
                mask.set(bit, bits.testBit(bit));
            }
            return mask;
        }
        for (String range : text.split(",")) {
            String[] ends = range.split("-");
            mask.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return mask;
    }

    private static long pointer(String text) {
        if (text.startsWith("(")) {
            return text.equals("(nil)") ? 0 : EventBatch.HIDDEN_POINTER;
        }
        return Long.parseUnsignedLong(text.replaceFirst("^0x", ""), 16);
    }

    private static long time(String digits, boolean us) {
        int point = digits.indexOf('.');
        if (point < 0) {
            return Long.parseLong(digits) * (us ? 1000 : 1);
        }
        long scale = digits.length() - point == 7 ? 1000 : 1;
        return Long.parseLong(digits.replace(".", "")) * scale;
    }

    private static int flags(String column) {
        if (column == null || column.isEmpty()) {
            return 0;
        }
        int flags = ContextFlags.KNOWN;
        flags |= column.charAt(0) == 'd' || column.charAt(0) == 'D' ? ContextFlags.IRQS_OFF : 0;
        flags |= column.charAt(0) == 'b' || column.charAt(0) == 'D' ? ContextFlags.BH_OFF : 0;
        flags |= column.charAt(1) != '.' ? ContextFlags.NEED_RESCHED : 0;
        int context = column.length() >= 6 ? 3 : 2;
        flags |= "hHZ".indexOf(column.charAt(context)) >= 0 ? ContextFlags.HARDIRQ : 0;
        flags |= "sH".indexOf(column.charAt(context)) >= 0 ? ContextFlags.SOFTIRQ : 0;
        flags |= "zZ".indexOf(column.charAt(context)) >= 0 ? ContextFlags.NMI : 0;
        char depth = column.charAt(context + 1);
        return flags | (depth == '.' ? 0 : Integer.parseInt(String.valueOf(depth), 16)) << ContextFlags.PREEMPT_SHIFT;
    }
}
