package lostedge.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lostedge.analysis.claim.Claim;
import lostedge.analysis.proof.TruthTable;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Limits;
import lostedge.engine.check.Property;
import lostedge.engine.check.Reduction;
import lostedge.engine.variant.CallerRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Needs a Chromium on the path; skipped where there is none. */
class ClaimsInBrowserTest {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private static Claim claim(String id, Claim.Verdict verdict, String condition) {
        return new Claim(
                id,
                "patch 2",
                "A claim with <b>markup</b>.",
                verdict,
                condition,
                List.of(new Claim.Evidence("it came out", "lostedge check --cpus 2")),
                List.of());
    }

    private static String page() {
        TruthTable matrix = new TruthTable(
                () -> new Checker(Reduction.ALL, 1, Limits.ofBytes(1L << 28)),
                2,
                CallerRules.SYNCHRONOUS,
                Property.RELEASE);
        List<Claim> claims = List.of(
                claim("one", Claim.Verdict.SUPPORTED, ""),
                claim("two", Claim.Verdict.SUPPORTED_ONLY_IF, "latched"),
                claim("three", Claim.Verdict.REFUTED, ""));
        return ClaimsReport.page(claims, matrix, Map.of("version", "test"));
    }

    @Test
    void pageOfClaimsLoadsAloneAndLeadsFromVerdictToEvidence() throws Exception {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no Chromium on the path");
        Path page = Files.writeString(folder.resolve("claims.html"), page());
        Browser browser = new Browser(program.get(), Files.createDirectory(folder.resolve("profile")));
        try {
            browser.open(page);
            assertThat(browser.complaints).isEmpty();
            assertThat(browser.requests).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
            assertThat(browser.eval("document.querySelectorAll('#verdicts tbody tr').length"))
                    .isEqualTo("3");
            assertThat(browser.eval("document.querySelectorAll('#matrix tbody tr').length"))
                    .isEqualTo("9");
            assertThat(browser.eval("[...document.querySelectorAll('#verdicts a')]"
                            + ".every(a => document.querySelector(a.getAttribute('href') + ' ol.evidence'))"))
                    .isEqualTo("true");
            assertThat(browser.eval("document.querySelectorAll('main b').length"))
                    .isEqualTo("0");
        } finally {
            browser.close();
        }
    }
}
