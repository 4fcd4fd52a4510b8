package lostedge.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lostedge.analysis.html.Html;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void theSameResultGivesTheSameBytes() throws IOException {
        Product.writeAll(Report.of(SampleResult.full(), folder.resolve("a")));
        Product.writeAll(Report.of(SampleResult.full(), folder.resolve("b")));

        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve("a"))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            Path twin = folder.resolve("b").resolve(folder.resolve("a").relativize(file));
            assertThat(twin).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void thePageNamesNothingOutsideItself() {
        String page = Report.page(SampleResult.full(), List.of());

        assertThat(page.replace("http://www.w3.org/", "").replace("http://www.jfree.org/jfreesvg/svg", ""))
                .doesNotContain("http:", "https:", "url(//", "@import");
    }

    @Test
    void hostileNamesStayText() {
        String page = Report.page(SampleResult.full(), List.of());

        assertThat(page).doesNotContain("<img src=x", "<script>window");
        assertThat(page).contains("&lt;img src=x onerror=");
        assertThat(page.split("</script>", -1)).hasSize(2);
    }

    @Test
    void resultsWithoutEventsClaimNothing() {
        String page = Report.page(SampleResult.empty(), List.of());

        assertThat(page).contains("hold counters and no events", "cannot tell a lost edge from a latched one");
        assertThat(page).doesNotContain("<figure", "NaN", "Infinity");
    }

    @Test
    void booksThatCannotBeBalancedShowTheReasonAndNoNumbers() {
        String page = Report.page(SampleResult.unbalanced(), List.of());

        assertThat(page).contains("could not be balanced: no readings of an IPI row beside the trace");
        assertThat(page).doesNotContain("unknown to unknown", "rescued by poll or drain", "No lost edge was found");
    }

    @Test
    void totalsAreShownInWordsAndWithTheirUnits() {
        Table table = Table.create(
                "any",
                StringColumn.create("cause", "<b>"),
                LongColumn.create("stalls", 1234L),
                LongColumn.create("time_waited_ns", 1_500_000L),
                DoubleColumn.create("time_share", 0.25),
                IntColumn.create("cpu").appendMissing());

        assertThat(new Html().table("all", table).toString())
                .contains("<th scope=\"col\">cause</th><th scope=\"col\" class=\"n\">stalls</th>")
                .contains("<th scope=\"col\" class=\"n\">time waited</th>")
                .contains("<td>&lt;b&gt;</td><td class=\"n\">1,234</td><td class=\"n\">1.5\u00A0ms</td>")
                .contains("<td class=\"n\">25%</td><td class=\"n\"></td>");
        assertThat(Report.page(SampleResult.full(), List.of())).contains("<td>lost edge</td>");
    }

    @Test
    void everyChartHasWordsForThoseWhoCannotSeeIt() {
        String page = Report.page(SampleResult.full(), List.of());

        assertThat(page.split("class=\"chart\"", -1)).hasSize(9);
        assertThat(page.split("class=\"chart\" style=\"[^\"]*\" role=\"img\" aria-label=\"[^\"]{20}", -1))
                .hasSize(9);
        assertThat(page.split("<svg class=\"lanes\"[^>]*aria-label=\"[^\"]{20}", -1))
                .hasSize(11);
    }

    /** However many stalls, the page shows the worst; a browser opens two megabytes in a blink. */
    @Test
    void pageStaysSmallAndSaysWhatItLeavesOut() {
        String page = Report.page(SampleResult.withStalls(5000), List.of());

        assertThat(page.length()).isLessThan(2_000_000);
        assertThat(page).contains("The 10 longest of 5,045 stalls", "a wait of 10\u00A0ms or more");
    }
}
