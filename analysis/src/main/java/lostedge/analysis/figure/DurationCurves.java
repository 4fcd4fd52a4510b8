package lostedge.analysis.figure;

import java.util.ArrayList;
import java.util.List;
import lostedge.analysis.chart.Chart;
import lostedge.analysis.chart.ChartTheme;
import lostedge.analysis.chart.CurveChart;
import lostedge.analysis.statistics.LatencySummary;
import lostedge.analysis.statistics.Survival;

/** Distributions of durations as curves over a logarithmic axis, in percent. */
final class DurationCurves {
    private static final int MOST_POINTS = 400;

    private DurationCurves() {}

    /**
     * {@return the chart of curves over a duration}
     *
     * @param duration what lasts, the name of the axis
     * @param share what is in percent
     */
    static Chart chart(ChartTheme theme, List<CurveChart.Curve> curves, String duration, String share) {
        return CurveChart.of(
                theme,
                curves,
                CurveChart.Scale.LOG_DURATION,
                duration + " (log scale, unit at each mark)",
                share + ", %",
                List.of());
    }

    /**
     * The distribution; the shortest thousandth, and what is shorter than the clock can tell, is drawn as one step at
     * the shortest duration told.
     */
    static CurveChart.Curve distribution(String name, LatencySummary summary) {
        List<LatencySummary.Point> distribution = summary.distribution(MOST_POINTS);
        long least = Math.max(1, summary.quantileNs(0.001));
        long shortest = distribution.stream()
                .mapToLong(LatencySummary.Point::valueNs)
                .filter(ns -> ns >= least)
                .findFirst()
                .orElse(least);
        List<CurveChart.Point> points = new ArrayList<>(List.of(new CurveChart.Point(shortest, 0)));
        distribution.forEach(p -> points.add(new CurveChart.Point(Math.max(shortest, p.valueNs()), 100 * p.share())));
        return new CurveChart.Curve(name, points, true, false);
    }

    /** The estimate and the ends of its interval until the last time a stall was seen, thinned where there are many. */
    static List<CurveChart.Curve> survival(String name, List<Survival.Step> steps, long lastSeenNs) {
        int every = Math.max(1, steps.size() / MOST_POINTS);
        List<CurveChart.Point> estimate = new ArrayList<>(List.of(
                new CurveChart.Point(Math.max(1, steps.get(0).timeNs() * 0.8), 100)));
        List<CurveChart.Point> low = new ArrayList<>();
        List<CurveChart.Point> high = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (i % every == 0 || i == steps.size() - 1) {
                Survival.Step step = steps.get(i);
                double at = Math.max(1, step.timeNs());
                estimate.add(new CurveChart.Point(at, 100 * step.survival().estimate()));
                if (Double.isFinite(step.survival().low())) {
                    low.add(new CurveChart.Point(at, 100 * step.survival().low()));
                    high.add(new CurveChart.Point(at, 100 * step.survival().high()));
                }
            }
        }
        for (List<CurveChart.Point> curve : List.of(estimate, low, high)) {
            if (!curve.isEmpty() && curve.get(curve.size() - 1).x() < lastSeenNs) {
                curve.add(new CurveChart.Point(
                        lastSeenNs, curve.get(curve.size() - 1).y()));
            }
        }
        return List.of(
                new CurveChart.Curve(name, estimate, true, false),
                new CurveChart.Curve(name + " low", low, true, true),
                new CurveChart.Curve(name + " high", high, true, true));
    }
}
