package lostedge.analysis.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lostedge.analysis.chart.CurveChart;
import lostedge.analysis.statistics.ChangePoints;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.InterprocessorRows;
import lostedge.engine.counter.RowGrowth;
import lostedge.engine.event.Clock;
import lostedge.engine.finding.Stall;

/** Rates of counters over time, with the moments they changed and the beginnings of the worst stalls. */
public final class RateFigures {
    private static final int MOST_POINTS = 300;

    private RateFigures() {}

    /** {@return rates of the IPI rows and of the rescue rows of a series, those that grew; none without times} */
    public static List<Figure> of(CounterSeries series, List<Stall> worst, Clock eventClock) {
        Map<String, RowGrowth> rows = RowGrowth.of(series, InterprocessorRows::contain);
        List<Double> marks = series.clock().domain() == eventClock.domain() ? marks(series, worst) : List.of();
        List<Figure> figures = new ArrayList<>();
        figure(series, rows, InterprocessorRows.TAKEN, "ipi-rates", "Interprocessor interrupts over time", marks)
                .ifPresent(figures::add);
        figure(series, rows, InterprocessorRows.RESCUED, "rescue-rates", "Rescued messages over time", marks)
                .ifPresent(figures::add);
        return figures;
    }

    private static List<Double> marks(CounterSeries series, List<Stall> worst) {
        long begin = begin(series);
        long end = series.snapshots().get(series.snapshots().size() - 1).timestampNs();
        return worst.stream()
                .filter(stall -> stall.beginNs() >= begin && stall.beginNs() <= end)
                .map(stall -> (stall.beginNs() - begin) / 1e9)
                .toList();
    }

    private static long begin(CounterSeries series) {
        return series.snapshots().get(0).timestampNs();
    }

    private static Optional<Figure> figure(
            CounterSeries series,
            Map<String, RowGrowth> rows,
            Pattern wanted,
            String id,
            String title,
            List<Double> marks) {
        List<CurveChart.Curve> curves = new ArrayList<>();
        List<String> said = new ArrayList<>();
        List<Map.Entry<String, RowGrowth>> chosen = rows.entrySet().stream()
                .filter(e -> wanted.matcher(e.getKey()).matches()
                        && e.getValue().total() > 0
                        && e.getValue().byTime().size() > 1)
                .sorted((a, b) ->
                        Long.compare(b.getValue().total(), a.getValue().total()))
                .limit(CurveChart.MOST_CURVES)
                .toList();
        for (Map.Entry<String, RowGrowth> entry : chosen) {
            curves.add(new CurveChart.Curve(entry.getKey(), points(series, entry.getValue()), true, false));
            said.add(entry.getKey() + " grew by "
                    + Quantity.count(entry.getValue().total()) + changes(series, entry.getValue()));
        }
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        String caption = "Growth per second over all CPUs, from reading to reading."
                + (marks.isEmpty() ? "" : " Thin lines mark where the worst stalls begin.")
                + " " + String.join("; ", said) + ".";
        return Optional.of(new Figure(
                id,
                title,
                caption,
                String.join("; ", said) + ".",
                Figure.COLUMN,
                340,
                theme -> CurveChart.of(
                        theme,
                        curves,
                        CurveChart.Scale.LINEAR,
                        "time since the first reading, s",
                        "rate over all CPUs, 1/s",
                        marks)));
    }

    /** The rate of each stretch between readings, from its begin; stretches too short to draw are pooled. */
    private static List<CurveChart.Point> points(CounterSeries series, RowGrowth row) {
        List<CurveChart.Point> points = new ArrayList<>();
        long begin = begin(series);
        long least = Math.max(1, (row.byTime().lastKey() - begin) / MOST_POINTS);
        long from = begin;
        long grown = 0;
        double rate = 0;
        for (Map.Entry<Long, Long> step : row.byTime().entrySet()) {
            grown += step.getValue();
            if (step.getKey() - from >= least) {
                rate = grown * 1e9 / (step.getKey() - from);
                points.add(new CurveChart.Point((from - begin) / 1e9, rate));
                from = step.getKey();
                grown = 0;
            }
        }
        points.add(new CurveChart.Point((row.byTime().lastKey() - begin) / 1e9, rate));
        return points;
    }

    private static String changes(CounterSeries series, RowGrowth row) {
        long[] counts = new long[row.byTime().size()];
        double[] seconds = new double[counts.length];
        double[] at = new double[counts.length];
        long from = begin(series);
        int i = 0;
        for (Map.Entry<Long, Long> step : row.byTime().entrySet()) {
            at[i] = (from - begin(series)) / 1e9;
            counts[i] = step.getValue();
            seconds[i] = Math.max(1, step.getKey() - from) / 1e9;
            from = step.getKey();
            i++;
        }
        List<Integer> changes = ChangePoints.find(counts, seconds);
        if (changes.isEmpty()) {
            return " at a steady rate";
        }
        List<String> times = changes.stream()
                .limit(4)
                .map(change -> Quantity.number(at[change]) + " s")
                .toList();
        return ", its rate changing at "
                + (changes.size() > times.size() ? String.join(", ", times) + " and later" : Words.listed(times));
    }
}
