package lostedge.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.table.AnalysisResult;
import lostedge.analysis.table.RecordingFacts;
import lostedge.analysis.timeline.Quantity;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.LossLedger.Loss;

/** The sections on the recordings themselves: rates of counters, losses, and how the report was made. */
final class RecordingSections {
    private static final int MOST_LOSSES = 60;
    private static final int MOST_RECORDINGS = 100;

    private final AnalysisResult result;
    private final Html html;

    RecordingSections(AnalysisResult result, Html html) {
        this.result = result;
        this.html = html;
    }

    void rates(List<Figure> figures) {
        html.section("rates", "Rates over time");
        figures.forEach(html::figure);
        if (figures.isEmpty()) {
            html.element(
                    "p",
                    "none",
                    result.counters().isEmpty()
                            ? "There are no counter readings; /proc/interrupts read each second beside the trace would give them."
                            : "The counter readings hold no rows of interprocessor interrupts that grew, or no times.");
        }
        html.raw("</section>\n");
    }

    void losses() {
        html.section("losses", "What was lost, and what that forbids");
        List<Loss> losses = result.losses().losses();
        if (!result.limits().isEmpty()) {
            html.raw("<ul>");
            result.limits().forEach(limit -> html.element("li", Html.name(limit, Html.LONGEST_SENTENCE)));
            html.raw("</ul>\n");
        }
        if (losses.isEmpty()) {
            html.element("p", "none", "Nothing was lost or refused.");
        } else {
            html.table(
                    "Losses and refusals",
                    List.of("source", "what", "severity", "#count", "forbids"),
                    losses.stream()
                            .limit(MOST_LOSSES)
                            .map(loss -> List.of(
                                    Html.name(loss.source()),
                                    Html.name(loss.counter()),
                                    loss.severity()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' '),
                                    Quantity.count(loss.count()),
                                    loss.forbids().isEmpty() ? "nothing" : Html.name(loss.forbids())))
                            .toList());
            if (losses.size() > MOST_LOSSES) {
                html.element(
                        "p",
                        "none",
                        Quantity.count(losses.size() - MOST_LOSSES, "further entry")
                                        .replace("entrys", "entries")
                                + " in the table of losses.");
            }
        }
        html.raw("</section>\n");
    }

    void origin(String id, String heading) {
        html.section(id, heading);
        html.raw("<dl>");
        fact("tool", "lostedge " + result.version());
        fact("command", Html.name(result.command()));
        html.raw("</dl>\n");
        List<List<String>> rows = new ArrayList<>();
        for (RecordingFacts facts : result.recordings()
                .subList(0, Math.min(MOST_RECORDINGS, result.recordings().size()))) {
            rows.add(List.of(
                    Html.name(facts.name()), facts.format(), contents(facts), clock(facts.clock()), facts.sha256()));
        }
        html.table("Recordings read", List.of("recording", "format", "holds", "clock", "%SHA-256"), rows);
        result.recordings().stream()
                .map(RecordingFacts::capabilities)
                .filter(capabilities -> capabilities != null)
                .limit(1)
                .forEach(this::kinds);
        html.raw("</section>\n");
    }

    private void kinds(Capabilities capabilities) {
        html.element(
                "p",
                "none",
                "Events seen: "
                        + capabilities.seen().stream()
                                .map(EventKind::tracepoint)
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private void fact(String name, String value) {
        html.element("dt", name).element("dd", value);
    }

    private static String contents(RecordingFacts facts) {
        String what = facts.events() > 0 || facts.snapshots() == 0
                ? Quantity.count(facts.events(), "event")
                : Quantity.count(facts.snapshots(), "reading");
        boolean timed = facts.beginNs() != Long.MIN_VALUE && facts.clock().hasDurations();
        return what + ", " + Quantity.count(facts.cpus(), "CPU")
                + (timed ? ", " + Quantity.duration(facts.endNs() - facts.beginNs()) : "");
    }

    private static String clock(Clock clock) {
        if (!clock.hasDurations()) {
            return clock.domain().traceName() + ", order only";
        }
        return clock.domain().traceName()
                + (clock.resolutionNs() > 0 ? ", steps of " + Quantity.duration(clock.resolutionNs()) : "");
    }
}
