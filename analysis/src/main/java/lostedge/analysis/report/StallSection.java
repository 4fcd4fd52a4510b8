package lostedge.analysis.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lostedge.analysis.chart.ChartTheme;
import lostedge.analysis.chart.ChartTheme.Tone;
import lostedge.analysis.chart.LaneChart;
import lostedge.analysis.html.Contents;
import lostedge.analysis.html.Html;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.RecordingFacts;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.event.EventSource;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Stall;
import org.jspecify.annotations.Nullable;

/** The section on the worst stalls: each with its verdict, its evidence and its timeline. */
final class StallSection {
    private final AnalysisResult result;
    private final Html html;
    private final String position;

    StallSection(AnalysisResult result, Html html) {
        this.result = result;
        this.html = html;
        this.position = result.recordings().stream()
                .map(RecordingFacts::positions)
                .filter(positions -> positions != null)
                .findFirst()
                .map(StallSection::word)
                .orElse("position");
    }

    private static String word(EventSource.Positions positions) {
        return switch (positions) {
            case LINES -> "line";
            case BYTES -> "byte";
            case EVENTS -> "event";
        };
    }

    void write(Contents contents) {
        List<Stall> worst = result.findings().worst();
        if (worst.isEmpty()) {
            return;
        }
        contents.section("stalls", "Worst stalls", "The worst stalls");
        long all = result.findings().stalls();
        if (all > worst.size()) {
            html.element("p", "The " + worst.size() + " longest of " + Quantity.count(all) + " stalls.");
        }
        html.element(
                "p",
                "hint",
                "Drag to move, double-click or press + and − to zoom; the wheel zooms once the timeline has the focus."
                        + " Point at anything for its exact times.");
        for (int i = 0; i < worst.size(); i++) {
            LaneDiagram diagram =
                    i < result.timelines().size() ? result.timelines().get(i) : null;
            stall(worst.get(i), "stall-" + (i + 1), i + 1, diagram);
        }
        html.raw("</section>\n");
    }

    private void stall(Stall stall, String id, int rank, @Nullable LaneDiagram diagram) {
        html.raw("<article class=\"stall\" id=\"" + id + "\">\n<h3>");
        String whom = stall.targetCpu() < 0 ? "" : " for CPU " + stall.targetCpu();
        html.text(rank + ". " + stall.waiter() + " waited " + (stall.ended() ? "" : "at least ")
                + Quantity.duration(stall.durationNs()) + whom);
        html.raw("</h3>\n<p class=\"facts\"><span class=\"cause\" style=\"background:var(--"
                + Tone.of(stall.cause()).cssName() + ")\"></span>");
        html.element("strong", Words.of(stall.cause())).text(" (" + Words.of(stall.grade()) + ")");
        html.text(" · " + Words.of(stall.sender()));
        if (!stall.function().isEmpty()) {
            html.text(" · ").element("code", Html.name(stall.function()));
        }
        html.raw(" · <span class=\"when\">");
        html.text("from " + Quantity.time(stall.beginNs()) + (stall.ended() ? "" : ", end not seen"));
        html.raw("</span></p>\n");
        if (diagram != null) {
            timeline(diagram, id, stall.beginNs());
        }
        evidence(stall, id);
        html.raw("</article>\n");
    }

    private void timeline(LaneDiagram diagram, String id, long origin) {
        html.raw("<div class=\"timeline\">\n<div class=\"bar\">"
                + "<button type=\"button\" data-zoom=\"in\" aria-label=\"zoom in\">+</button>"
                + "<button type=\"button\" data-zoom=\"out\" aria-label=\"zoom out\">−</button>"
                + "<button type=\"button\" data-zoom=\"all\">show all</button>"
                + "<span class=\"range\" aria-live=\"polite\"></span></div>\n");
        html.raw(TimelineSvg.of(diagram, id, position, origin)).raw("\n<div class=\"tip\" hidden></div>\n");
        if (!diagram.aroundEvidence().equals(diagram)) {
            html.raw(OverviewSvg.of(diagram)).raw("\n");
        }
        legend(diagram);
        if (diagram.omitted() > 0) {
            html.element(
                    "p",
                    "none",
                    Quantity.count(diagram.omitted(), "further item")
                            + " left out to keep the picture small and readable.");
        }
        html.raw("</div>\n");
    }

    private void legend(LaneDiagram diagram) {
        html.raw("<ul class=\"legend\">");
        Arrays.stream(LaneDiagram.Activity.values())
                .filter(activity -> diagram.spans().stream().anyMatch(span -> span.activity() == activity))
                .forEach(activity -> key(LaneChart.tone(activity), activity.words()));
        Arrays.stream(LaneDiagram.Outcome.values())
                .filter(outcome -> diagram.arrows().stream().anyMatch(arrow -> arrow.outcome() == outcome))
                .forEach(this::key);
        html.raw("</ul>\n");
    }

    private void key(ChartTheme.Tone tone, String words) {
        html.raw("<li><i style=\"background:var(--" + tone.cssName() + ")\"></i>")
                .text(words)
                .raw("</li>");
    }

    private void key(LaneDiagram.Outcome outcome) {
        html.raw("<li><svg class=\"key\" viewBox=\"0 0 26 10\" aria-hidden=\"true\"><g class=\"arrow "
                + outcome.name().toLowerCase(Locale.ROOT) + "\" style=\"color:var(--"
                + LaneChart.tone(outcome).cssName()
                + ")\"><line x1=\"0\" x2=\"18\" y1=\"5\" y2=\"5\"/><path d=\"M26,5L17,1L17,9Z\"/></g></svg>");
        html.text(outcome.words()).raw("</li>");
    }

    private void evidence(Stall stall, String id) {
        html.raw("<ol class=\"evidence\">\n");
        int number = 0;
        for (Evidence evidence : stall.evidence()) {
            number++;
            html.raw("<li><a href=\"#" + id + "\" data-evidence=\"" + number + "\">");
            html.element("span", "when", offset(evidence.timestampNs() - stall.beginNs()));
            html.raw("</a> ");
            html.text((evidence.cpu() < 0 ? "" : "CPU " + evidence.cpu() + ": ")
                    + Html.name(evidence.says(), Html.LONGEST_SENTENCE));
            if (evidence.position() >= 0) {
                html.raw(" ").element("code", position + " " + evidence.position());
            }
            html.raw("</li>\n");
        }
        html.raw("</ol>\n<p class=\"none\">");
        html.text("Rule: " + Html.name(stall.rule(), Html.LONGEST_SENTENCE) + ". It would be overturned by "
                + Html.name(stall.overturnedBy(), Html.LONGEST_SENTENCE) + ".");
        html.raw("</p>\n");
    }

    private static String offset(long ns) {
        return String.format(Locale.ROOT, "%s%s", ns < 0 ? "−" : "+", Quantity.duration(Math.abs(ns)));
    }
}
