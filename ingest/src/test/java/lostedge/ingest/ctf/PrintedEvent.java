package lostedge.ingest.ctf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code babeltrace2 --clock-cycles}: {@code [cycles] (+delta) host name: { cpu_id = 0 }, ..., { fields }}.
 */
record PrintedEvent(long cycles, int cpu, String name, String fields) {
    private static final Pattern LINE =
            Pattern.compile("\\[(\\d+)] \\(\\+[?\\d]+\\) (?:\\S+ )?(\\w+): (\\{ cpu_id = (\\d+) }.*)");

    static PrintedEvent parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not an event: " + line);
        }
        String name = matcher.group(2);
        String rest = matcher.group(3);
        String fields = rest.substring(lastGroup(rest));
        String described = switch (name) {
            case "irq_handler_entry" -> "irq=" + number(fields, "irq") + " name=" + text(fields, "name");
            case "irq_handler_exit" -> "irq=" + number(fields, "irq") + " ret=" + number(fields, "ret");
            case "irq_softirq_raise", "irq_softirq_entry", "irq_softirq_exit" -> "vec=" + number(fields, "vec");
            case "sched_switch" ->
                "state=" + state(number(fields, "prev_state")) + " next_tid=" + number(fields, "next_tid")
                        + " next_comm=" + text(fields, "next_comm") + " prev_tid=" + number(fields, "prev_tid");
            case "sched_waking", "sched_wakeup", "sched_wakeup_new" ->
                "comm=" + text(fields, "comm") + " tid=" + number(fields, "tid") + " target_cpu="
                        + number(fields, "target_cpu");
            case "sched_migrate_task" ->
                "tid=" + number(fields, "tid") + " orig_cpu=" + number(fields, "orig_cpu") + " dest_cpu="
                        + number(fields, "dest_cpu");
            default -> name.startsWith("x86_irq_vectors_") ? "vector=" + number(fields, "vector") : "";
        };
        return new PrintedEvent(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(4)), name, described);
    }

    /** {@return where the last pair of braces begins that stands in no other} */
    private static int lastGroup(String groups) {
        int depth = 0;
        int last = 0;
        for (int i = 0; i < groups.length(); i++) {
            char c = groups.charAt(i);
            if (c == '{' && depth++ == 0) {
                last = i;
            } else if (c == '}') {
                depth--;
            }
        }
        return last;
    }

    private static long number(String fields, String name) {
        Matcher matcher = Pattern.compile("[ {]" + name + " = (-?\\d+)").matcher(fields);
        if (!matcher.find()) {
            throw new AssertionError(name + " in " + fields);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String text(String fields, String name) {
        Matcher matcher = Pattern.compile("[ {]" + name + " = \"(.*?)\"[, ]").matcher(fields);
        if (!matcher.find()) {
            throw new AssertionError(name + " in " + fields);
        }
        return matcher.group(1);
    }

    private static char state(long bits) {
        int low = (int) bits & 0xFF;
        return low == 0 ? 'R' : "SDTtXZPI".charAt(Integer.numberOfTrailingZeros(low));
    }

    @Override
    public String toString() {
        return String.format("%020d cpu%d %s %s", cycles, cpu, name, fields);
    }
}
