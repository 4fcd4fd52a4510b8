package lostedge.analysis.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import lostedge.analysis.timeline.Quantity;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;

/** A logarithmic axis of durations in ns, each tick with its unit; at 1, 2 and 5 where there are few decades. */
final class DurationAxis extends LogAxis {
    private static final long serialVersionUID = 1L;

    DurationAxis(String label) {
        super(label);
        setSmallestValue(1);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return LogTicks.of(getRange(), Quantity::duration);
    }
}
