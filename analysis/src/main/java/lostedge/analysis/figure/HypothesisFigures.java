package lostedge.analysis.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lostedge.analysis.chart.RowChart;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.finding.Prediction;
import lostedge.engine.finding.Prediction.Unit;

/** Figures of the rival hypotheses, one for each unit, so that all rows of a figure share one scale. */
public final class HypothesisFigures {
    private HypothesisFigures() {}

    /** {@return the predictions that are numbers, with what was seen; those of one unit together} */
    public static List<Figure> of(List<Prediction> hypotheses) {
        List<Figure> figures = new ArrayList<>();
        figure(hypotheses, Unit.EDGES, "hypotheses-edges", "Edges lost: predicted and seen", "edges lost")
                .ifPresent(figures::add);
        figure(
                        hypotheses,
                        Unit.SHARE,
                        "hypotheses-shares",
                        "Shares: predicted and seen",
                        "share that the prediction names, %")
                .ifPresent(figures::add);
        return figures;
    }

    /** {@return a number of a prediction with its unit, as text} */
    public static String value(Unit unit, double value) {
        return isShare(unit) ? Quantity.percent(value) : Quantity.number(value);
    }

    private static boolean isShare(Unit unit) {
        return unit == Unit.SHARE || unit == Unit.LOST_SHARE;
    }

    private static Optional<Figure> figure(
            List<Prediction> hypotheses, Unit unit, String id, String title, String scaleLabel) {
        double scale = isShare(unit) ? 100 : 1;
        List<RowChart.Estimate> rows = new ArrayList<>();
        double most = isShare(unit) ? 100 : 1;
        int number = 0;
        for (Prediction one : hypotheses) {
            number++;
            if ((one.unit() == unit || isShare(unit) && isShare(one.unit()))
                    && Double.isFinite(one.observed())
                    && Double.isFinite(one.predicted())) {
                most = Math.max(most, scale * Math.max(one.predicted(), Math.max(one.observed(), finite(one.high()))));
                rows.add(new RowChart.Estimate(
                        "(" + number + ") " + Words.of(one.hypothesis()),
                        new Interval(
                                scale * one.observed(),
                                scale * one.low(),
                                scale * one.high(),
                                Interval.USUAL_CONFIDENCE),
                        scale * one.predicted(),
                        "predicted " + value(unit, one.predicted()) + ", seen " + value(unit, one.observed())));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double high = most;
        String said = rows.stream().map(row -> row.name() + ": " + row.note()).collect(Collectors.joining("; "));
        return Optional.of(new Figure(
                id,
                title,
                "One row per prediction that is a number, numbered as in the table, which tells what follows from it and which"
                        + " intervals are bounds."
                        + (isShare(unit) ? " A machine that loses only some edges comes out in between." : ""),
                said + ".",
                Figure.COLUMN,
                110 + 40 * rows.size(),
                theme -> RowChart.estimates(theme, rows, scaleLabel, 0, high)));
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
