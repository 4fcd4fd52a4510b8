package lostedge.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Needs a Chromium on the path; skipped where there is none. */
class ReportInBrowserTest {
    private static final String FIRST = "document.querySelector('svg.lanes')";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Path page;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no Chromium on the path");
        page = Files.writeString(folder.resolve("report.html"), Report.page(SampleResult.full(), List.of()));
        browser = new Browser(program.get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws IOException, InterruptedException {
        browser.open(page);
    }

    @Test
    void pageLoadsWithoutComplaintOrRequest() {
        assertThat(browser.complaints).isEmpty();
        assertThat(browser.requests).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
        assertThat(browser.requests).contains(page.toUri().toString());
    }

    @Test
    void carriedTypefaceIsUsed() throws Exception {
        assertThat(browser.eval("document.fonts.check('16px \"IBM Plex Sans\"')"))
                .isEqualTo("true");
    }

    @Test
    void namesFromRecordingsRunNothing() throws Exception {
        assertThat(browser.eval("typeof window.hacked + typeof hacked")).isEqualTo("undefinedundefined");
        assertThat(browser.eval("document.querySelectorAll('img, script').length"))
                .isEqualTo("1");
        assertThat(browser.eval("document.body.textContent.includes('onerror=\"hacked=2\"')"))
                .isEqualTo("true");
    }

    @Test
    void wheelZoomsTheTimelineThatHasTheFocus() throws Exception {
        double whole = shown();
        focus();
        browser.mouse("mouseWheel", x(), y(), Map.of("deltaX", 0, "deltaY", -120));

        assertThat(eventually("Number(" + FIRST + ".dataset.to) - Number(" + FIRST + ".dataset.from) < " + whole * 0.9))
                .isTrue();
    }

    @Test
    void wheelScrollsThePageOverATimelineWithoutFocus() throws Exception {
        browser.eval(FIRST + ".scrollIntoView({block: 'center'})");
        double whole = shown();
        browser.mouse("mouseWheel", x(), y(), Map.of("deltaX", 0, "deltaY", 120));

        assertThat(shown()).isEqualTo(whole);
    }

    @Test
    void keysZoomMoveAndReset() throws Exception {
        double whole = shown();
        focus();
        browser.key("+");
        double zoomed = shown();
        double from = from();
        browser.key("ArrowRight");
        double moved = from();
        browser.key("0");

        assertThat(zoomed).isLessThan(whole * 0.7);
        assertThat(moved).isGreaterThan(from);
        assertThat(shown()).isEqualTo(whole);
    }

    @Test
    void draggingMovesAZoomedTimeline() throws Exception {
        focus();
        browser.key("+");
        double before = from();
        browser.mouse("mousePressed", x(), y(), Map.of("button", "left", "buttons", 1, "clickCount", 1));
        browser.mouse("mouseMoved", x() - 120, y(), Map.of("button", "left", "buttons", 1));
        browser.mouse("mouseReleased", x() - 120, y(), Map.of("button", "left", "clickCount", 1));

        assertThat(from()).isGreaterThan(before);
    }

    @Test
    void pointingAtAShapeTellsItsTimes() throws Exception {
        focus();
        String shape = "document.querySelector('svg.lanes rect.t').getBoundingClientRect()";
        double x = Double.parseDouble(browser.eval(shape + ".left + 2"));
        double y = Double.parseDouble(browser.eval(shape + ".top + 3"));
        browser.mouse("mouseMoved", x, y, Map.of());

        assertThat(browser.eval("document.querySelector('.tip').hidden")).isEqualTo("false");
        assertThat(browser.eval("document.querySelector('.tip').textContent"))
                .contains("lasts")
                .containsPattern("\\d{3}.s");
    }

    @Test
    void evidenceLinksToItsMoment() throws Exception {
        double whole = shown();
        browser.eval("document.querySelector('a[data-evidence=\"2\"]').click()");

        assertThat(shown()).isLessThan(whole / 2);
        assertThat(browser.eval("document.querySelectorAll('.mark.chosen').length"))
                .isEqualTo("1");
    }

    private static void focus() throws Exception {
        browser.eval(FIRST + ".scrollIntoView({block: 'center'})");
        browser.eval(FIRST + ".focus()");
    }

    private static double shown() throws Exception {
        return Double.parseDouble(browser.eval(FIRST + ".dataset.to")) - from();
    }

    private static double from() throws Exception {
        return Double.parseDouble(browser.eval(FIRST + ".dataset.from"));
    }

    private static double x() throws Exception {
        return Double.parseDouble(browser.eval(FIRST + ".getBoundingClientRect().left")) + 400;
    }

    private static double y() throws Exception {
        return Double.parseDouble(browser.eval(FIRST + ".getBoundingClientRect().top")) + 12;
    }

    private static boolean eventually(String condition) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (browser.eval(condition).equals("true")) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }
}
