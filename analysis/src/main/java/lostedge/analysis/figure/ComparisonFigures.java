package lostedge.analysis.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import lostedge.analysis.chart.CurveChart;
import lostedge.analysis.chart.RowChart;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.Comparison;
import lostedge.analysis.result.Difference;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.LatencySummary;
import lostedge.analysis.statistics.Survival;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.event.IpiMessage;

/** Figures of two results side by side, called A and B. */
public final class ComparisonFigures {
    private ComparisonFigures() {}

    /** {@return the known changes with their intervals, one figure for each form of quantity} */
    public static List<Figure> changes(Comparison comparison) {
        List<Figure> figures = new ArrayList<>();
        change(
                comparison,
                Difference.Form.RATE,
                "changes-rates",
                "How often, B against A",
                "rate in B / rate in A, log scale",
                Quantity::number,
                figures);
        change(
                comparison,
                Difference.Form.SHARE,
                "changes-shares",
                "Shares, B less A",
                "share in B − share in A, percentage points",
                points -> Quantity.signed(points, Quantity::number),
                figures);
        return figures;
    }

    private static void change(
            Comparison comparison,
            Difference.Form form,
            String id,
            String title,
            String scaleLabel,
            DoubleFunction<String> words,
            List<Figure> figures) {
        double scale = form == Difference.Form.SHARE ? 100 : 1;
        List<RowChart.Change> rows = comparison.differences().stream()
                .filter(one -> one.form() == form && one.isKnown() && !one.isOfNothing())
                .map(one -> new RowChart.Change(
                        one.quantity(),
                        one.change().times(scale),
                        one.isBeyondNoise(),
                        words.apply(scale * one.change().estimate()) + (one.isBeyondNoise() ? "" : ", may be noise")))
                .toList();
        if (!rows.isEmpty()) {
            String said =
                    rows.stream().map(row -> row.name() + ": " + row.note()).collect(Collectors.joining("; "));
            figures.add(new Figure(
                    id,
                    title,
                    "Dots are estimates, bars their 95% intervals. Orange bars keep clear of the line of no change; grey ones"
                            + " reach it and may be noise.",
                    said + ".",
                    Figure.COLUMN,
                    90 + 36 * rows.size(),
                    theme -> RowChart.changes(theme, rows, scaleLabel, form == Difference.Form.RATE)));
        }
    }

    /** {@return how long stalls last in both} */
    public static Optional<Figure> survival(Comparison comparison) {
        List<CurveChart.Curve> curves = new ArrayList<>();
        List<String> said = new ArrayList<>();
        survival("A", comparison.first(), curves, said);
        survival("B", comparison.second(), curves, said);
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        Survival.LogRank test = comparison.stallDurations();
        String caption = "Kaplan–Meier estimates with 95% intervals. " + String.join("; ", said) + "."
                + (Double.isNaN(test.pValue())
                        ? ""
                        : " Log-rank test: chi-square " + Quantity.number(test.chiSquare()) + ", p "
                                + (test.pValue() < 0.001 ? "below 0.001" : "= " + Quantity.number(test.pValue()))
                                + ".");
        return Optional.of(new Figure(
                "stall-survival",
                "How long stalls last",
                caption,
                caption,
                Figure.COLUMN,
                380,
                theme -> DurationCurves.chart(theme, curves, "duration", "stalls that last longer")));
    }

    private static void survival(String name, AnalysisResult result, List<CurveChart.Curve> curves, List<String> said) {
        List<Survival.Step> steps = Comparison.survival(result).steps(Interval.USUAL_CONFIDENCE);
        said.add(name + ": " + Quantity.count(result.findings().stalls(), "stall"));
        if (steps.size() < 2) {
            return;
        }
        curves.addAll(DurationCurves.survival(
                name, steps, result.findings().unendedStalls().maxNs()));
    }

    /** {@return the time from send to handling of a message in both} */
    public static List<Figure> latencies(Comparison comparison) {
        List<Figure> figures = new ArrayList<>();
        for (IpiMessage message : IpiMessage.values()) {
            LatencySummary first = comparison.first().findings().latencies().get(message);
            LatencySummary second = comparison.second().findings().latencies().get(message);
            if (first != null && second != null && first.count() > 1 && second.count() > 1) {
                figures.add(latency(message, first, second));
            }
        }
        return figures;
    }

    private static Figure latency(IpiMessage message, LatencySummary first, LatencySummary second) {
        List<CurveChart.Curve> curves =
                List.of(DurationCurves.distribution("A", first), DurationCurves.distribution("B", second));
        String said = "Median " + Quantity.duration(first.quantileNs(0.5)) + " in A, "
                + Quantity.duration(second.quantileNs(0.5)) + " in B; 99% within "
                + Quantity.duration(first.quantileNs(0.99)) + " and " + Quantity.duration(second.quantileNs(0.99))
                + ".";
        return new Figure(
                "latency-" + message.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "Time from send to handling, " + Words.of(message),
                said,
                said,
                Figure.COLUMN,
                360,
                theme -> DurationCurves.chart(
                        theme, curves, "time from send to handling", "messages handled within it"));
    }
}
