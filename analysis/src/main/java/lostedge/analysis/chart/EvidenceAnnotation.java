package lostedge.analysis.chart;

import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import lostedge.analysis.timeline.Badges;
import lostedge.analysis.timeline.LaneDiagram;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** The numbers of evidence on the lanes of a diagram, each beside a line at its moment. */
final class EvidenceAnnotation extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final double REACH = 17;
    private static final double RADIUS = 8;

    private final transient ChartTheme theme;
    private final transient LaneDiagram diagram;
    private final double scale;
    private final transient List<Integer> upwards;

    /**
     * The evidence of a diagram.
     *
     * @param scale units of the domain axis per unit of the diagram
     * @param upwards the CPU at each whole number of the range axis
     */
    EvidenceAnnotation(ChartTheme theme, LaneDiagram diagram, double scale, List<Integer> upwards) {
        this.theme = theme;
        this.diagram = diagram;
        this.scale = scale;
        this.upwards = upwards;
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
        Badges badges = new Badges(upwards.size());
        g.setFont(ChartFont.SEMIBOLD.at(11));
        FontMetrics metrics = g.getFontMetrics();
        g.setStroke(new BasicStroke(1.2f));
        List<LaneDiagram.Mark> marks = diagram.marks().stream()
                .filter(mark -> mark.evidence() > 0 && upwards.contains(mark.cpu()))
                .sorted(Comparator.comparingLong(LaneDiagram.Mark::at))
                .toList();
        for (LaneDiagram.Mark mark : marks) {
            int lane = upwards.indexOf(mark.cpu());
            double x = domain.valueToJava2D((mark.at() - diagram.begin()) * scale, area, plot.getDomainAxisEdge());
            double y = range.valueToJava2D(lane, area, plot.getRangeAxisEdge());
            g.setPaint(theme.color(ChartTheme.Tone.TEXT));
            g.draw(new Line2D.Double(x, y - REACH, x, y + REACH));
            double centreX = x + badges.aside(lane, mark.evidence(), x);
            double centreY = y + (Badges.above(mark.evidence()) ? -REACH : REACH);
            g.fill(new Ellipse2D.Double(centreX - RADIUS, centreY - RADIUS, 2 * RADIUS, 2 * RADIUS));
            g.setPaint(theme.color(ChartTheme.Tone.PAPER));
            String number = Integer.toString(mark.evidence());
            g.drawString(number, (float) (centreX - metrics.stringWidth(number) / 2.0), (float) (centreY + 4));
        }
    }
}
