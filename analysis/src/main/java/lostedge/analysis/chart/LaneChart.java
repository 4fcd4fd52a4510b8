package lostedge.analysis.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.wording.Quantity;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeriesCollection;

/** A {@link LaneDiagram} drawn still: CPUs as lanes, spans as bars, messages as arrows. */
public final class LaneChart {
    private static final Rectangle2D BOX = new Rectangle2D.Double(-8, -4, 16, 8);
    private static final Line2D LINE = new Line2D.Double(-11, 0, 11, 0);
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
        lanes.setRange(-0.6, upwards.size() - 0.4);
        lanes.setTickMarksVisible(false);
        NumberAxis axis = new NumberAxis(label(timeline, unit));
        axis.setRange(0, Math.max(1, timeline.end() - timeline.begin()) * scale);
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
                    arrow.outcome(),
                    theme.color(tone(arrow.outcome()))));
        }
        plot.addAnnotation(new EvidenceAnnotation(theme, timeline, scale, upwards));
        plot.setFixedLegendItems(legend(theme, timeline));
        return theme.chart(plot, true);
    }

    /** What the colours mean, of those that occur. */
    static LegendItemCollection legend(ChartTheme theme, LaneDiagram timeline) {
        LegendItemCollection items = new LegendItemCollection();
        for (LaneDiagram.Activity activity : LaneDiagram.Activity.values()) {
            if (timeline.spans().stream()
                    .anyMatch(span -> span.activity() == activity
                            && span.begin() <= timeline.end()
                            && span.end() >= timeline.begin())) {
                items.add(new LegendItem(activity.words(), null, null, null, BOX, theme.color(tone(activity))));
            }
        }
        for (LaneDiagram.Outcome outcome : LaneDiagram.Outcome.values()) {
            if (timeline.arrows().stream()
                    .anyMatch(arrow -> arrow.outcome() == outcome
                            && arrow.sent() <= timeline.end()
                            && arrow.arrived() >= timeline.begin())) {
                items.add(new LegendItem(
                        outcome.words(),
                        null,
                        null,
                        null,
                        LINE,
                        ArrowAnnotation.stroke(outcome),
                        theme.color(tone(outcome))));
            }
        }
        return items;
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
}
