package lostedge.analysis.figure;

import java.util.function.Function;
import lostedge.analysis.chart.Chart;
import lostedge.analysis.chart.ChartTheme;

/**
 * A chart with the words that go with it.
 *
 * @param id file name without ending, also its anchor on the page; lower-case letters and dashes
 * @param title what it shows, one line
 * @param caption how to read it, a sentence or two; may hold hostile text
 * @param description what a reader who cannot see it needs to know, with the numbers; may hold hostile text
 * @param width in pixels
 * @param height in pixels
 * @param chart draws it on a theme's paper
 */
public record Figure(
        String id,
        String title,
        String caption,
        String description,
        int width,
        int height,
        Function<ChartTheme, Chart> chart) {

    /** Width of a figure that fills a column. */
    public static final int COLUMN = 760;

    /** {@return the chart as an SVG element whose colours follow the page} */
    public String themedSvg() {
        return chart.apply(ChartTheme.LIGHT).themedSvg(id, width, height);
    }
}
