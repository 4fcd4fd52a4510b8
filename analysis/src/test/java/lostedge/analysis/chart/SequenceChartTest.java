package lostedge.analysis.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lostedge.analysis.timeline.LaneDiagram;
import org.junit.jupiter.api.Test;

class SequenceChartTest {
    private static LaneDiagram diagram(int from, int to) {
        return new LaneDiagram(
                "two CPUs",
                LaneDiagram.Axis.STEPS,
                0,
                4,
                List.of(0, 1),
                List.of(new LaneDiagram.Span(to, 1, 3, LaneDiagram.Activity.HANDLER, "do_entInt", -1)),
                List.of(new LaneDiagram.Arrow(from, to, 2, 2, LaneDiagram.Outcome.LOST, "EDGE LOST", -1)),
                List.of(
                        new LaneDiagram.Mark(to, 1, 0, "do_entInt(RTC)", -1),
                        new LaneDiagram.Mark(from, 2, 0, "wripir", -1),
                        new LaneDiagram.Mark(to, 3, 0, "rti", -1)),
                0);
    }

    private static String svg(LaneDiagram diagram) {
        return svg(diagram, ChartTheme.LIGHT);
    }

    private static String svg(LaneDiagram diagram, ChartTheme theme) {
        return SequenceChart.of(theme, diagram, 2, "from here")
                .svg("id", SequenceChart.width(diagram), SequenceChart.height(diagram));
    }

    /** Where a text begins, in pixels from the left. */
    private static double x(String svg, String text) {
        Matcher matcher = Pattern.compile("<text x='([0-9.]+)'[^>]*>" + Pattern.quote(text) + "<")
                .matcher(svg);
        assertThat(matcher.find()).as(text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void repaintedItIsWhatTheOtherThemeDraws() {
        String dark = ChartTheme.DARK.repainted(svg(diagram(0, 1)));
        assertThat(dark).isEqualTo(svg(diagram(0, 1), ChartTheme.DARK)).isNotEqualTo(svg(diagram(0, 1)));
    }

    @Test
    void wordsOfASenderStandOnTheSideItsArrowDoesNotLeaveTo() {
        String right = svg(diagram(0, 1));
        assertThat(x(right, "wripir")).isLessThan(x(right, "CPU 0"));
        String left = svg(diagram(1, 0));
        assertThat(x(left, "wripir")).isGreaterThan(x(left, "CPU 1"));
    }

    @Test
    void wordsOfAnArrowStandBeyondItsHead() {
        String right = svg(diagram(0, 1));
        assertThat(x(right, "EDGE LOST")).isGreaterThan(x(right, "CPU 1"));
        String left = svg(diagram(1, 0));
        assertThat(x(left, "EDGE LOST")).isLessThan(x(left, "CPU 0"));
    }

    @Test
    void everyStepKeepsItsRowHoweverManyThereAre() {
        LaneDiagram few = diagram(0, 1);
        LaneDiagram many =
                new LaneDiagram(few.title(), few.axis(), 0, 60, few.cpus(), few.spans(), few.arrows(), few.marks(), 0);
        int rows = (int) (many.end() - few.end());
        assertThat(SequenceChart.height(many) - SequenceChart.height(few)).isGreaterThanOrEqualTo(20 * rows);
        assertThat(svg(few)).isEqualTo(svg(few)).contains("from here", "edge lost");
    }
}
