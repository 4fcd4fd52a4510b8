package lostedge.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lostedge.analysis.figure.DelayFigures;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.figure.Figures;
import lostedge.analysis.figure.HypothesisFigures;
import lostedge.analysis.html.Contents;
import lostedge.analysis.html.Html;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.FindingSummary;
import lostedge.analysis.statistics.LatencySummary;
import lostedge.analysis.table.SummaryTables;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Prediction;
import lostedge.engine.finding.Stall;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The sections on what was found, each of figures and tables; what there is nothing of is only noted. */
final class FindingSections {
    private final AnalysisResult result;
    private final FindingSummary findings;
    private final Html html;
    private final Contents contents;

    FindingSections(AnalysisResult result, Html html, Contents contents) {
        this.result = result;
        this.findings = result.findings();
        this.html = html;
        this.contents = contents;
    }

    void causes() {
        if (findings.stalls() == 0) {
            contents.nothing(
                    "Stalls",
                    result.events() == 0
                            ? "Without events no wait can be seen."
                            : findings.ipis() == 0
                                    ? "No event shows a call to another CPU."
                                    : "No wait of " + Quantity.duration(result.stallThresholdNs())
                                            + " or more was found.");
            return;
        }
        contents.section("causes", "Stalls by cause", "Stalls by cause");
        Figures.causes(findings).ifPresent(html::figure);
        html.table(
                "The same in numbers", worded(SummaryTables.stalls(findings), "cause", Stall.Cause.class, Words::of));
        Figures.survival(findings).ifPresent(html::figure);
        html.raw("</section>\n");
    }

    void rescues() {
        Optional<Figure> ratio = Figures.rescues(result);
        if (ratio.isEmpty()) {
            contents.nothing(
                    "Rescued messages",
                    "None was seen in events, and no counters of rescues (rows RIP, RIF and RIS of a patched kernel) grew.");
            return;
        }
        contents.section("rescues", "Rescues", "Rescued messages");
        html.figure(ratio.get());
        if (!findings.rescues().isEmpty()) {
            html.table(
                    "Rescues seen in events, by means",
                    worded(SummaryTables.rescues(findings), "by", Ipi.HandledBy.class, Words::of));
        }
        if (findings.rescueAges().count() > 0) {
            html.element(
                    "p",
                    "Half of the rescued messages whose send is known had waited "
                            + Quantity.duration(findings.rescueAges().quantileNs(0.5)) + " or less, the longest "
                            + Quantity.duration(findings.rescueAges().maxNs()) + ".");
        }
        DelayFigures.of(result).ifPresent(figure -> {
            html.figure(figure);
            html.element("p", "none", String.join(" ", DelayFigures.fits(result)));
        });
        html.raw("</section>\n");
    }

    void hypotheses() {
        List<Prediction> hypotheses = result.hypotheses();
        LostEdges books = result.lostEdges();
        boolean followed = books != null && books.sends() > 0;
        if (!followed && hypotheses.stream().allMatch(one -> one.verdict() == Hypothesis.Verdict.UNDETERMINED)) {
            contents.nothing(
                    "Lost or latched",
                    result.events() == 0
                            ? "Counters alone test none of the rival hypotheses; a trace with the ipi, csd, irq and softirq"
                                    + " events taken beside them could."
                            : "No edge was seen leaving, so none of the rival hypotheses can be tested.");
            return;
        }
        contents.section("hypotheses", "Lost or latched", "Lost or latched: the rival hypotheses");
        explain(hypotheses);
        HypothesisFigures.of(hypotheses).forEach(html::figure);
        List<List<String>> rows = new ArrayList<>();
        for (Prediction one : hypotheses) {
            String interval = Double.isNaN(one.low())
                    ? ""
                    : HypothesisFigures.value(one.unit(), one.low()) + " to "
                            + HypothesisFigures.value(one.unit(), one.high());
            rows.add(List.of(
                    Integer.toString(rows.size() + 1),
                    Words.of(one.hypothesis()),
                    one.statement(),
                    Double.isNaN(one.predicted()) ? "no number" : HypothesisFigures.value(one.unit(), one.predicted()),
                    HypothesisFigures.value(one.unit(), one.observed()),
                    interval,
                    Words.of(one.verdict())));
        }
        if (!rows.isEmpty()) {
            html.table(
                    "Each prediction against what was seen",
                    List.of(
                            "no.",
                            "hypothesis",
                            "~prediction",
                            "#predicted",
                            "#seen",
                            "#95% interval or bounds",
                            "verdict"),
                    rows);
        }
        if (books != null) {
            books(books);
        }
        html.raw("</section>\n");
    }

