package lostedge.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.html.Contents;
import lostedge.analysis.html.Html;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.LogReports;
import lostedge.analysis.result.RecordingFacts;
import lostedge.analysis.timeline.StallSurroundings;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.InterprocessorRows;
import lostedge.engine.counter.RowGrowth;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.engine.event.LossLedger.Severity;

/** The sections on the recordings themselves: rates of counters, losses, and how the report was made. */
final class RecordingSections {
    private static final int MOST_LOSSES = 60;
    private static final int MOST_RECORDINGS = 100;

    private final AnalysisResult result;
    private final Html html;

    RecordingSections(AnalysisResult result, Html html) {
        this.result = result;
        this.html = html;
    }

    /** What the rows of interprocessor interrupts grew by, and when. */
    void counters(List<Figure> rates, Contents contents) {
        List<List<String>> rows = new ArrayList<>();
        for (CounterSeries series : result.counters()) {
            RowGrowth.of(series, InterprocessorRows::contain)
                    .forEach((row, growth) -> rows.add(List.of(
                            Html.name(series.source()),
                            Html.name(row),
                            Quantity.count(growth.total()),
                            series.seconds() > 0 ? Quantity.number(growth.total() / series.seconds()) : "no times")));
        }
        if (rows.isEmpty()) {
            contents.nothing(
                    "Counters",
                    result.counters().isEmpty()
                            ? "There are no counter readings; /proc/interrupts read each second beside the trace would give them."
                            : "The counter readings hold no rows of interprocessor interrupts, or are no two of one boot.");
            return;
        }
        contents.section("counters", "Counters", "What counters of interprocessor interrupts grew by");
        rates.forEach(html::figure);
        html.table("From the first reading to the last", List.of("readings", "row", "#growth", "#1/s"), rows);
        html.raw("</section>\n");
    }

    /** What the kernel log says by itself. */
    void log(Contents contents) {
        LogReports reports = result.logReports();
        if (reports == null || reports.counts().isEmpty()) {
            return;
        }
        contents.section("log", "Kernel log", "What the kernel log reports");
        List<List<String>> rows = new ArrayList<>();
        reports.counts()
                .forEach(
                        (kind, count) -> rows.add(List.of(kind.tracepoint().replace('_', ' '), Quantity.count(count))));
        html.table("Reports by kind", List.of("report", "#count"), rows);
        LogReports.Wait wait = reports.longest();
        if (wait != null) {
            html.element(
                    "p",
                    "The longest wait reported: CPU " + wait.waiterCpu() + " had waited "
                            + Quantity.duration(wait.waitedNs())
                            + (wait.targetCpu() < 0 ? "" : " for CPU " + wait.targetCpu())
                            + (wait.function().isEmpty() ? "" : " to run " + Html.name(wait.function())) + ".");
        }
        html.raw("</section>\n");
    }

    void losses(Contents contents) {
        contents.section("losses", "Losses", "What was lost, and what that forbids");
        if (!result.limits().isEmpty()) {
            html.raw("<ul>");
            result.limits().forEach(limit -> html.element("li", Html.name(limit, Html.LONGEST_SENTENCE)));
            html.raw("</ul>\n");
        }
        List<Loss> losses = result.losses().losses();
        List<Loss> serious = losses.stream().filter(RecordingSections::forbids).toList();
        List<Loss> remarks = losses.stream().filter(loss -> !forbids(loss)).toList();
        if (serious.isEmpty()) {
            html.element("p", "none", "Nothing was lost or refused that forbids a conclusion.");
        } else {
            lossTable("Losses and refusals", serious);
        }
        if (!remarks.isEmpty()) {
            html.raw("<details><summary>")
                    .text(Quantity.count(remarks.size(), "thing") + " counted that "
                            + (remarks.size() == 1 ? "forbids" : "forbid") + " nothing")
                    .raw("</summary>\n");
            lossTable("Counted without consequence", remarks);
            html.raw("</details>\n");
        }
        html.raw("</section>\n");
    }

