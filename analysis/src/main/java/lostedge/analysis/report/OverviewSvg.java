package lostedge.analysis.report;

import java.util.List;
import lostedge.analysis.html.Html;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.timeline.LaneDiagram.Activity;
import lostedge.analysis.wording.Quantity;

/** The whole of a lane diagram as a strip, waits alone, with a frame around what its timeline shows. */
final class OverviewSvg {
    private static final int LANE = 8;
    private static final int TOP = 3;

    private OverviewSvg() {}

    /** {@return the strip of a diagram; {@code timeline.js} moves the frame} */
    static String of(LaneDiagram diagram) {
        List<Integer> cpus = diagram.cpus();
        int height = 2 * TOP + LANE * cpus.size();
        LaneDiagram view = diagram.aroundEvidence();
        String length = diagram.axis() == LaneDiagram.Axis.NANOSECONDS
                ? Quantity.duration(diagram.end() - diagram.begin())
                : Quantity.count(diagram.end() - diagram.begin());
        Html html = new Html();
        html.raw("<svg class=\"overview\" viewBox=\"0 0 " + TimelineSvg.WIDTH + " " + height
                + "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
        html.text("The whole " + length + ", with a frame around the part shown above.")
                .raw("\">");
        for (LaneDiagram.Span span : diagram.spans()) {
            int lane = cpus.indexOf(span.cpu());
            if (span.activity() == Activity.WAIT && lane >= 0) {
                rect(html, diagram, "wait", span.begin(), span.end(), TOP + LANE * lane + 2, LANE - 4);
            }
        }
        rect(html, diagram, "frame", view.begin(), view.end(), 0, height);
        return html.raw("</svg>\n<p class=\"none\">")
                .text("The strip is the whole, " + length + "; the frame marks what stands above.")
                .raw("</p>")
                .toString();
    }

    private static void rect(Html html, LaneDiagram diagram, String name, long begin, long end, int y, int height) {
        double scale = (double) TimelineSvg.WIDTH / (diagram.end() - diagram.begin());
        double x = (begin - diagram.begin()) * scale;
        html.raw("<rect class=\"" + name + "\" x=\"" + TimelineSvg.number(x) + "\" width=\""
                + TimelineSvg.number(Math.max(1.5, (end - begin) * scale)) + "\" y=\"" + y + "\" height=\"" + height
                + "\"/>");
    }
}
