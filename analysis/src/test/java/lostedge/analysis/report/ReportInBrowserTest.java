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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        browser.screen(1100, 1400, false);
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
    void aLongTermLeavesRoomForItsExplanation() throws Exception {
        browser.eval("document.querySelector('dt').textContent = 'a long term '.repeat(20)");
        assertThat(browser.eval("(list => list.querySelector('dd').offsetWidth * 2 > list.offsetWidth)"
                        + "(document.querySelector('dl'))"))
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

    @ParameterizedTest
    @ValueSource(ints = {375, 1000, 1900})
    void pageFitsScreensOfAnyWidth(int width) throws Exception {
        browser.screen(width, 900, false);
        browser.open(page);

        assertThat(eventually(FIRST + ".viewBox.baseVal.width === Math.max(320, " + FIRST + ".clientWidth)"))
                .isTrue();
        assertThat(Integer.parseInt(browser.eval("document.documentElement.scrollWidth")))
                .isLessThanOrEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textStandsOutFromItsPaper(boolean dark) throws Exception {
        browser.screen(1100, 1400, dark);
        browser.open(page);

        String paper = browser.eval("getComputedStyle(document.documentElement).backgroundColor");
        String text = browser.eval("getComputedStyle(document.querySelector('.answer')).color");
        assertThat(paper).isEqualTo(dark ? "rgb(21, 24, 28)" : "rgb(255, 255, 255)");
        assertThat(text).isEqualTo(dark ? "rgb(231, 234, 237)" : "rgb(29, 33, 38)");
        assertThat(browser.eval("getComputedStyle(document.querySelector('.chart svg text')).fill"))
                .isNotEqualTo(paper);
    }

    @Test
    void everythingIsThereWithoutScript() throws Exception {
        int shapes = Integer.parseInt(browser.eval("document.querySelectorAll('svg.lanes .t').length"));
        String text = browser.eval("document.querySelector('main').textContent.includes('Evidence 1:')");
        browser.script(false);
        try {
            browser.open(page);
            assertThat(browser.eval("document.documentElement.classList.contains('js')"))
                    .isEqualTo("false");
            assertThat(Integer.parseInt(browser.eval("document.querySelectorAll('svg.lanes .t title').length")))
                    .isEqualTo(shapes);
            assertThat(text).isEqualTo("true");
            assertThat(browser.eval("getComputedStyle(document.querySelector('.bar')).display"))
                    .isEqualTo("none");
        } finally {
            browser.script(true);
        }
    }

    @Test
    void buttonsZoomAndShowAllAgain() throws Exception {
        double whole = shown();
        browser.eval("document.querySelector('button[data-zoom=in]').click()");
        double zoomed = shown();
        browser.eval("document.querySelector('button[data-zoom=all]').click()");

        assertThat(zoomed).isLessThan(whole);
        assertThat(shown()).isEqualTo(whole);
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
