package lostedge.analysis.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import lostedge.analysis.timeline.Quantity;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis of durations in ns, each tick with its unit; at 1, 2 and 5 where there are few decades. */
final class DurationAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final double FEW_DECADES = 2.2;

    DurationAxis(String label) {
        super(label);
        setSmallestValue(1);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        double low = Math.max(1, getRange().getLowerBound());
        double high = getRange().getUpperBound();
        int[] steps = Math.log10(high / low) < FEW_DECADES ? new int[] {1, 2, 5} : new int[] {1};
        List<NumberTick> ticks = new ArrayList<>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high; decade *= 10) {
            for (int step : steps) {
                double at = decade * step;
                if (at >= low && at <= high) {
                    ticks.add(new NumberTick(at, Quantity.duration(at), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }
}
