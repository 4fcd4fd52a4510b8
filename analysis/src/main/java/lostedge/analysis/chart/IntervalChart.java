package lostedge.analysis.chart;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import lostedge.analysis.chart.axis.DecadeAxis;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.wording.Quantity;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Shares measured at some values of a quantity: points with their intervals, joined. */
public final class IntervalChart {
    private static final ChartTheme.Tone[] TONES = {ChartTheme.Tone.BLUE, ChartTheme.Tone.VERMILION};
    private static final double DOT = 7;
    private static final double LEAST_RATIO = 1e-6;

    /** How the horizontal axis is divided. */
    public enum Scale {
        /** Durations in ns, logarithmic, with the unit at each tick. */
        LOG_DURATION,
        /** Ratios, logarithmic. */
        LOG,
        /** Whole numbers, linear. */
        COUNT
    }

    /** A share at a value of the quantity. */
    public record Point(double x, Interval share) {}

    /**
     * One row of points.
     *
     * @param name its name in the legend
     * @param points its points, x ascending
     */
    public record Row(String name, List<Point> points) {}

    private IntervalChart() {}

    /**
     * Draws rows of points.
     *
     * @param rows one or two
     * @param xLabel what x is, with its unit unless the scale writes it
     * @param yLabel what the shares are of
     */
    public static Chart of(ChartTheme theme, List<Row> rows, Scale scale, String xLabel, String yLabel) {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDrawYError(true);
        renderer.setCapLength(DOT);
        renderer.setErrorStroke(new BasicStroke(1.5f));
        renderer.setDefaultLinesVisible(true);
        for (int i = 0; i < rows.size(); i++) {
            YIntervalSeries series = new YIntervalSeries(rows.get(i).name());
            for (Point point : rows.get(i).points()) {
                Interval share = point.share();
                series.add(point.x(), share.estimate(), share.low(), share.high());
            }
            data.addSeries(series);
            renderer.setSeriesPaint(i, theme.color(TONES[i]));
            renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
            renderer.setSeriesStroke(i, new BasicStroke(i == 0 ? 2.2f : 1.2f));
        }
        NumberAxis y = new NumberAxis(yLabel);
        y.setAutoRangeIncludesZero(false);
        y.setNumberFormatOverride(new DecimalFormat("0.#%", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return theme.chart(new XYPlot(data, axis(scale, xLabel), y, renderer), true);
    }

    private static ValueAxis axis(Scale scale, String label) {
        return switch (scale) {
            case LOG_DURATION -> new DecadeAxis(label, 1, Quantity::duration);
            case LOG -> new DecadeAxis(label, LEAST_RATIO, Quantity::number);
            case COUNT -> {
                NumberAxis axis = new NumberAxis(label);
                axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
                axis.setAutoRangeIncludesZero(true);
                yield axis;
            }
        };
    }
}
