package lostedge.analysis.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lostedge.analysis.chart.ChartTheme.Tone;
import lostedge.analysis.chart.CurveChart;
import lostedge.analysis.chart.LaneChart;
import lostedge.analysis.chart.MatrixChart;
import lostedge.analysis.chart.RowChart;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.FindingSummary;
import lostedge.analysis.result.FindingSummary.StallTotal;
import lostedge.analysis.result.RescueCounts;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.Survival;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Stall;

/** Chooses the figures a result supports; what it has no data for is left out. */
public final class Figures {
    private static final int MOST_MATRIX_CPUS = 64;

    private Figures() {}

    /** {@return total waiting time by cause} */
    public static Optional<Figure> causes(FindingSummary findings) {
        List<Map.Entry<Stall.Cause, StallTotal>> causes = findings.stallsByCause().entrySet().stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue().totalNs()))
                .toList();
        if (causes.isEmpty()) {
            return Optional.empty();
        }
        List<RowChart.Bar> bars = new ArrayList<>();
        for (Map.Entry<Stall.Cause, StallTotal> entry : causes) {
            StallTotal total = entry.getValue();
            String note = Quantity.count(total.count(), "stall") + ", longest " + Quantity.duration(total.maxNs());
            bars.add(new RowChart.Bar(Words.of(entry.getKey()), total.totalNs() / 1e9, note, Tone.of(entry.getKey())));
        }
        String said = causes.stream()
                .map(e -> Words.of(e.getKey()) + ": "
                        + Quantity.count(e.getValue().count(), "stall") + ", "
                        + Quantity.duration(e.getValue().totalNs()) + " in all, longest "
                        + Quantity.duration(e.getValue().maxNs()))
                .collect(Collectors.joining("; "));
        return Optional.of(new Figure(
                "stalls-by-cause",
                "Time waited, by cause",
                "Sum of the durations of all stalls of a cause. A stall whose cause changes counts under the cause of its longest part.",
                said + ".",
                Figure.COLUMN,
                90 + 40 * bars.size(),
                theme -> RowChart.bars(theme, bars, "time waited in all stalls of the cause, s")));
    }

    /** {@return share of each message among rescues, as events and as counters tell} */
    public static Optional<Figure> rescues(AnalysisResult result) {
        List<RowChart.Estimate> rows = new ArrayList<>();
        RescueCounts events = RescueCounts.ofEvents(result.findings());
        addRescues(rows, "events", events);
        RescueCounts.ofCounters(result.counters()).ifPresent(c -> addRescues(rows, "counters", c));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String said = rows.stream().map(r -> r.name() + ": " + r.note()).collect(Collectors.joining("; "));
        return Optional.of(new Figure(
                "rescue-ratio",
                "Rescued messages by kind",
                "Share of each kind among rescued messages, with its 95% Wilson interval. Events and counters are separate"
                        + " sources; the counters of the patched kernel are known to run low.",
                said + ".",
                Figure.COLUMN,
                90 + 40 * rows.size(),
                theme -> RowChart.estimates(theme, rows, "share of rescued messages, %", 0, 100)));
    }

    private static void addRescues(List<RowChart.Estimate> rows, String source, RescueCounts counts) {
        if (counts.total() == 0) {
            return;
        }
        for (IpiMessage message : IpiMessage.values()) {
            if (counts.of(message) > 0 || message.ordinal() <= IpiMessage.CPU_STOP.ordinal()) {
                Interval share = counts.share(message);
                Interval percent =
                        new Interval(share.estimate() * 100, share.low() * 100, share.high() * 100, share.confidence());
                String note = Quantity.count(counts.of(message)) + " of " + Quantity.count(counts.total()) + ": "
                        + Quantity.percent(share.estimate(), share.low(), share.high());
                rows.add(new RowChart.Estimate(Words.of(message) + ", " + source, percent, Double.NaN, note));
            }
        }
    }

    /** {@return distribution of the time from send to handling, by message} */
    public static Optional<Figure> latencies(FindingSummary findings) {
        List<CurveChart.Curve> curves = new ArrayList<>();
        List<String> said = new ArrayList<>();
        findings.latencies().forEach((message, summary) -> {
            if (summary.count() > 1 && curves.size() < CurveChart.MOST_CURVES) {
                curves.add(DurationCurves.distribution(Words.of(message), summary));
                said.add(Words.of(message) + ": " + Quantity.count(summary.count(), "message") + ", median "
                        + Quantity.duration(summary.quantileNs(0.5)) + ", 99% within "
                        + Quantity.duration(summary.quantileNs(0.99)) + ", longest "
                        + Quantity.duration(summary.maxNs()));
            }
        });
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Figure(
                "latency",
                "Time from send to handling",
                "Share of messages handled within a time (empirical distribution; logarithmic axis).",
                String.join("; ", said) + ".",
                Figure.COLUMN,
                380,
                theme -> DurationCurves.chart(
                        theme, curves, "time from send to handling", "messages handled within it")));
    }

    /** {@return how long stalls last, those cut off by the recording's end taken into account} */
    public static Optional<Figure> survival(FindingSummary findings) {
        Survival survival = Survival.of(findings.endedStalls(), findings.unendedStalls());
        List<Survival.Step> steps = survival.steps(Interval.USUAL_CONFIDENCE);
        if (steps.size() < 2) {
            return Optional.empty();
        }
        List<CurveChart.Curve> curves = DurationCurves.survival(
                "stalls, with 95% interval", steps, findings.unendedStalls().maxNs());
        String median = survival.medianNs().isPresent()
                ? "Half of them end within "
                        + Quantity.duration(survival.medianNs().getAsLong())
                : "Fewer than half were seen to end";
        return Optional.of(new Figure(
                "stall-survival",
                "How long stalls last",
                "Kaplan–Meier estimate of the share of stalls that last longer than a time; "
                        + (findings.unendedStalls().count() == 0
                                ? "all were seen to end."
                                : Quantity.count(findings.unendedStalls().count(), "stall")
                                        + " had not ended when the recording did."),
                Quantity.count(survival.count(), "stall") + ". " + median + ".",
                Figure.COLUMN,
                380,
                theme -> DurationCurves.chart(theme, curves, "duration", "stalls that last longer")));
    }

    /** {@return who sent to whom, in blocks of CPUs where there are many} */
    public static Optional<Figure> matrix(FindingSummary findings) {
        List<FindingSummary.Flow> flows = findings.flows();
        if (flows.isEmpty()) {
            return Optional.empty();
        }
        int cpus = 1
                + flows.stream()
                        .mapToInt(f -> Math.max(f.source(), f.target()))
                        .max()
                        .orElse(0);
        int block = (cpus + MOST_MATRIX_CPUS - 1) / MOST_MATRIX_CPUS;
        int n = (cpus + block - 1) / block;
        long[][] counts = new long[n][n];
        for (FindingSummary.Flow flow : flows) {
            if (flow.source() >= 0 && flow.target() >= 0) {
                counts[flow.source() / block][flow.target() / block] += flow.messages();
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            names.add(block == 1 ? Integer.toString(i) : i * block + "–" + (i * block + block - 1));
        }
        FindingSummary.Flow most = flows.stream()
                .max(Comparator.comparingLong(FindingSummary.Flow::messages))
                .orElseThrow();
        int size = Math.min(560, 160 + 48 * n);
        return Optional.of(new Figure(
                "sender-target",
                "Messages by sender and target",
                "Each cell counts messages from the CPU of its row to the CPU of its column; darker is more.",
                "Most went from CPU " + most.source() + " to CPU " + most.target() + ": "
                        + Quantity.count(most.messages()) + ".",
                Math.min(Figure.COLUMN, size + 90),
                size,
                theme -> MatrixChart.of(theme, names, counts)));
    }

    /** {@return the surroundings of the worst stalls} */
    public static List<Figure> timelines(List<LaneDiagram> timelines) {
        List<Figure> figures = new ArrayList<>();
        for (LaneDiagram timeline : timelines) {
            int number = figures.size() + 1;
            figures.add(new Figure(
                    "stall-" + number,
                    timeline.title(),
                    "",
                    timeline.title(),
                    Figure.COLUMN,
                    140 + 56 * timeline.cpus().size(),
                    theme -> LaneChart.of(theme, timeline.aroundEvidence())));
        }
        return figures;
    }
}
