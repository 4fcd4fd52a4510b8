package lostedge.analysis.chart.axis;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import lostedge.analysis.wording.Quantity;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;

/** A logarithmic axis of ratios around 1, with ticks at 1, 2 and 5 of each decade where there are few. */
public final class RatioAxis extends LogAxis {
    private static final long serialVersionUID = 1L;

    /** An axis from {@code 1 / far} to {@code far}. */
    public RatioAxis(String label, double far) {
        super(label);
        setSmallestValue(1e-9);
        setRange(1 / far, far);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return LogTicks.of(getRange(), Quantity::number);
    }
}