    private void explain(List<Prediction> ledger) {
        html.raw("<dl>\n");
        ledger.stream()
                .map(Prediction::hypothesis)
                .distinct()
                .forEach(hypothesis -> html.element(
                                "dt", Words.of(hypothesis) + ": " + Words.of(hypothesis.verdict(ledger)))
                        .element("dd", Words.explained(hypothesis) + found(hypothesis, ledger)));
        html.raw("</dl>\n");
    }

    private static String found(Hypothesis hypothesis, List<Prediction> ledger) {
        String bound = Words.bound(hypothesis, ledger);
        return bound.isEmpty() ? "" : " By this recording it " + bound + ".";
    }

    private void books(LostEdges books) {
        if (!books.isBalanced()) {
            html.element("p", "none", "The books of edges could not be balanced: " + books.method() + ".");
            return;
        }
        String interval = Quantity.number(books.low()) + " to " + Quantity.number(books.high());
        html.table(
                "The books of edges",
                List.of("entry", "#number"),
                List.of(
                        List.of("sends, per target", Quantity.count(books.sends())),
                        List.of("coalesced with a pending edge", Quantity.number(books.coalesced())),
                        List.of("rescued by poll or drain", Quantity.count(books.rescues())),
                        List.of("interrupts that delivered a message", Quantity.number(books.deliveries())),
                        List.of("edges lost, estimate", Quantity.number(books.estimate())),
                        List.of(books.bound() ? "edges lost, bounds" : "edges lost, 95% interval", interval)));
        html.element("p", "none", "Each send was delivered, coalesced or lost. Method: " + books.method() + ".");
    }

    void matrix() {
        Optional<Figure> matrix = Figures.matrix(findings);
        if (matrix.isEmpty()) {
            contents.nothing("Who sends to whom", "No send was seen.");
            return;
        }
        contents.section("flows", "Who sends to whom", "Who sends to whom");
        html.figure(matrix.get());
        if (findings.ipis() > 0) {
            html.table("Messages by fate", SummaryTables.fatesAcross(findings));
        }
        html.raw("</section>\n");
    }

    void latencies() {
        Optional<Figure> distribution = Figures.latencies(findings);
        Table latencies = SummaryTables.latencies(findings);
        if (distribution.isEmpty() && latencies.isEmpty()) {
            contents.nothing("Latency", "No message was seen both sent and handled, on a clock with durations.");
            return;
        }
        contents.section("latency", "Latency", "From send to handling");
        distribution.ifPresent(html::figure);
        if (!latencies.isEmpty()) {
            html.table("Time from send to handling", latencies);
        }
        long backwards = findings.latencies().values().stream()
                .mapToLong(LatencySummary::negatives)
                .sum();
        if (backwards > 0) {
            html.element(
                    "p",
                    "none",
                    Quantity.count(backwards, "message")
                            + " left out, handled before the send by what the clocks of two" + " CPUs say.");
        }
        html.raw("</section>\n");
    }

    /** Puts the words of the page in the place of a column's constants. */
    private static <E extends Enum<E>> Table worded(
            Table table, String column, Class<E> type, Function<E, String> words) {
        StringColumn said =
                table.stringColumn(column).map(code -> words.apply(Enum.valueOf(type, code.toUpperCase(Locale.ROOT))));
        return table.replaceColumn(column, said.setName(column));
    }
}
