package lostedge.analysis.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import lostedge.analysis.chart.IntervalChart;
import lostedge.analysis.chart.IntervalChart.Row;
import lostedge.analysis.chart.IntervalChart.Scale;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.simulation.Replications;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.wording.Quantity;
import org.jspecify.annotations.Nullable;

/** A sweep as a figure: the share of IPI_CALL_FUNC among rescued messages, and among all sends beside it. */
public final class SweepFigure {
    private static final int HEIGHT = 400;

    private SweepFigure() {}

    /** {@return the figure; values at which nothing was rescued have no point} */
    public static Figure of(Sweep sweep) {
        List<Row> rows = List.of(
                new Row("among what the poll rescued", points(sweep, Replications::callFunctionShare)),
                new Row("among all sent", points(sweep, Replications::callFunctionShareOfSends)));
        return new Figure(
                "rescued-by-" + sweep.variation().parameter().word(),
                "IPI_CALL_FUNC among rescued messages by "
                        + sweep.variation().parameter().meaning(),
                "Share of IPI_CALL_FUNC among the bits the polls read and among the edges sent, with 95% intervals"
                        + " (Wilson). Simulated: " + sweep.scenario().name() + ".",
                sweep.points().stream().map(SweepFigure::sentence).collect(Collectors.joining("; ")),
                Figure.COLUMN,
                HEIGHT,
                theme -> IntervalChart.of(theme, rows, scale(sweep), axis(sweep), "share of IPI_CALL_FUNC"));
    }

    private static List<IntervalChart.Point> points(Sweep sweep, Function<Replications, @Nullable Interval> share) {
        List<IntervalChart.Point> points = new ArrayList<>();
        for (Sweep.Point point : sweep.points()) {
            Interval interval = share.apply(point.outcome());
            if (interval != null && Double.isFinite(x(sweep, point))) {
                points.add(new IntervalChart.Point(x(sweep, point), interval));
            }
        }
        return points;
    }

    private static double x(Sweep sweep, Sweep.Point point) {
        return switch (sweep.variation().parameter()) {
            case RESCHEDULES -> point.callsPerReschedule();
            case HANDLERS -> point.scenario().workload().tick().handler().medianNs();
            case CPUS -> point.value();
        };
    }

    private static Scale scale(Sweep sweep) {
        return switch (sweep.variation().parameter()) {
            case RESCHEDULES -> Scale.LOG;
            case HANDLERS -> Scale.LOG_DURATION;
            case CPUS -> Scale.COUNT;
        };
    }

    private static String axis(Sweep sweep) {
        return switch (sweep.variation().parameter()) {
            case RESCHEDULES -> "IPI_CALL_FUNC sends per IPI_RESCHEDULE send";
            case HANDLERS -> "median of the clock handler, the others in proportion";
            case CPUS -> "CPUs";
        };
    }

    private static String sentence(Sweep.Point point) {
        Interval share = point.outcome().callFunctionShare();
        return String.format(
                Locale.ROOT,
                "at %s, %s of %s rescued",
                Variation.shown(point.value()),
                share == null ? "none" : Quantity.percent(share.estimate(), share.low(), share.high()),
                Quantity.count(point.outcome().rescued()));
    }
}
