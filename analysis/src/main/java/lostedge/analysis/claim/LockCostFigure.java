package lostedge.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lostedge.analysis.chart.CurveChart;
import lostedge.analysis.chart.CurveChart.Curve;
import lostedge.analysis.chart.CurveChart.Point;
import lostedge.analysis.claim.LockCost.Throughput;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.statistics.Interval;

/** Calls a second against CPUs, with the IPI lock and without. */
final class LockCostFigure {
    private static final int HEIGHT = 360;

    private LockCostFigure() {}

    static Figure of(List<Throughput> throughput) {
        List<Curve> curves = new ArrayList<>();
        add(curves, "without the lock", throughput, Throughput::unlocked);
        add(curves, "with the lock", throughput, Throughput::locked);
        String said = throughput.stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "%d CPUs: %,.0f without, %,.0f with",
                        one.cpus(),
                        one.unlocked().estimate(),
                        one.locked().estimate()))
                .collect(Collectors.joining("; "));
        return new Figure(
                "lock-cost-throughput",
                "Calls a second against CPUs",
                "Every CPU flushes the TLBs of all others, one call after the other, on hardware that latches edges. Thin lines:"
                        + " 95% intervals of the mean over seeds.",
                said + ".",
                Figure.COLUMN,
                HEIGHT,
                theme -> CurveChart.of(
                        theme, curves, CurveChart.Scale.LINEAR, "CPUs", "calls of all CPUs, 1/s", List.of()));
    }

    private static void add(
            List<Curve> curves, String name, List<Throughput> throughput, Function<Throughput, Interval> value) {
        curves.add(curve(name, false, throughput, value, Interval::estimate));
        curves.add(curve(name + ", low", true, throughput, value, Interval::low));
        curves.add(curve(name + ", high", true, throughput, value, Interval::high));
    }

    private static Curve curve(
            String name,
            boolean bound,
            List<Throughput> throughput,
            Function<Throughput, Interval> value,
            ToDoubleFunction<Interval> end) {
        List<Point> points = throughput.stream()
                .map(one -> new Point(one.cpus(), end.applyAsDouble(value.apply(one))))
                .toList();
        return new Curve(name, points, false, bound);
    }
}
