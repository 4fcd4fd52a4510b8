package lostedge.analysis.chart.axis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/**
 * The ticks of logarithmic axes: at 1, 2 and 5 of each decade, at 1 alone where there are many, at more where there is
 * hardly one.
 */
public final class LogTicks {
    private static final double FEW_DECADES = 2.2;
    private static final double ONE_DECADE = 0.8;
    private static final double[] MANY = {1};
    private static final double[] FEW = {1, 2, 5};
    private static final double[] HARDLY_ONE = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};

    private LogTicks() {}

    /** {@return the ticks of a range above 0, each with its text} */
    public static List<NumberTick> of(Range range, DoubleFunction<String> text) {
        double low = range.getLowerBound();
        double high = range.getUpperBound();
        double decades = Math.log10(high / low);
        double[] steps = decades < ONE_DECADE ? HARDLY_ONE : decades < FEW_DECADES ? FEW : MANY;
        List<NumberTick> ticks = new ArrayList<>();
        int last = (int) Math.floor(Math.log10(high));
        for (int decade = (int) Math.floor(Math.log10(low)); decade <= last; decade++) {
            for (double step : steps) {
                double at = step * Math.pow(10, decade);
                if (at >= low && at <= high) {
                    ticks.add(new NumberTick(at, text.apply(at), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }
}
