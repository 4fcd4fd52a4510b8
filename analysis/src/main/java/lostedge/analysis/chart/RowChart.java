package lostedge.analysis.chart;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import lostedge.analysis.chart.axis.RatioAxis;
import lostedge.analysis.statistics.Interval;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Named rows over one scale: bars, or estimates with their intervals, each with its numbers written beside it. */
public final class RowChart {
    /**
     * A bar from 0.
     *
     * @param name what it measures
     * @param value its length, at least 0
     * @param note the numbers behind it
     * @param tone its colour
     */
    public record Bar(String name, double value, String note, ChartTheme.Tone tone) {}

    /**
     * An estimate.
     *
     * @param name what is estimated
     * @param observed the estimate with its interval, on the chart's scale; NaN is not drawn
     * @param predicted what was predicted, or NaN
     * @param note the numbers behind it
     */
    public record Estimate(String name, Interval observed, double predicted, String note) {}

    /**
     * A change.
     *
     * @param name what changed
     * @param change how, on the chart's scale
     * @param beyondNoise whether the interval leaves out "no change"
     * @param note the numbers behind it
     */
    public record Change(String name, Interval change, boolean beyondNoise, String note) {}

    private static final double HALF_BAR = 0.3;
    private static final double FARTHEST_RATIO = 1000;

    private RowChart() {}

