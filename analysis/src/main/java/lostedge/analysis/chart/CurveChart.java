package lostedge.analysis.chart;

import java.awt.BasicStroke;
import java.util.List;
import lostedge.analysis.chart.axis.DecadeAxis;
import lostedge.analysis.wording.Quantity;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Curves over a common axis: distributions of durations, survival, rates over time. */
public final class CurveChart {
    /** Most curves told apart by colour and dash. */
    public static final int MOST_CURVES = 7;

    /** Most marks side by side; of those nearer to each other one is drawn. */
    private static final int MOST_MARKS = 150;

    private static final ChartTheme.Tone[] TONES = {
        ChartTheme.Tone.BLUE,
        ChartTheme.Tone.VERMILION,
        ChartTheme.Tone.GREEN,
        ChartTheme.Tone.ORANGE,
        ChartTheme.Tone.PURPLE,
        ChartTheme.Tone.SKY,
        ChartTheme.Tone.TEXT
    };

    private static final float[][] DASHES = {{}, {9, 4}, {2, 4}, {12, 4, 2, 4}, {5, 3}, {14, 6}, {1, 2}};

    /** How the horizontal axis is divided. */
    public enum Scale {
        /** Durations in ns, logarithmic, with the unit at each tick. */
        LOG_DURATION,
        /** Numbers, linear. */
        LINEAR
    }

    /** A point of a curve. */
    public record Point(double x, double y) {}

    /**
     * One curve.
     *
     * @param name its name in the legend
     * @param points its points, x ascending
     * @param steps whether the value holds until the next point; else points are joined
     * @param bound whether it is an end of the interval around the curve before it, drawn thin and without legend
     */
    public record Curve(String name, List<Point> points, boolean steps, boolean bound) {}

    private CurveChart() {}

    /**
     * Draws curves.
     *
     * @param xLabel what x is, with its unit unless the scale writes it
     * @param yLabel what y is, with its unit
     * @param marks values of x to mark with a thin line
     */
    public static Chart of(
            ChartTheme theme, List<Curve> curves, Scale scale, String xLabel, String yLabel, List<Double> marks) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDefaultShapesVisible(false);
        renderer.setDrawSeriesLineAsPath(true);
        int style = -1;
        for (int i = 0; i < curves.size(); i++) {
            style += curves.get(i).bound() ? 0 : 1;
            if (style >= MOST_CURVES) {
                throw new IllegalArgumentException("more than " + MOST_CURVES + " curves");
            }
            XYSeries series = new XYSeries(curves.get(i).name() + "#" + i, false, true);
            fill(series, curves.get(i));
            data.addSeries(series);
            renderer.setSeriesPaint(i, theme.color(TONES[style]));
            renderer.setSeriesStroke(i, curves.get(i).bound() ? new BasicStroke(1) : stroke(style));
            renderer.setSeriesVisibleInLegend(i, !curves.get(i).bound());
        }
        renderer.setLegendItemLabelGenerator(
                (dataset, series) -> curves.get(series).name());
        NumberAxis y = new NumberAxis(yLabel);
        y.setAutoRangeIncludesZero(true);
        XYPlot plot = new XYPlot(data, axis(scale, xLabel), y, renderer);
        double room = plot.getDomainAxis().getRange().getLength() / MOST_MARKS;
        double last = Double.NEGATIVE_INFINITY;
        for (double mark : marks.stream().sorted().toList()) {
            if (mark >= last + room) {
                plot.addDomainMarker(
                        new ValueMarker(mark, theme.color(ChartTheme.Tone.VERMILION), new BasicStroke(1)),
                        Layer.BACKGROUND);
                last = mark;
            }
        }
        return theme.chart(plot, true);
    }

    private static void fill(XYSeries series, Curve curve) {
        double held = Double.NaN;
        for (Point point : curve.points()) {
            if (curve.steps() && !Double.isNaN(held)) {
                series.add(point.x(), held);
            }
            series.add(point.x(), point.y());
            held = point.y();
        }
    }

    private static BasicStroke stroke(int curve) {
        float[] dash = DASHES[curve];
        return dash.length == 0
                ? new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    private static ValueAxis axis(Scale scale, String label) {
        if (scale == Scale.LINEAR) {
            NumberAxis axis = new NumberAxis(label);
            axis.setAutoRangeIncludesZero(false);
            axis.setLowerMargin(0);
            axis.setUpperMargin(0);
            return axis;
        }
        return new DecadeAxis(label, 1, Quantity::duration);
    }
}
