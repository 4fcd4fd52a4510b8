package lostedge.analysis.chart;

import java.awt.Color;
import java.util.List;
import lostedge.analysis.wording.Quantity;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeriesCollection;

/** Who sent to whom: one row per sender, one column per target, darker where more was sent. */
public final class MatrixChart {
    /** Most rows and columns whose cells hold their number. */
    private static final int MOST_NUMBERED = 8;

    private MatrixChart() {}

    /**
     * Draws a square matrix.
     *
     * @param names of rows and of columns
     * @param counts by row (sender), then column (target)
     */
    public static Chart of(ChartTheme theme, List<String> names, long[][] counts) {
        int n = names.size();
        long most = 1;
        for (long[] row : counts) {
            for (long count : row) {
                most = Math.max(most, count);
            }
        }
        SymbolAxis targets = axis("target CPU (cells: messages)", names);
        SymbolAxis senders = axis("sending CPU", names);
        senders.setInverted(true);
        XYPlot plot = new XYPlot(new XYSeriesCollection(), targets, senders, new XYLineAndShapeRenderer());
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        for (int sender = 0; sender < n; sender++) {
            for (int target = 0; target < n; target++) {
                cell(plot, theme, sender, target, counts[sender][target], most, n <= MOST_NUMBERED);
            }
        }
        return theme.chart(plot, false);
    }

    private static SymbolAxis axis(String label, List<String> names) {
        SymbolAxis axis = new SymbolAxis(label, names.toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, names.size() - 0.5);
        axis.setTickMarksVisible(false);
        axis.setTickUnit(new NumberTickUnit(Math.max(1, (names.size() + 15) / 16)));
        return axis;
    }

    private static void cell(
            XYPlot plot, ChartTheme theme, int sender, int target, long count, long most, boolean numbered) {
        if (count == 0) {
            return;
        }
        double share = (double) count / most;
        Color fill = mixed(theme, 0.08 + 0.92 * share);
        // On an inverted axis the lower edge is the greater number.
        plot.addAnnotation(
                new XYBoxAnnotation(target - 0.48, sender + 0.48, target + 0.48, sender - 0.48, null, null, fill));
        if (numbered) {
            XYTextAnnotation text = new XYTextAnnotation(Quantity.count(count), target, sender);
            text.setFont(ChartFont.REGULAR.at(ChartTheme.TEXT_SIZE));
            text.setPaint(theme.color(share > 0.55 ? ChartTheme.Tone.PAPER : ChartTheme.Tone.TEXT));
            plot.addAnnotation(text);
        }
    }

    /** The data blue, laid over the paper with this opacity; so it follows whatever paper the page has. */
    private static Color mixed(ChartTheme theme, double opacity) {
        Color blue = theme.color(ChartTheme.Tone.BLUE);
        return new Color(blue.getRed(), blue.getGreen(), blue.getBlue(), (int) Math.round(255 * opacity));
    }
}
