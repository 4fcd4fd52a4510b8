package lostedge.analysis.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lostedge.analysis.html.Html;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.FindingSummary;
import lostedge.analysis.result.FindingSummary.StallTotal;
import lostedge.analysis.result.LogReports;
import lostedge.analysis.result.RescueCounts;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Stall;

/** The answer in two sentences, the numbers that carry it, and nothing the data do not show. */
final class Answer {
    private final AnalysisResult result;
    private final FindingSummary findings;

    Answer(AnalysisResult result) {
        this.result = result;
        this.findings = result.findings();
    }

    /** {@return who waited, how long and why} */
    String waits() {
        if (result.events() == 0) {
            return "These recordings hold counters and no events: they tell how many interprocessor interrupts there"
                    + " were, not who waited for one.";
        }
        if (findings.ipis() == 0 && findings.stalls() == 0) {
            LogReports.Wait wait =
                    result.logReports() == null ? null : result.logReports().longest();
            if (wait != null) {
                return "The kernel log reports that CPU " + wait.waiterCpu() + " waited at least "
                        + Quantity.duration(wait.waitedNs())
                        + (wait.targetCpu() < 0 ? " for another CPU" : " for CPU " + wait.targetCpu())
                        + ", the longest wait of which its csd-lock watchdog tells; a log alone does not show why.";
            }
            return "These recordings hold " + Quantity.count(result.events(), "event")
                    + ", but none that tells of an interprocessor interrupt or of a call to another CPU.";
        }
        if (findings.stalls() == 0) {
            return "No CPU was seen to wait " + Quantity.duration(result.stallThresholdNs()) + " or more for another: "
                    + Quantity.count(findings.ipis(), "message") + " were followed.";
        }
        Stall worst = findings.worst().get(0);
        Map.Entry<Stall.Cause, StallTotal> main = findings.stallsByCause().entrySet().stream()
                .max(Comparator.comparingLong(e -> e.getValue().totalNs()))
                .orElseThrow();
        long total = findings.stallsByCause().values().stream()
                .mapToLong(StallTotal::totalNs)
                .sum();
        String target = worst.targetCpu() < 0 ? "" : " for CPU " + worst.targetCpu();
        return worst.waiter() + " waited " + (worst.ended() ? "" : "at least ")
                + Quantity.duration(worst.durationNs()) + target + ", the longest of "
                + Quantity.count(findings.stalls(), "stall") + " of "
                + Quantity.duration(result.stallThresholdNs()) + " or more; "
                + Quantity.percent((double) main.getValue().totalNs() / total) + " of the time waited has "
                + (main.getKey() == Stall.Cause.UNKNOWN
                        ? "no cause these recordings can show."
                        : "the cause “" + Words.of(main.getKey()) + "”.");
    }

    /** {@return whether edges were lost, and whether the data can tell} */
    String lostEdges() {
        if (result.events() == 0) {
            return "Counters alone cannot tell a lost edge from a latched one; a trace with the ipi, csd and irq events"
                    + " taken beside them could.";
        }
        List<String> supported = named(Hypothesis.Verdict.SUPPORTED);
        List<String> contradicted = named(Hypothesis.Verdict.CONTRADICTED);
        if (supported.isEmpty() && contradicted.isEmpty()) {
            return counted()
                    + (result.hypotheses().isEmpty() ? "." : "; whether edges are lost or latched is undetermined.");
        }
        List<String> clauses = new ArrayList<>();
        if (!supported.isEmpty()) {
            clauses.add("support " + Words.listed(supported));
        }
        if (!contradicted.isEmpty()) {
            clauses.add("contradict " + Words.listed(contradicted));
        }
        return counted() + "; the data " + String.join(" and ", clauses) + ".";
    }

    private String counted() {
        LostEdges books = result.lostEdges();
        if (books == null || books.sends() == 0) {
            return "No edge was seen leaving a CPU";
        }
        if (!books.isBalanced()) {
            long shown = findings.ipisByEdge().getOrDefault(Ipi.Edge.LOST, 0L);
            return shown == 0
                    ? "How many edges were lost cannot be told (" + books.method() + ")"
                    : Quantity.count(shown, "message") + " lost " + (shown == 1 ? "its" : "their")
                            + " edge, found one by one";
        }
        String sends = "Of " + Quantity.count(books.sends(), "send");
        if (books.high() <= 0) {
            return sends + " none lost its edge";
        }
        String range = Quantity.count(Math.round(books.low())) + " to " + Quantity.count(Math.round(books.high()));
        String perhaps = books.low() <= 0 ? ", so perhaps none" : "";
        return books.bound() || Double.isNaN(books.estimate())
                ? sends + ", " + range + " lost their edge" + perhaps
                : sends + " an estimated " + Quantity.count(Math.round(books.estimate()))
                        + " lost their edge (95% interval " + range + ")" + perhaps;
    }

    private String bound(Hypothesis hypothesis) {
        String bound = Words.bound(hypothesis, result.hypotheses());
        return bound.isEmpty() ? "" : " (" + bound + ")";
    }

    private List<String> named(Hypothesis.Verdict verdict) {
        return Arrays.stream(Hypothesis.values())
                .filter(hypothesis -> hypothesis.verdict(result.hypotheses()) == verdict)
                .map(hypothesis -> "“" + Words.of(hypothesis) + "”" + bound(hypothesis))
                .toList();
    }

    /** Appends sentences and numbers. */
    void writeTo(Html html) {
        html.raw("<p class=\"answer\">").text(waits());
        if (!findings.worst().isEmpty()) {
            html.raw(" <a href=\"#stall-1\">See it.</a>");
        }
        html.raw("</p>\n").element("p", "answer", lostEdges());
        if (result.losses().losses().stream().anyMatch(loss -> loss.severity() != Severity.INFO)) {
            html.raw("<p class=\"caution\">Something was lost or refused while recording or reading. "
                    + "<a href=\"#losses\">What that forbids.</a></p>\n");
        }
        html.raw("<ul class=\"numbers\">\n");
        number(html, Quantity.count(result.events()), "events");
        number(html, Integer.toString(result.cpus()), "CPUs");
        if (findings.ipis() > 0) {
            number(html, Quantity.count(findings.ipis()), "messages followed");
        }
        if (result.events() > 0) {
            number(html, Quantity.count(findings.stalls()), findings.stalls() == 1 ? "stall" : "stalls");
        }
        long rescued = RescueCounts.ofEvents(findings).total();
        Optional<RescueCounts> counters = RescueCounts.ofCounters(result.counters());
        if (rescued > 0 || findings.ipis() > 0) {
            number(html, Quantity.count(rescued), "rescues, by events");
        }
        counters.ifPresent(c -> number(html, Quantity.count(c.total()), "rescues, by counters"));
        html.raw("</ul>\n");
    }

    private static void number(Html html, String number, String what) {
        html.raw("<li>").element("b", number).element("span", what).raw("</li>\n");
    }
}
