package lostedge.analysis.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lostedge.analysis.chart.LaneChart;
import lostedge.analysis.html.Html;
import lostedge.analysis.timeline.Badges;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.timeline.LaneDiagram.Activity;
import lostedge.analysis.wording.Quantity;

/**
 * A lane diagram as SVG that stands still without JavaScript and that {@code timeline.js} can zoom: each shape carries
 * its times, relative to the diagram's begin, as {@code data-a} and {@code data-b}.
 */
final class TimelineSvg {
    /** Width of the drawing in its own units. */
    static final int WIDTH = 960;
    /** Where lanes begin. */
    static final int LEFT = 76;
    /** Where lanes end. */
    static final int RIGHT = 948;

    /** How far beyond the drawing a shape may reach. */
    private static final int FAR = 4000;

    /** Room at the right end in which a tick goes without its text. */
    private static final int TICK_END = 22;

    private static final int TOP = 22;
    private static final int LANE = 46;
    private static final int AXIS = 34;

    private final LaneDiagram diagram;
    private final String id;
    private final String source;
    private final long origin;
    private final LaneDiagram view;
    private final Badges badges;
    private final Html html = new Html();

    private TimelineSvg(LaneDiagram diagram, String id, String source, long origin) {
        this.diagram = diagram;
        this.id = id;
        this.source = source;
        this.origin = origin;
        this.view = diagram.aroundEvidence();
        this.badges = new Badges(diagram.cpus().size());
    }

    /**
     * Draws a diagram.
     *
     * @param id starts the ids of the drawing
     * @param source what positions are, such as "line"
     * @param origin where the axis has its 0
     */
    static String of(LaneDiagram diagram, String id, String source, long origin) {
        return new TimelineSvg(diagram, id, source, origin).draw();
    }

    private String draw() {
        int height = TOP + LANE * diagram.cpus().size() + AXIS;
        long length = diagram.end() - diagram.begin();
        html.raw("<svg class=\"lanes\" viewBox=\"0 0 " + WIDTH + " " + height + "\" tabindex=\"0\" role=\"group\""
                + " aria-label=\"");
        html.text(diagram.title() + ". Timeline of " + diagram.cpus().size() + " CPUs over " + length(length)
                + ". Arrow keys move, plus and minus zoom, 0 shows all.");
        html.raw("\" data-begin=\"" + diagram.begin() + "\" data-length=\"" + length + "\" data-left=\"" + LEFT
                + "\" data-origin=\"" + (origin - diagram.begin()) + "\" data-from=\""
                + (view.begin() - diagram.begin()) + "\" data-to=\""
                + (view.end() - diagram.begin())
                + "\" data-axis=\""
                + diagram.axis().name().toLowerCase(Locale.ROOT) + "\">\n");
        html.raw("<clipPath id=\"" + id + "-clip\"><rect x=\"" + LEFT + "\" y=\"0\" width=\"" + (RIGHT - LEFT)
                + "\" height=\"" + height + "\"/></clipPath>\n");
        lanes();
        html.raw("<g class=\"ticks\">");
        ticks(height - AXIS);
        html.raw("</g>\n<g clip-path=\"url(#" + id + "-clip)\">\n");
        diagram.spans().forEach(this::span);
        diagram.arrows().forEach(this::arrow);
        diagram.marks().stream()
                .sorted(Comparator.comparingLong(LaneDiagram.Mark::at))
                .forEach(this::mark);
        html.raw("</g>\n</svg>");
        return html.toString();
    }

    private void lanes() {
        List<Integer> cpus = diagram.cpus();
        for (int lane = 0; lane < cpus.size(); lane++) {
            int y = middle(lane);
            html.raw("<line class=\"lane\" x1=\"" + LEFT + "\" x2=\"" + RIGHT + "\" y1=\"" + y + "\" y2=\"" + y
                    + "\"/><text class=\"cpu\" x=\"" + (LEFT - 10) + "\" y=\"" + (y + 5) + "\">CPU " + cpus.get(lane)
                    + "</text>\n");
        }
    }

    /** The ticks of the stretch shown; {@code timeline.js} draws those of another by the same rule. */
    private void ticks(int y) {
        double step = niceStep((view.end() - view.begin()) / 6.0);
        double from = view.begin() - origin;
        for (double at = Math.ceil(from / step) * step; at <= view.end() - origin; at += step) {
            String x = x(origin + (long) at);
            html.raw("<line x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + TOP / 2 + "\" y2=\"" + y + "\"/><text x=\"" + x
                    + "\" y=\"" + (y + 20) + "\">");
            boolean room = position(origin + (long) at) <= RIGHT - TICK_END;
            html.text(room ? tick((long) at) : "").raw("</text>");
        }
    }

    private String tick(long at) {
        return at == 0 ? "0" : (at < 0 ? "−" : "") + length(Math.abs(at));
    }

