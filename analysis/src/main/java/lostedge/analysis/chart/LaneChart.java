package lostedge.analysis.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.timeline.Quantity;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeriesCollection;

/** A {@link LaneDiagram} drawn still: CPUs as lanes, spans as bars, messages as arrows. */
public final class LaneChart {
    private static final String[] UNITS = {"ns", "µs", "ms", "s"};

    private LaneChart() {}

    /** {@return the colour that stands for an activity in every picture} */
    public static ChartTheme.Tone tone(LaneDiagram.Activity activity) {
        return switch (activity) {
            case WAIT -> ChartTheme.Tone.ORANGE;
            case MASKED, IDLE -> ChartTheme.Tone.SHADE;
            case HANDLER -> ChartTheme.Tone.BLUE;
            case IPI_HANDLER -> ChartTheme.Tone.SKY;
            case SOFTIRQ -> ChartTheme.Tone.PURPLE;
            case CALLED_FUNCTION -> ChartTheme.Tone.GREEN;
            case LOCK_HELD -> ChartTheme.Tone.YELLOW;
        };
    }

    /** {@return the colour that stands for an outcome in every picture} */
    public static ChartTheme.Tone tone(LaneDiagram.Outcome outcome) {
        return switch (outcome) {
            case DELIVERED -> ChartTheme.Tone.GREEN;
            case RESCUED -> ChartTheme.Tone.PURPLE;
            case LOST -> ChartTheme.Tone.VERMILION;
            case NOT_SENT, UNKNOWN -> ChartTheme.Tone.MUTED;
        };
    }

    /** Draws a timeline; the axis counts from its begin, in the unit that suits its length. */
    public static Chart of(ChartTheme theme, LaneDiagram timeline) {
        boolean timed = timeline.axis() == LaneDiagram.Axis.NANOSECONDS;
        int unit = timed ? unitOf(timeline.end() - timeline.begin()) : 0;
        double scale = Math.pow(1000, -unit);
        List<Integer> upwards = new ArrayList<>(timeline.cpus());
        Collections.reverse(upwards);
        SymbolAxis lanes =
                new SymbolAxis(null, upwards.stream().map(cpu -> "CPU " + cpu).toArray(String[]::new));
        lanes.setGridBandsVisible(false);
        boolean steps = timeline.axis() == LaneDiagram.Axis.STEPS;
        lanes.setRange(steps ? -0.3 : -0.6, upwards.size() - (steps ? 0.1 : 0.4));
        lanes.setTickMarksVisible(false);
        NumberAxis axis = new NumberAxis(label(timeline, unit));
        axis.setRange(0, Math.max(1, timeline.end() - timeline.begin()) * scale);
        if (steps) {
            axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        }
        XYPlot plot = new XYPlot(new XYSeriesCollection(), axis, lanes, new XYLineAndShapeRenderer());
        for (LaneDiagram.Span span : timeline.spans()) {
            int lane = upwards.indexOf(span.cpu());
            double half = halfHeight(span.activity());
            plot.addAnnotation(new XYBoxAnnotation(
                    (span.begin() - timeline.begin()) * scale,
                    lane - half,
                    (span.end() - timeline.begin()) * scale,
                    lane + half,
                    null,
                    null,
                    theme.color(tone(span.activity()))));
        }
        for (LaneDiagram.Arrow arrow : timeline.arrows()) {
            plot.addAnnotation(new ArrowAnnotation(
                    (arrow.sent() - timeline.begin()) * scale,
                    upwards.indexOf(arrow.from()),
                    (arrow.arrived() - timeline.begin()) * scale,
                    upwards.indexOf(arrow.to()),
                    theme.color(tone(arrow.outcome()))));
        }
        for (LaneDiagram.Mark mark : readable(timeline)) {
            plot.addAnnotation(markText(theme, timeline, mark, scale, upwards.indexOf(mark.cpu())));
        }
        return theme.chart(plot, false);
    }

