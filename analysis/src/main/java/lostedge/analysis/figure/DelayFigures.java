package lostedge.analysis.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import lostedge.analysis.chart.CurveChart;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.HandlerTimes;
import lostedge.analysis.statistics.DelayFit;
import lostedge.analysis.statistics.LatencySummary;
import lostedge.analysis.wording.Quantity;

/** How long rescued messages had waited, against the two models of where such a wait ends. */
public final class DelayFigures {
    private static final int FEWEST_DELAYS = 5;
    private static final int MODEL_POINTS = 200;

    private DelayFigures() {}

    /** {@return the delays of messages another interrupt took along; none where there are hardly any} */
    public static Optional<Figure> of(AnalysisResult result) {
        LatencySummary delays = result.findings().interruptRescueAges();
        HandlerTimes handlers = result.handlers();
        if (handlers == null || delays.count() < FEWEST_DELAYS) {
            return Optional.empty();
        }
        List<CurveChart.Curve> curves =
                new ArrayList<>(List.of(DurationCurves.distribution("rescued messages", delays)));
        double from = Math.max(1, delays.quantileNs(0.001));
        if (handlers.lengths().count() > 0) {
            double longest = handlers.lengths().maxNs();
            curves.add(model("what is left of a handler", from, longest, DelayFit.restOf(handlers.lengths())));
        }
        if (handlers.tickGaps().count() > 0) {
            double tick = tickNs(handlers);
            curves.add(model("uniform over a tick", from, tick, x -> x / tick));
        }
        String caption = "Share of the " + Quantity.count(delays.count())
                + " messages another interrupt took along that had waited no longer than a time, and the same for messages"
                + " sent at a random moment: into a handler that takes them at its end, or at any moment to wait for the"
                + " next clock tick.";
        return Optional.of(new Figure(
                "rescue-delays",
                "How long rescued messages had waited",
                caption,
                String.join(" ", fits(result)),
                Figure.COLUMN,
                380,
                theme ->
                        DurationCurves.chart(theme, curves, "time from send to rescue", "messages rescued within it")));
    }

    /** {@return sentences on how well the delays fit each model; none where there is no figure} */
    public static List<String> fits(AnalysisResult result) {
        LatencySummary delays = result.findings().interruptRescueAges();
        HandlerTimes handlers = result.handlers();
        if (handlers == null || delays.count() < FEWEST_DELAYS) {
            return List.of();
        }
        List<String> said = new ArrayList<>();
        DelayFit rest = DelayFit.rest(delays, handlers.lengths());
        DelayFit tick = DelayFit.uniform(delays, Math.max(1, tickNs(handlers)));
        if (handlers.lengths().count() > 0) {
            said.add("From what is left of a handler they keep " + fit(rest, "the longest handler") + ".");
        }
        if (handlers.tickGaps().count() > 0) {
            said.add("From waiting for a tick, which came every " + Quantity.duration(tickNs(handlers))
                    + " (median), they keep " + fit(tick, "a tick") + ".");
        }
        if (handlers.lengths().count() > 0 && handlers.tickGaps().count() > 0) {
            said.add("They are nearer to " + (rest.distance() < tick.distance() ? "the handler" : "the tick")
                    + ". This tells when a message was taken and not whether its edge was lost: the poll at a handler's end"
                    + " takes lost and merely pending messages alike.");
        }
        return said;
    }

    private static long tickNs(HandlerTimes handlers) {
        return handlers.tickGaps().quantileNs(0.5);
    }

    private static String fit(DelayFit fit, String bound) {
        return "a greatest distance of " + Quantity.percent(fit.distance()) + " (Kolmogorov–Smirnov, p "
                + (fit.pValue() < 0.001 ? "below 0.001" : "= " + Quantity.number(fit.pValue())) + "); "
                + Quantity.percent(
                        fit.beyond().estimate(),
                        fit.beyond().low(),
                        fit.beyond().high()) + " waited longer than " + bound + ", "
                + Quantity.duration(fit.boundNs());
    }

    /** A model's distribution function where it rises, at moments that are evenly spread on a logarithmic axis. */
    private static CurveChart.Curve model(String name, double from, double bound, DoubleUnaryOperator share) {
        List<CurveChart.Point> points = new ArrayList<>();
        double ratio = Math.max(1, bound / from);
        for (int i = 0; i <= MODEL_POINTS; i++) {
            double at = from * Math.pow(ratio, (double) i / MODEL_POINTS);
            points.add(new CurveChart.Point(at, 100 * Math.min(1, share.applyAsDouble(at))));
        }
        return new CurveChart.Curve(name, points, false, false);
    }
}