    /**
     * Draws bars, the first on top.
     *
     * @param scaleLabel what lengths are, with their unit
     */
    public static Chart bars(ChartTheme theme, List<Bar> bars, String scaleLabel) {
        double longest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        XYPlot plot = rows(
                bars.stream().map(Bar::name).toList(),
                bars.stream().map(Bar::note).toList());
        plot.setDataset(new XYSeriesCollection());
        plot.setDomainAxis(scale(scaleLabel, 0, longest > 0 ? longest * 1.03 : 1));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double at = bars.size() - 1.0 - i;
            plot.addAnnotation(new XYBoxAnnotation(
                    0, at - HALF_BAR, bar.value(), at + HALF_BAR, null, null, theme.color(bar.tone())));
        }
        return theme.chart(plot, false);
    }

    /**
     * Draws estimates, the first on top.
     *
     * @param scaleLabel what the scale is, with its unit
     * @param low left end of the scale
     * @param high right end of the scale
     */
    public static Chart estimates(
            ChartTheme theme, List<Estimate> estimates, String scaleLabel, double low, double high) {
        XYSeries observed = new XYSeries("observed, with its interval");
        XYSeries predicted = new XYSeries("predicted");
        XYPlot plot = rows(
                estimates.stream().map(Estimate::name).toList(),
                estimates.stream().map(Estimate::note).toList());
        double margin = (high - low) * 0.04;
        plot.setDomainAxis(scale(scaleLabel, low - margin, high + margin));
        for (int i = 0; i < estimates.size(); i++) {
            Interval interval = estimates.get(i).observed();
            double at = estimates.size() - 1.0 - i;
            if (Double.isFinite(interval.estimate())) {
                observed.add(interval.estimate(), at);
            }
            if (Double.isFinite(estimates.get(i).predicted())) {
                predicted.add(estimates.get(i).predicted(), at);
            }
            if (Double.isFinite(interval.low()) && Double.isFinite(interval.high())) {
                plot.addAnnotation(new XYLineAnnotation(
                        interval.low(),
                        at,
                        interval.high(),
                        at,
                        new BasicStroke(3),
                        theme.color(ChartTheme.Tone.BLUE)));
            }
        }
        XYSeriesCollection data = new XYSeriesCollection();
        data.addSeries(observed);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-5, -5, 10, 10));
        renderer.setSeriesPaint(0, theme.color(ChartTheme.Tone.BLUE));
        if (!predicted.isEmpty()) {
            data.addSeries(predicted);
            renderer.setSeriesShape(1, diamond());
            renderer.setSeriesShapesFilled(1, false);
            renderer.setSeriesOutlineStroke(1, new BasicStroke(2));
            renderer.setSeriesPaint(1, theme.color(ChartTheme.Tone.VERMILION));
        }
        plot.setDataset(data);
        plot.setRenderer(renderer);
        return theme.chart(plot, true);
    }

    /**
     * Draws changes, the first on top, with a line where there is none.
     *
     * @param scaleLabel what the scale is, with its unit
     * @param ratios whether changes are ratios on a logarithmic scale, 1 meaning none; else differences, 0 meaning none
     */
    public static Chart changes(ChartTheme theme, List<Change> changes, String scaleLabel, boolean ratios) {
        XYPlot plot = rows(
                changes.stream().map(Change::name).toList(),
                changes.stream().map(Change::note).toList());
        double none = ratios ? 1 : 0;
        double reach = changes.stream()
                .mapToDouble(one -> Math.max(
                        reach(one.change().low(), ratios), reach(one.change().high(), ratios)))
                .max()
                .orElse(0);
        double far = Math.max(reach, ratios ? 2 : 1) * (ratios ? 1.3 : 1.1);
        plot.setDomainAxis(ratios ? new RatioAxis(scaleLabel, far) : scale(scaleLabel, -far, far));
        plot.addDomainMarker(
                new ValueMarker(none, theme.color(ChartTheme.Tone.TEXT), new BasicStroke(1.2f)), Layer.BACKGROUND);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
        renderer.setSeriesPaint(0, theme.color(ChartTheme.Tone.TEXT));
        XYSeries estimates = new XYSeries("estimate");
        for (int i = 0; i < changes.size(); i++) {
            Interval change = changes.get(i).change();
            double at = changes.size() - 1.0 - i;
            double low = ratios ? Math.max(change.low(), 1 / far) : change.low();
            double high = ratios ? Math.min(change.high(), far) : change.high();
            ChartTheme.Tone tone = changes.get(i).beyondNoise() ? ChartTheme.Tone.ORANGE : ChartTheme.Tone.SHADE;
            renderer.addAnnotation(
                    new XYLineAnnotation(low, at, high, at, new BasicStroke(5), theme.color(tone)), Layer.BACKGROUND);
            if (Double.isFinite(change.estimate()) && (!ratios || change.estimate() > 0)) {
                estimates.add(change.estimate(), at);
            }
        }
        plot.setDataset(new XYSeriesCollection(estimates));
        plot.setRenderer(renderer);
        return theme.chart(plot, false);
    }

    /** How far a change is from none, bounded where a ratio is 0 or has no bound. */
    private static double reach(double change, boolean ratio) {
        return ratio ? Math.min(FARTHEST_RATIO, change < 1 ? 1 / change : change) : Math.abs(change);
    }

    /** A plot with names on the left and notes on the right of each row; row i is at height n - 1 - i. */
    private static XYPlot rows(List<String> names, List<String> notes) {
        XYPlot plot = new XYPlot();
        plot.setRenderer(new XYLineAndShapeRenderer(false, true));
        plot.setRangeAxis(0, rowAxis(names));
        plot.setRangeAxis(1, rowAxis(notes));
        plot.setRangeAxisLocation(1, AxisLocation.BOTTOM_OR_RIGHT);
        plot.setRangeGridlinesVisible(false);
        return plot;
    }

    private static SymbolAxis rowAxis(List<String> texts) {
        String[] upwards = new String[texts.size()];
        for (int i = 0; i < upwards.length; i++) {
            upwards[upwards.length - 1 - i] = texts.get(i);
        }
        SymbolAxis axis = new SymbolAxis(null, upwards);
        axis.setGridBandsVisible(false);
        axis.setTickMarksVisible(false);
        axis.setRange(-0.6, upwards.length - 0.4);
        return axis;
    }

    private static NumberAxis scale(String label, double low, double high) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(low, high);
        return axis;
    }

    private static Path2D diamond() {
        Path2D diamond = new Path2D.Double();
        diamond.moveTo(0, -8);
        diamond.lineTo(8, 0);
        diamond.lineTo(0, 8);
        diamond.lineTo(-8, 0);
        diamond.closePath();
        return diamond;
    }
}
