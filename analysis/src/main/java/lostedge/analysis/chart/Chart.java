package lostedge.analysis.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/** A chart, as bytes that do not change from run to run. */
public final class Chart {
    /** Pixels of a PNG per pixel of the chart. */
    public static final int PNG_SCALE = 2;

    private final JFreeChart chart;

    Chart(JFreeChart chart) {
        this.chart = chart;
    }

    /**
     * Draws it as an SVG element without XML declaration.
     *
     * @param id a name that is unique on the page the element may be put into; starts its own ids
     * @param width in pixels
     * @param height in pixels
     */
    public String svg(String id, int width, int height) {
        SVGGraphics2D graphics = new SVGGraphics2D(width, height);
        graphics.setDefsKeyPrefix(id + "-");
        graphics.setGeomDoubleConverter(Chart::hundredths);
        graphics.setTransformDoubleConverter(Chart::hundredths);
        graphics.setFontFunction(family -> '"' + family + "\", sans-serif");
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        return graphics.getSVGElement(id, true, new ViewBox(0, 0, width, height), null, null);
    }

    /**
     * {@return an SVG element, of a chart in the light theme, whose tones follow the page: each is {@code var(--name)}}
     */
    public String themedSvg(String id, int width, int height) {
        return ChartTheme.repainted(svg(id, width, height), tone -> "var(--" + tone.cssName() + ")");
    }

    /** {@return it as a PNG of {@link #PNG_SCALE} times the width and height} */
    public byte[] png(int width, int height) {
        BufferedImage image = new BufferedImage(width * PNG_SCALE, height * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.transform(AffineTransform.getScaleInstance(PNG_SCALE, PNG_SCALE));
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String hundredths(double value) {
        double rounded = Math.rint(value * 100) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
