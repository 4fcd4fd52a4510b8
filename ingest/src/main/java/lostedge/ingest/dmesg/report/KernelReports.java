package lostedge.ingest.dmesg.report;

import java.util.List;
import java.util.function.Consumer;

/** All kinds of report, and the lines that look like one but cannot be read as one. */
public final class KernelReports {
    /** Words no line has but those of a report. */
    private static final List<String> TELLTALES = List.of(
            "non-responsive CSD lock",
            "CSD lock (#",
            "csd: cnt(",
            "BUG: soft lockup",
            "hard LOCKUP on",
            "NMI backtrace for cpu");

    private final List<ReportParser> parsers =
            List.of(new CsdLockReports(), new LockupReports(), new RcuStallReports(), new BacktraceReports());

    /** What became of a line. */
    public enum Reading {
        /** It is part of a report. */
        REPORT,
        /** It is something else. */
        OTHER,
        /** It has a report's words but not its form: cut short, or written over. */
        DAMAGED
    }

    /** Takes in the next line of the log; the consumer is told of events as soon as they are complete. */
    public Reading accept(LogLine line, long position, Consumer<LogEvent> events) {
        boolean report = false;
        for (ReportParser parser : parsers) {
            report |= parser.accept(line, position, events);
        }
        if (report) {
            return Reading.REPORT;
        }
        return TELLTALES.stream().anyMatch(line.text()::contains) ? Reading.DAMAGED : Reading.OTHER;
    }

    /** Completes the events of the last lines. */
    public void end(Consumer<LogEvent> events) {
        parsers.forEach(parser -> parser.end(events));
    }
}