    /** Marks whose text has room: of those that stand together on a lane the first. */
    private static List<LaneDiagram.Mark> readable(LaneDiagram timeline) {
        boolean steps = timeline.axis() == LaneDiagram.Axis.STEPS;
        long room = steps ? 0 : (timeline.end() - timeline.begin()) / 60;
        List<LaneDiagram.Mark> marks = new ArrayList<>();
        for (LaneDiagram.Mark mark : timeline.marks()) {
            boolean shown = mark.evidence() > 0 || steps;
            if (shown && marks.stream().noneMatch(m -> m.cpu() == mark.cpu() && Math.abs(m.at() - mark.at()) < room)) {
                marks.add(mark);
            }
        }
        return marks;
    }

    private static XYTextAnnotation markText(
            ChartTheme theme, LaneDiagram timeline, LaneDiagram.Mark mark, double scale, int height) {
        boolean numbered = mark.evidence() > 0;
        XYTextAnnotation text = new XYTextAnnotation(
                numbered ? Integer.toString(mark.evidence()) : mark.label(),
                (mark.at() - timeline.begin()) * scale,
                height + (numbered ? 0.42 : 0.26));
        text.setFont((numbered ? ChartFont.SEMIBOLD : ChartFont.REGULAR).at(ChartTheme.TEXT_SIZE - 1));
        text.setPaint(theme.color(ChartTheme.Tone.TEXT));
        if (!numbered) {
            text.setTextAnchor(TextAnchor.BOTTOM_LEFT);
            text.setRotationAnchor(TextAnchor.BOTTOM_LEFT);
            text.setRotationAngle(-Math.PI / 6);
        }
        return text;
    }

    private static double halfHeight(LaneDiagram.Activity activity) {
        return switch (activity) {
            case MASKED, IDLE -> 0.30;
            case WAIT -> 0.10;
            case HANDLER, IPI_HANDLER, LOCK_HELD -> 0.22;
            case SOFTIRQ, CALLED_FUNCTION -> 0.15;
        };
    }

    private static String label(LaneDiagram timeline, int unit) {
        return switch (timeline.axis()) {
            case NANOSECONDS ->
                "time after " + Quantity.time(timeline.begin()) + " on the recording's clock, " + UNITS[unit];
            case ORDER -> "order of events (this clock has no durations)";
            case STEPS -> "step";
        };
    }

    private static int unitOf(long lengthNs) {
        int unit = 0;
        for (long rest = lengthNs; rest >= 2000 && unit < UNITS.length - 1; rest /= 1000) {
            unit++;
        }
        return unit;
    }

    private static final class ArrowAnnotation extends AbstractXYAnnotation {
        private static final long serialVersionUID = 1L;
        private static final double HEAD = 7;

        private final double x1;
        private final double y1;
        private final double x2;
        private final double y2;
        private final Color color;

        ArrowAnnotation(double x1, double y1, double x2, double y2, Color color) {
            this.x1 = x1;
            this.y1 = y1;
            this.x2 = x2;
            this.y2 = y2;
            this.color = color;
        }

        @Override
        public void draw(
                Graphics2D g,
                XYPlot plot,
                Rectangle2D area,
                ValueAxis domain,
                ValueAxis range,
                int index,
                PlotRenderingInfo info) {
            double fromX = domain.valueToJava2D(x1, area, plot.getDomainAxisEdge());
            double fromY = range.valueToJava2D(y1, area, plot.getRangeAxisEdge());
            double toX = domain.valueToJava2D(x2, area, plot.getDomainAxisEdge());
            double toY = range.valueToJava2D(y2, area, plot.getRangeAxisEdge());
            g.setPaint(color);
            g.setStroke(new BasicStroke(1.6f));
            g.draw(new Line2D.Double(fromX, fromY, toX, toY));
            Path2D head = new Path2D.Double();
            head.moveTo(0, 0);
            head.lineTo(-HEAD, -HEAD / 2);
            head.lineTo(-HEAD, HEAD / 2);
            head.closePath();
            AffineTransform place = AffineTransform.getTranslateInstance(toX, toY);
            place.rotate(toX - fromX, toY - fromY);
            g.fill(place.createTransformedShape(head));
        }
    }
}
