package lostedge.analysis.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import lostedge.analysis.timeline.LaneDiagram;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** An arrow between two points of a plot, its line dashed where no edge arrived. */
final class ArrowAnnotation extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final float WIDTH = 1.6f;
    private static final double HEAD = 7;

    private final double x1;
    private final double y1;
    private final double x2;
    private final double y2;
    private final LaneDiagram.Outcome outcome;
    private final Color color;

    ArrowAnnotation(double x1, double y1, double x2, double y2, LaneDiagram.Outcome outcome, Color color) {
        this.x1 = x1;
        this.y1 = y1;
        this.x2 = x2;
        this.y2 = y2;
        this.outcome = outcome;
        this.color = color;
    }

    /** {@return the line of an outcome, in every picture} */
    static Stroke stroke(LaneDiagram.Outcome outcome) {
        return switch (outcome) {
            case DELIVERED, RESCUED -> new BasicStroke(WIDTH);
            case LOST -> dashed(5, 3);
            case NOT_SENT, UNKNOWN -> dashed(1.5f, 3);
        };
    }

    private static Stroke dashed(float on, float off) {
        return new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {on, off}, 0);
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int index,
            PlotRenderingInfo info) {
        double fromX = domain.valueToJava2D(x1, area, plot.getDomainAxisEdge());
        double fromY = range.valueToJava2D(y1, area, plot.getRangeAxisEdge());
        double toX = domain.valueToJava2D(x2, area, plot.getDomainAxisEdge());
        double toY = range.valueToJava2D(y2, area, plot.getRangeAxisEdge());
        g.setPaint(color);
        g.setStroke(stroke(outcome));
        g.draw(new Line2D.Double(fromX, fromY, toX, toY));
        Path2D head = new Path2D.Double();
        head.moveTo(0, 0);
        head.lineTo(-HEAD, -HEAD / 2);
        head.lineTo(-HEAD, HEAD / 2);
        head.closePath();
        AffineTransform place = AffineTransform.getTranslateInstance(toX, toY);
        place.rotate(toX - fromX, toY - fromY);
        g.fill(place.createTransformedShape(head));
    }
}
