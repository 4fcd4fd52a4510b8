package lostedge.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import lostedge.analysis.figure.Figures;
import lostedge.analysis.figure.HypothesisFigures;
import lostedge.analysis.figure.Words;
import lostedge.analysis.table.AnalysisResult;
import lostedge.analysis.table.FindingSummary;
import lostedge.analysis.table.SummaryTables;
import lostedge.analysis.timeline.Quantity;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Stall;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The sections on what was found, each a figure and a table, or a sentence where there is nothing to show. */
final class FindingSections {
    private final AnalysisResult result;
    private final FindingSummary findings;
    private final Html html;

    FindingSections(AnalysisResult result, Html html) {
        this.result = result;
        this.findings = result.findings();
        this.html = html;
    }

    void causes() {
        html.section("causes", "Stalls by cause");
        if (findings.stalls() == 0) {
            nothing(result.events() == 0 ? "Without events no wait can be seen." : "No stall was found.");
        } else {
            Figures.causes(findings).ifPresent(html::figure);
            html.table(
                    "The same in numbers",
                    worded(SummaryTables.stalls(findings), "cause", Stall.Cause.class, Words::of));
            Figures.survival(findings).ifPresent(html::figure);
        }
        html.raw("</section>\n");
    }

    void rescues() {
        html.section("rescues", "Rescued messages");
        Figures.rescues(result)
                .ifPresentOrElse(html::figure, () -> nothing("No rescued message was seen in events or counters."));
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
        html.raw("</section>\n");
    }

    void hypotheses() {
        html.section("hypotheses", "Lost or latched: the rival hypotheses");
        LostEdges books = result.lostEdges();
        if (result.hypotheses().isEmpty() && books == null) {
            nothing("These recordings hold nothing to test the hypotheses on.");
        }
        if (!result.hypotheses().isEmpty()) {
            HypothesisFigures.of(result.hypotheses()).forEach(html::figure);
            List<List<String>> rows = new ArrayList<>();
            for (Hypothesis one : result.hypotheses()) {
                String interval = Double.isNaN(one.low())
                        ? ""
                        : HypothesisFigures.value(one.unit(), one.low()) + " to "
                                + HypothesisFigures.value(one.unit(), one.high());
                rows.add(List.of(
                        Integer.toString(rows.size() + 1),
                        Words.of(one.name()),
                        one.prediction(),
                        Double.isNaN(one.predicted())
                                ? "no number"
                                : HypothesisFigures.value(one.unit(), one.predicted()),
                        HypothesisFigures.value(one.unit(), one.observed()),
                        interval,
                        Words.of(one.verdict())));
            }
            html.table(
                    "Each prediction against what was seen",
                    List.of("no.", "hypothesis", "prediction", "#predicted", "#seen", "#95% interval", "verdict"),
                    rows);
        }
        if (books != null) {
            books(books);
        }
        html.raw("</section>\n");
    }

    private void books(LostEdges books) {
        String interval = Quantity.number(books.low()) + " to " + Quantity.number(books.high());
        html.table(
                "The books of edges: sends = delivered + coalesced + lost",
                List.of("entry", "#number"),
                List.of(
                        List.of("sends, per target", Quantity.count(books.sends())),
                        List.of("coalesced with a pending edge", Quantity.number(books.coalesced())),
                        List.of("rescued by poll or drain", Quantity.count(books.rescues())),
                        List.of("interrupts that delivered a message", Quantity.number(books.deliveries())),
                        List.of("edges lost, estimate", Quantity.number(books.estimate())),
                        List.of(books.bound() ? "edges lost, bounds" : "edges lost, 95% interval", interval)));
        html.element("p", "none", "Method: " + books.method() + ".");
    }

    void matrix() {
        html.section("flows", "Who sends to whom");
        Figures.matrix(findings).ifPresentOrElse(html::figure, () -> nothing("No send was seen."));
        if (findings.ipis() > 0) {
            html.table("Messages by fate", SummaryTables.fatesAcross(findings));
        }
        html.raw("</section>\n");
    }

    void latencies() {
        html.section("latency", "From send to handling");
        Figures.latencies(findings)
                .ifPresentOrElse(
                        html::figure,
                        () -> nothing("No message was seen both sent and handled, on a clock with durations."));
        Table latencies = SummaryTables.latencies(findings);
        if (!latencies.isEmpty()) {
            html.table("Time from send to handling", latencies);
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

    private void nothing(String sentence) {
        html.element("p", "none", sentence).raw("\n");
    }
}
