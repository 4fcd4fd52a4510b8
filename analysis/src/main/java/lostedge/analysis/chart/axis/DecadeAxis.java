package lostedge.analysis.chart.axis;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;

/** A logarithmic axis with ticks at powers of ten, and at 2 and 5 times these where there are few decades. */
public final class DecadeAxis extends LogAxis {
    private static final long serialVersionUID = 1L;

    private final transient DoubleFunction<String> words;

    /** An axis whose values, at least {@code least}, are written by a function. */
    public DecadeAxis(String label, double least, DoubleFunction<String> words) {
        super(label);
        this.words = words;
        setSmallestValue(least);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return LogTicks.of(getRange(), words);
    }
}