    static double niceStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, rough))));
        double factor = rough / power;
        return Math.max(1, (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power);
    }

    private void span(LaneDiagram.Span span) {
        int lane = diagram.cpus().indexOf(span.cpu());
        if (lane < 0) {
            return;
        }
        int half = halfHeight(span.activity());
        html.raw("<rect class=\"t\" x=\"" + x(span.begin()) + "\" width=\""
                + number(Math.max(0.8, position(span.end()) - position(span.begin()))) + "\" y=\""
                + (middle(lane) - half) + "\" height=\"" + 2 * half + "\"" + times(span.begin(), span.end())
                + " style=\"fill:var(--" + LaneChart.tone(span.activity()).cssName() + ")\"><title>");
        html.text(span.activity().words() + (span.label().isEmpty() ? "" : ": " + Html.name(span.label()))
                + ", CPU " + span.cpu() + "\n" + from(span.begin()) + " to " + from(span.end()) + ", lasts "
                + length(span.end() - span.begin()) + where(span.position()));
        html.raw("</title></rect>\n");
    }

    private void arrow(LaneDiagram.Arrow arrow) {
        int from = diagram.cpus().indexOf(arrow.from());
        int to = diagram.cpus().indexOf(arrow.to());
        if (from < 0 || to < 0) {
            return;
        }
        html.raw("<g class=\"t arrow " + arrow.outcome().name().toLowerCase(Locale.ROOT) + "\""
                + times(arrow.sent(), arrow.arrived()) + " style=\"color:var(--"
                + LaneChart.tone(arrow.outcome()).cssName() + ")\"><line x1=\"" + x(arrow.sent()) + "\" y1=\""
                + middle(from) + "\" x2=\"" + x(arrow.arrived()) + "\" y2=\"" + middle(to) + "\"/>");
        html.raw("<path d=\"M0,0L-9,-4L-9,4Z\" transform=\"translate(" + x(arrow.arrived()) + "," + middle(to)
                + ") rotate(" + number(angle(arrow, from, to)) + ")\"/><title>");
        html.text(Html.name(arrow.label()) + ", CPU " + arrow.from() + " to CPU " + arrow.to() + ": "
                + arrow.outcome().words() + "\nsent " + from(arrow.sent())
                + (arrow.arrived() > arrow.sent()
                        ? ", handled " + from(arrow.arrived()) + ", after " + length(arrow.arrived() - arrow.sent())
                        : ", not seen to be handled")
                + where(arrow.position()));
        html.raw("</title></g>\n");
    }

    private double angle(LaneDiagram.Arrow arrow, int from, int to) {
        return Math.toDegrees(
                Math.atan2((double) middle(to) - middle(from), position(arrow.arrived()) - position(arrow.sent())));
    }

    private void mark(LaneDiagram.Mark mark) {
        int lane = diagram.cpus().indexOf(mark.cpu());
        if (lane < 0) {
            return;
        }
        boolean evidence = mark.evidence() > 0;
        html.raw("<g class=\"t mark\""
                + (evidence ? " data-evidence=\"" + mark.evidence() + "\" data-lane=\"" + lane + "\"" : "")
                + times(mark.at(), mark.at()) + " transform=\"translate(" + x(mark.at()) + "," + middle(lane) + ")\">");
        if (evidence) {
            String aside = number(badges.aside(lane, mark.evidence(), position(mark.at())));
            int badge = Badges.above(mark.evidence()) ? -15 : 15;
            html.raw("<line y1=\"-15\" y2=\"15\"/><circle cx=\"" + aside + "\" cy=\"" + badge + "\" r=\"8\"/><text x=\""
                    + aside + "\" y=\"" + (badge + 4) + "\">" + mark.evidence() + "</text>");
        } else {
            html.raw("<circle r=\"2.5\"/>");
        }
        html.raw("<title>");
        html.text((evidence ? "Evidence " + mark.evidence() + ": " : "") + Html.name(mark.label()) + ", CPU "
                + mark.cpu() + "\n" + from(mark.at()) + where(mark.position()));
        html.raw("</title></g>\n");
    }

    private String times(long begin, long end) {
        return " data-a=\"" + (begin - diagram.begin()) + "\" data-b=\"" + (end - diagram.begin()) + "\"";
    }

    private static int middle(int lane) {
        return TOP + LANE * lane + LANE / 2;
    }

    private double position(long at) {
        double x = LEFT + (double) (at - view.begin()) / (view.end() - view.begin()) * (RIGHT - LEFT);
        return Math.max(-FAR, Math.min(WIDTH + FAR, x));
    }

    private String x(long at) {
        return number(position(at));
    }

    static String number(double value) {
        double rounded = Math.rint(value * 10) / 10;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private String from(long at) {
        return diagram.axis() == LaneDiagram.Axis.NANOSECONDS ? Quantity.time(at) : "at " + at;
    }

    private String length(long length) {
        return switch (diagram.axis()) {
            case NANOSECONDS -> Quantity.duration(length);
            case ORDER -> Quantity.count(length, "tick");
            case STEPS -> Quantity.count(length, "step");
        };
    }

    private String where(long position) {
        return position < 0 ? "" : "\n" + source + " " + position;
    }

    private static int halfHeight(Activity activity) {
        return switch (activity) {
            case MASKED, IDLE -> 15;
            case HANDLER, IPI_HANDLER, LOCK_HELD -> 11;
            case SOFTIRQ, CALLED_FUNCTION -> 7;
            case WAIT -> 4;
        };
    }
}
