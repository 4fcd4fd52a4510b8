package lostedge.analysis.chart;

import java.awt.BasicStroke;
import java.util.List;
import lostedge.analysis.timeline.LaneDiagram;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A {@link LaneDiagram} of steps as a sequence chart: a column for each CPU, a row for each step, downwards. The words
 * of a step stand beside its CPU, on the side its arrow does not leave to, and those of an arrow beyond its head, so
 * that no arrow crosses a text.
 */
public final class SequenceChart {
    private static final int COLUMN = 370;
    private static final int ROW = 25;
    private static final int MARGINS = 120;
    private static final double LEFT = 0.72;
    private static final double RIGHT = 0.98;
    private static final double ASIDE = 0.03;
    private static final double HALF_BAR = 0.014;
    private static final float[] DASHES = {5, 4};

    private SequenceChart() {}

    /** {@return the width in pixels at which nothing overlaps} */
    public static int width(LaneDiagram diagram) {
        return (int) Math.round(COLUMN * (diagram.cpus().size() - 1 + LEFT + RIGHT)) + MARGINS / 2;
    }

    /** {@return the height in pixels at which nothing overlaps} */
    public static int height(LaneDiagram diagram) {
        return MARGINS + ROW * (int) diagram.end();
    }

    /**
     * Draws a diagram of steps.
     *
     * @param turn the step after which a line is drawn
     * @param turnWords what the line says
     */
    public static Chart of(ChartTheme theme, LaneDiagram diagram, long turn, String turnWords) {
        List<Integer> cpus = diagram.cpus();
        SymbolAxis columns =
                new SymbolAxis(null, cpus.stream().map(cpu -> "CPU " + cpu).toArray(String[]::new));
        columns.setGridBandsVisible(false);
        columns.setTickMarksVisible(false);
        columns.setRange(-LEFT, cpus.size() - 1 + RIGHT);
        NumberAxis steps = new NumberAxis("step");
        steps.setInverted(true);
        steps.setRange(0.2, diagram.end() - 0.2);
        steps.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        XYPlot plot = new XYPlot(new XYSeriesCollection(), columns, steps, new XYLineAndShapeRenderer());
        plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
        plot.setRangeGridlinesVisible(false);
        addTurn(theme, plot, turn, turnWords, cpus.size() - 1 + RIGHT);
        for (LaneDiagram.Span span : diagram.spans()) {
            int column = cpus.indexOf(span.cpu());
            plot.addAnnotation(new XYBoxAnnotation(
                    column - HALF_BAR,
                    span.end(),
                    column + HALF_BAR,
                    span.begin(),
                    null,
                    null,
                    theme.color(LaneChart.tone(span.activity()))));
        }
        for (LaneDiagram.Arrow arrow : diagram.arrows()) {
            int from = cpus.indexOf(arrow.from());
            int to = cpus.indexOf(arrow.to());
            double gap = to > from ? HALF_BAR : -HALF_BAR;
            ChartTheme.Tone tone = LaneChart.tone(arrow.outcome());
            plot.addAnnotation(new ArrowAnnotation(
                    from + gap, arrow.sent(), to - gap, arrow.arrived(), arrow.outcome(), theme.color(tone)));
            addText(theme, plot, arrow.label(), to, arrow.arrived(), to > from);
        }
        for (LaneDiagram.Mark mark : diagram.marks()) {
            int column = cpus.indexOf(mark.cpu());
            boolean arrowToTheRight = diagram.arrows().stream()
                    .anyMatch(arrow -> arrow.sent() == mark.at() && cpus.indexOf(arrow.to()) > column);
            addText(theme, plot, mark.label(), column, mark.at(), !arrowToTheRight);
        }
        plot.setFixedLegendItems(LaneChart.legend(theme, diagram));
        return theme.chart(plot, true);
    }

    private static void addText(
            ChartTheme theme, XYPlot plot, String words, int column, long step, boolean toTheRight) {
        XYTextAnnotation text = new XYTextAnnotation(words, column + (toTheRight ? ASIDE : -ASIDE), step);
        text.setTextAnchor(toTheRight ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT);
        text.setFont(ChartFont.REGULAR.at(ChartTheme.TEXT_SIZE - 1));
        text.setPaint(theme.color(ChartTheme.Tone.TEXT));
        plot.addAnnotation(text);
    }

    private static void addTurn(ChartTheme theme, XYPlot plot, long turn, String words, double right) {
        BasicStroke dashed = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0);
        plot.addRangeMarker(new ValueMarker(turn + 0.5, theme.color(ChartTheme.Tone.MUTED), dashed), Layer.BACKGROUND);
        XYTextAnnotation text = new XYTextAnnotation(words, right, turn + 0.55);
        text.setTextAnchor(TextAnchor.TOP_RIGHT);
        text.setFont(ChartFont.REGULAR.at(ChartTheme.TEXT_SIZE - 2));
        text.setPaint(theme.color(ChartTheme.Tone.MUTED));
        plot.addAnnotation(text);
    }
}
