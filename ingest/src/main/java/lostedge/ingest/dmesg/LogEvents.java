package lostedge.ingest.dmesg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.dmesg.report.KernelReports;
import lostedge.ingest.dmesg.report.LogEvent;
import lostedge.ingest.dmesg.report.LogLine;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.reader.TextLines;

/**
 * The reports in one or more recordings of the same boot's log, in time order, each once: a log is often dumped twice
 * into one file, and a console and {@code dmesg} say the same.
 */
final class LogEvents {
    /** Linux {@code ftrace_dump()}, as on {@code ftrace_dump_on_oops} and sysrq-z: the latency format of a trace. */
    private static final Pattern DUMPED_EVENT =
            Pattern.compile(".{8,16}-\\d{1,7} +\\d{1,4}[dDbX.]\\S{2,7} +\\d{1,18}us.?: ");

    /** Most reports that are kept. */
    private static final int MAX_EVENTS = 1 << 19;

    /** What makes two reports the same one. */
    private record Identity(long ns, EventKind kind, int cpu, int peer, int code, long reference, String label) {
        static Identity of(LogEvent e) {
            return new Identity(e.ns(), e.kind(), e.cpu(), e.peer(), e.code(), e.reference(), e.label());
        }
    }

    private final LossLedger losses = new LossLedger();
    private final List<LogEvent> events = new ArrayList<>();
    private final Set<Identity> known = new HashSet<>();
    private final BootSequence boot = new BootSequence();
    private String firstName = "";
    private Clock.Domain domain = Clock.Domain.UNKNOWN;
    private long resolutionNs;

    /**
     * Reads a recording's reports.
     *
     * @throws RecordingException if it is of another boot than those before
     */
    void read(Recording recording) throws IOException {
        String name = recording.name();
        KernelReports reports = new KernelReports();
        BootSequence boots = new BootSequence();
        List<LogEvent> found = new ArrayList<>();
        try (TextLines lines = new TextLines(recording)) {
            for (String text = lines.next(); text != null; text = lines.next()) {
                List<LogLine> messages = LinePrefix.split(text);
                if (messages.isEmpty()) {
                    losses.add(name, "line of another program", Severity.INFO, 1, lines.number(), "");
                }
                for (LogLine line : messages) {
                    if (boots.begins(line)) {
                        reports.end(found::add);
                        passOver(name, found);
                        reports = new KernelReports();
                    }
                    noteClock(line);
                    count(name, line, reports.accept(line, lines.number(), found::add), lines.number());
                }
            }
            if (!lines.terminated()) {
                losses.add(name, "last line cut short", Severity.DATA_LOSS, 1, lines.number(), "what it reported");
            }
        }
        requireOneBoot(name, boots);
        reports.end(found::add);
        found.forEach(event -> add(name, event));
    }

    private void requireOneBoot(String name, BootSequence lines) throws RecordingException {
        if (boot.contradicts(lines)) {
            throw new RecordingException(
                    name,
                    "",
                    "log of another boot than " + firstName
                            + ": both tell of the same seconds and hardly a line agrees; name the one that is meant");
        }
        boot.addAll(lines);
        firstName = firstName.isEmpty() ? name : firstName;
    }

    private void count(String name, LogLine line, KernelReports.Reading reading, long position) {
        if (DUMPED_EVENT.matcher(line.text()).lookingAt()) {
            losses.add(
                    name,
                    "event of a dumped trace buffer",
                    Severity.DATA_LOSS,
                    1,
                    position,
                    "what it shows; cut such lines out into a file of their own, without the times before them");
        } else if (reading == KernelReports.Reading.OTHER) {
            losses.add(name, "line that is no report", Severity.INFO, 1, position, "");
        } else if (reading == KernelReports.Reading.DAMAGED) {
            losses.add(name, "report cut short or written over", Severity.DATA_LOSS, 1, position, "what it reported");
        }
    }

    private void passOver(String name, List<LogEvent> ofEarlierBoot) {
        if (!ofEarlierBoot.isEmpty()) {
            losses.add(
                    name,
                    "report of an earlier boot passed over",
                    Severity.INFO,
                    ofEarlierBoot.size(),
                    ofEarlierBoot.get(0).position(),
                    "");
            ofEarlierBoot.clear();
        }
    }

    private void add(String name, LogEvent event) {
        if (!event.line().isTimed()) {
            losses.add(name, "report without a time", Severity.ERROR, 1, event.position(), "its place in time");
        } else if (!known.add(Identity.of(event))) {
            losses.add(name, "report told before", Severity.INFO, 1, event.position(), "");
        } else if (events.size() == MAX_EVENTS) {
            losses.add(
                    name, "report beyond the bound on memory", Severity.DATA_LOSS, 1, event.position(), "all after it");
        } else {
            events.add(event);
        }
    }

    /** {@return the reports on the log's clock, in time order; those on another clock are counted and left out} */
    List<LogEvent> inOrder() {
        List<LogEvent> ordered = new ArrayList<>();
        for (LogEvent event : events) {
            if (event.domain() == domain) {
                ordered.add(event);
            } else {
                losses.add("kernel log", "report on another clock left out", Severity.ERROR, 1, event.position(), "");
            }
        }
        ordered.sort(Comparator.comparingLong(LogEvent::ns));
        return ordered;
    }

    /** {@return printk's clock if any line is stamped with it, else the clock of the first line that has a time} */
    Clock clock() {
        return new Clock(domain, resolutionNs, true, true);
    }

    private void noteClock(LogLine line) {
        boolean first = resolutionNs == 0;
        boolean printkAtLast = line.domain() == Clock.Domain.PRINTK && domain != Clock.Domain.PRINTK;
        if (line.isTimed() && (first || printkAtLast)) {
            domain = line.domain();
            resolutionNs = line.resolutionNs();
        }
    }

    /** {@return what could not be read} */
    LossLedger losses() {
        return losses;
    }
}