    private static boolean forbids(Loss loss) {
        return loss.severity() != Severity.INFO || !loss.forbids().isEmpty();
    }

    private void lossTable(String caption, List<Loss> losses) {
        html.table(
                caption,
                List.of("source", "what", "severity", "#count", "forbids"),
                losses.stream()
                        .limit(MOST_LOSSES)
                        .map(loss -> List.of(
                                Html.name(loss.source()),
                                Html.name(loss.counter()),
                                loss.severity().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                Quantity.count(loss.count()),
                                loss.forbids().isEmpty() ? "nothing" : Html.name(loss.forbids())))
                        .toList());
        if (losses.size() > MOST_LOSSES) {
            html.element("p", "none", Quantity.count(losses.size() - MOST_LOSSES) + " more in the table of losses.");
        }
    }

    /** How the result was made, and which bounds it keeps. */
    void origin() {
        html.raw("<dl>");
        fact("tool", "lostedge " + result.version());
        fact("command", Html.name(result.command(), Html.LONGEST_SENTENCE));
        bounds();
        html.raw("</dl>\n");
        List<List<String>> rows = new ArrayList<>();
        for (RecordingFacts facts : result.recordings()
                .subList(0, Math.min(MOST_RECORDINGS, result.recordings().size()))) {
            rows.add(List.of(
                    Html.name(facts.name()), facts.format(), contents(facts), clock(facts.clock()), facts.sha256()));
        }
        html.table("Recordings read", List.of("recording", "format", "holds", "clock", "%SHA-256"), rows);
        if (result.recordings().size() > MOST_RECORDINGS) {
            html.element(
                    "p",
                    "none",
                    "The first " + MOST_RECORDINGS + " of "
                            + result.recordings().size() + ".");
        }
        result.recordings().stream()
                .map(RecordingFacts::capabilities)
                .filter(capabilities ->
                        capabilities != null && !capabilities.seen().isEmpty())
                .limit(1)
                .forEach(this::kinds);
    }

    private void bounds() {
        fact("a stall is", "a wait of " + Quantity.duration(result.stallThresholdNs()) + " or more");
        long stalls = result.findings().stalls();
        int worst = result.findings().worst().size();
        if (stalls > worst) {
            fact(
                    "shown of stalls",
                    "the " + worst + " longest of " + Quantity.count(stalls) + "; the table of stalls holds all");
        }
        if (!result.timelines().isEmpty()) {
            fact(
                    "shown of each",
                    "at most " + StallSurroundings.MOST_CPUS + " CPUs, " + StallSurroundings.MOST_SPANS
                            + " stretches of a CPU and " + StallSurroundings.MOST_ARROWS
                            + " messages: those nearest to its evidence, and the longest");
        }
    }

    private void kinds(Capabilities capabilities) {
        List<String> seen = new ArrayList<>();
        for (EventKind kind : capabilities.seen()) {
            if (kind.role() != EventRole.RECORDER) {
                seen.add(kind == EventKind.OTHER ? "others" : kind.tracepoint());
            }
        }
        html.element("p", "none", "Events seen: " + Words.listed(seen) + ".");
    }

    private void fact(String name, String value) {
        html.element("dt", name).element("dd", value);
    }

    private static String contents(RecordingFacts facts) {
        String what = facts.events() > 0 || facts.snapshots() == 0
                ? Quantity.count(facts.events(), "event")
                : Quantity.count(facts.snapshots(), "reading");
        boolean timed = facts.beginNs() != Long.MIN_VALUE && facts.clock().hasDurations();
        return what
                + (facts.cpus() > 0 ? ", " + Quantity.count(facts.cpus(), "CPU") : "")
                + (timed ? ", " + Quantity.duration(facts.endNs() - facts.beginNs()) : "");
    }

    private static String clock(Clock clock) {
        if (!clock.hasDurations()) {
            return clock.domain().traceName() + ", order only";
        }
        return clock.domain().traceName()
                + (clock.resolutionNs() > 0 ? ", steps of " + Quantity.duration(clock.resolutionNs()) : "");
    }
}
