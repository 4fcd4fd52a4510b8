package lostedge.analysis.chart.axis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** The ticks of logarithmic axes: at 1, 2 and 5 of each decade, or at 1 alone where there are many decades. */
public final class LogTicks {
    private static final double FEW_DECADES = 2.2;

    private LogTicks() {}

    /** {@return the ticks of a range above 0, each with its text} */
    public static List<NumberTick> of(Range range, DoubleFunction<String> text) {
        double low = range.getLowerBound();
        double high = range.getUpperBound();
        int[] steps = Math.log10(high / low) < FEW_DECADES ? new int[] {1, 2, 5} : new int[] {1};
        List<NumberTick> ticks = new ArrayList<>();
        int last = (int) Math.floor(Math.log10(high));
        for (int decade = (int) Math.floor(Math.log10(low)); decade <= last; decade++) {
            for (int step : steps) {
                double at = step * Math.pow(10, decade);
                if (at >= low && at <= high) {
                    ticks.add(new NumberTick(at, text.apply(at), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }
}
