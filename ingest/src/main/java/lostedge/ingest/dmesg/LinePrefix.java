package lostedge.ingest.dmesg;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.ingest.dmesg.report.LogLine;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a kernel message: the stamp of printk, of {@code /dev/kmsg}, of {@code dmesg -T} and
 * {@code --time-format=iso}, of syslog or of journalctl.
 *
 * <pre>
 * &lt;6&gt;[   12.345678][    T1] text                        printk, dmesg -r, dmesg -d
 * 6,339,12345678,-,caller=T1;text                        /dev/kmsg
 * [Sat Nov 21 20:49:16 2026] text                        dmesg -T
 * 2026-11-21T20:49:16,409364+00:00 text                  dmesg --time-format=iso
 * Nov 21 20:49:16 host kernel: [   12.345678] text       syslog, journalctl
 * 2026-11-21T20:49:16+0000 host kernel: text             journalctl -o short-iso
 * [   12.345678] host kernel: text                       journalctl -o short-monotonic
 * 1795294156.409364 host kernel: text                    journalctl -o short-unix
 * </pre>
 *
 * <p>A printk stamp counts before any other time on the line. Syslog's own time has no year and, like {@code dmesg
 * -T}'s, no zone: such times are on no known clock, but their differences are durations.
 */
final class LinePrefix {
    private static final long SECOND = 1_000_000_000L;
    private static final String STAMP = "\\[ *(\\d{1,9})\\.(\\d{6})(?: <[^>]{0,24}>)?\\]";
    private static final String PRIORITY = "(?:<\\d{1,3}>)?";
    private static final Pattern PRINTK = Pattern.compile(PRIORITY + STAMP + "(?: ?\\[ *([TC])(\\d{1,9})\\])? ?");
    private static final Pattern KMSG = Pattern.compile(
            "\\d{1,4},\\d{1,19},(\\d{1,15}),[^,;]{1,4}(?:,caller=([TC])(\\d{1,9}))?(?:,[^;]{0,64})?;(.*)");
    private static final String ISO =
            "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?(Z|[+-]\\d\\d:?\\d\\d)";
    private static final Pattern DMESG_ISO = Pattern.compile(PRIORITY + ISO + " (.*)");
    private static final Pattern DMESG_T =
            Pattern.compile(PRIORITY + "\\[(\\w{3} \\w{3} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d \\d{4})\\] (.*)");
    private static final Pattern SYSLOG = Pattern.compile(PRIORITY
            + "(?:(\\w{3} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,9}))?|" + ISO
            + "|(\\d{10})\\.(\\d{6})|" + STAMP + ") [\\w.-]{1,255} ([\\w.()/-]{1,64})(?:\\[\\d+\\])?: ?(.*)");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy", Locale.ROOT);

    private LinePrefix() {}

    /**
     * Splits a line of a log into kernel messages; there are several where a console wrote one over the end of another,
     * none where the line is another program's.
     */
    static List<LogLine> split(String line) {
        String text = LogLine.cut(line);
        boolean printk = text.startsWith("[") || text.startsWith("<");
        Matcher syslog = SYSLOG.matcher(text);
        if ((!printk || text.contains(" kernel: "))
                && syslog.matches()
                && (syslog.group(8) == null || syslog.group(10).equals("kernel"))) {
            return syslog.group(10).equals("kernel") ? ofSyslog(syslog) : List.of();
        }
        Matcher kmsg = KMSG.matcher(text);
        if (kmsg.matches()) {
            long ns = Long.parseLong(kmsg.group(1)) * 1000;
            return List.of(
                    new LogLine(Clock.Domain.PRINTK, ns, 1000, caller(kmsg.group(2), kmsg.group(3)), kmsg.group(4)));
        }
        List<LogLine> stamped = ofPrintk(text);
        if (!stamped.isEmpty()) {
            return stamped;
        }
        Matcher iso = DMESG_ISO.matcher(text);
        if (iso.matches()) {
            return List.of(ofIso(iso.group(1), iso.group(2), iso.group(3), iso.group(4)));
        }
        Matcher date = DMESG_T.matcher(text);
        if (date.matches()) {
            return List.of(ofDate(date.group(1), "", date.group(2)));
        }
        return List.of(LogLine.untimed(text));
    }

    private static List<LogLine> ofPrintk(String text) {
        List<LogLine> lines = new ArrayList<>();
        Matcher matcher = PRINTK.matcher(text);
        boolean found = matcher.find();
        while (found) {
            long ns = ns(matcher.group(1), matcher.group(2));
            int cpu = caller(matcher.group(3), matcher.group(4));
            int from = matcher.end();
            found = matcher.find();
            String message = text.substring(from, found ? matcher.start() : text.length());
            lines.add(new LogLine(Clock.Domain.PRINTK, ns, 1000, cpu, message));
        }
        return lines;
    }

    private static List<LogLine> ofSyslog(Matcher m) {
        String message = m.group(11);
        List<LogLine> stamped = PRINTK.matcher(message).lookingAt() ? ofPrintk(message) : List.of();
        if (!stamped.isEmpty()) {
            return stamped;
        }
        if (m.group(1) != null) {
            return List.of(ofDate("Sat " + m.group(1) + " 2000", fraction(m.group(2)), message));
        }
        if (m.group(3) != null) {
            return List.of(ofIso(m.group(3), m.group(4), m.group(5), message));
        }
        boolean monotonic = m.group(8) != null;
        long ns = monotonic ? ns(m.group(8), m.group(9)) : ns(m.group(6), m.group(7));
        Clock.Domain domain = monotonic ? Clock.Domain.MONOTONIC : Clock.Domain.REALTIME;
        return List.of(new LogLine(domain, ns, 1000, EventBatch.NONE, message));
    }

    private static LogLine ofIso(String time, @Nullable String fraction, String zone, String message) {
        try {
            String colon = zone.replaceFirst("^([+-]\\d\\d):?(\\d\\d)$", "$1:$2");
            long seconds = OffsetDateTime.parse(time + colon).toEpochSecond();
            return ofSeconds(Clock.Domain.REALTIME, seconds, fraction(fraction), message);
        } catch (DateTimeException e) {
            return LogLine.untimed(message);
        }
    }

    /** The day of the week may be a wrong one: syslog tells none. */
    private static LogLine ofDate(String time, String fraction, String message) {
        try {
            String withoutDay = time.substring(4).replaceAll(" +", " ");
            long seconds = LocalDateTime.parse(withoutDay, DATE).toEpochSecond(ZoneOffset.UTC);
            return ofSeconds(Clock.Domain.UNKNOWN, seconds, fraction, message);
        } catch (DateTimeException e) {
            return LogLine.untimed(message);
        }
    }

    private static LogLine ofSeconds(Clock.Domain domain, long seconds, String fraction, String message) {
        String nanos = fraction + "0".repeat(9 - fraction.length());
        long resolution = Long.parseLong("1" + "0".repeat(9 - fraction.length()));
        return new LogLine(domain, seconds * SECOND + Long.parseLong(nanos), resolution, EventBatch.NONE, message);
    }

    private static long ns(String seconds, String micros) {
        return Long.parseLong(seconds) * SECOND + Long.parseLong(micros) * 1000;
    }

    private static int caller(@Nullable String kind, @Nullable String number) {
        return "C".equals(kind) && number != null ? Integer.parseInt(number) : EventBatch.NONE;
    }

    private static String fraction(@Nullable String group) {
        return group == null ? "" : group;
    }
}
