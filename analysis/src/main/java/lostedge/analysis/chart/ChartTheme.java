package lostedge.analysis.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.util.Locale;
import java.util.function.Function;
import lostedge.engine.finding.Stall;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** The one look of all charts, on light or on dark paper. */
public enum ChartTheme {
    /** Dark ink on white. */
    LIGHT,
    /** Light ink on near-black. */
    DARK;

    /** Size of axis and legend text in an unscaled chart, large enough to read at half size. */
    static final float TEXT_SIZE = 14;

    private static final Stroke HAIRLINE = new BasicStroke(1);

    /**
     * The colours of charts. Data colours are those of M. Okabe and K. Ito, "Color Universal Design" (2008), which
     * people with any common colour vision tell apart; no two tones are equal, whatever their themes.
     */
    public enum Tone {
        /** Background. */
        PAPER(0xFFFFFF, 0x15181C),
        /** Text and axis lines. */
        TEXT(0x1D2126, 0xE7EAED),
        /** Lesser text. */
        MUTED(0x5B646E, 0x9DA7B1),
        /** Grid lines. */
        GRID(0xE3E7EB, 0x2C333A),
        /** Grey area. */
        SHADE(0xB4BCC4, 0x59636D),
        /** Okabe and Ito's blue. */
        BLUE(0x0072B2, 0x2F93D1),
        /** Their orange. */
        ORANGE(0xE69F00, 0xE7A00A),
        /** Their bluish green. */
        GREEN(0x009E73, 0x0AA57B),
        /** Their vermilion. */
        VERMILION(0xD55E00, 0xE0691A),
        /** Their sky blue. */
        SKY(0x56B4E9, 0x5BB8EB),
        /** Their reddish purple. */
        PURPLE(0xCC79A7, 0xD083AE),
        /** Their yellow. */
        YELLOW(0xF0E442, 0xEFE34A);

        private final Color light;
        private final Color dark;

        Tone(int light, int dark) {
            this.light = new Color(light);
            this.dark = new Color(dark);
        }

        /** {@return the colour that stands for a cause in every picture} */
        public static Tone of(Stall.Cause cause) {
            return switch (cause) {
                case LOST_EDGE -> VERMILION;
                case MASKED_TARGET -> BLUE;
                case HANDLER_IN_THE_WAY -> SKY;
                case QUEUE_BEFORE_IT -> PURPLE;
                case SLOW_CALLBACK -> ORANGE;
                case LOCK_CONTENTION, MUTUAL_WAIT -> GREEN;
                case IDLE_OR_OFFLINE, DESCHEDULED, UNKNOWN -> SHADE;
            };
        }

        /** {@return the tone's name in style sheets, such as "sky"} */
        public String cssName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return a tone on this theme's paper} */
    public Color color(Tone tone) {
        return this == LIGHT ? tone.light : tone.dark;
    }

    /** {@return an SVG of the light theme in the tones of this one; a chart's shapes are the same in all themes} */
    public String repainted(String lightSvg) {
        return this == LIGHT ? lightSvg : repainted(lightSvg, tone -> rgb(color(tone)));
    }

    /** {@return an SVG of the light theme with its tones put in other words of a style sheet} */
    static String repainted(String lightSvg, Function<Tone, String> paint) {
        String svg = lightSvg;
        for (Tone tone : Tone.values()) {
            svg = svg.replace(rgb(LIGHT.color(tone)), paint.apply(tone));
        }
        return svg;
    }

    private static String rgb(Color color) {
        return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
    }

    /** Makes a chart of a plot whose axes and data are set; the caller adds no further decoration. */
    Chart chart(XYPlot plot, boolean legend) {
        plot.setBackgroundPaint(color(Tone.PAPER));
        plot.setOutlineVisible(false);
        plot.setNoDataMessageFont(ChartFont.REGULAR.at(TEXT_SIZE));
        plot.setInsets(new RectangleInsets(6, 6, 6, 18));
        plot.setDomainGridlinePaint(color(Tone.GRID));
        plot.setRangeGridlinePaint(color(Tone.GRID));
        plot.setDomainGridlineStroke(HAIRLINE);
        plot.setRangeGridlineStroke(HAIRLINE);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        style(plot.getDomainAxis());
        for (int i = 0; i < plot.getRangeAxisCount(); i++) {
            style(plot.getRangeAxis(i));
        }
        if (plot.getRangeAxisCount() > 1) {
            plot.getRangeAxis(1).setAxisLineVisible(false);
        }
        JFreeChart chart = new JFreeChart(null, ChartFont.REGULAR.at(TEXT_SIZE), plot, false);
        chart.setBackgroundPaint(color(Tone.PAPER));
        chart.setBorderVisible(false);
        chart.setElementHinting(false);
        if (legend) {
            chart.addSubtitle(legend(plot));
        }
        return new Chart(chart);
    }

    private LegendTitle legend(XYPlot plot) {
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemFont(ChartFont.REGULAR.at(TEXT_SIZE));
        legend.setItemPaint(color(Tone.TEXT));
        legend.setBackgroundPaint(color(Tone.PAPER));
        legend.setFrame(BlockBorder.NONE);
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 18));
        return legend;
    }

    private void style(Axis axis) {
        axis.setLabelFont(ChartFont.REGULAR.at(TEXT_SIZE));
        axis.setTickLabelFont(ChartFont.REGULAR.at(TEXT_SIZE));
        axis.setLabelPaint(color(Tone.MUTED));
        axis.setTickLabelPaint(color(Tone.TEXT));
        axis.setAxisLinePaint(color(Tone.SHADE));
        axis.setTickMarkPaint(color(Tone.SHADE));
        axis.setAxisLineStroke(HAIRLINE);
        axis.setLabelInsets(new RectangleInsets(6, 6, 6, 6));
        if (axis instanceof ValueAxis value) {
            value.setTickLabelInsets(new RectangleInsets(3, 5, 3, 5));
        }
    }
}
