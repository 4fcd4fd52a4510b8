package lostedge.analysis.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import lostedge.analysis.chart.ChartFont;

/**
 * One self-contained HTML page: style, typeface and script are in it, and its content security policy lets it load
 * nothing and run no script but its own.
 */
public final class Page {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("timeline.js");

    private Page() {}

    /**
     * {@return a page}
     *
     * @param title of its window
     * @param header what stands above the list of contents
     * @param contents its sections, all written
     */
    public static String of(String title, Html header, Contents contents) {
        Html page = new Html();
        page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
                + " font-src data:; img-src data:; script-src 'sha256-" + sha256(SCRIPT) + "'\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
        page.element("title", title).raw("\n<style>\n");
        for (ChartFont font : ChartFont.values()) {
            page.raw("@font-face { font-family: \"" + font.family() + "\"; src: url(data:font/ttf;base64,"
                    + Base64.getEncoder().encodeToString(font.file()) + "); }\n");
        }
        page.raw(STYLE).raw("</style>\n</head>\n<body>\n<header>\n");
        page.raw(header.toString()).raw("\n").raw(contents.list().toString());
        page.raw("</header>\n<main>\n").raw(contents.sections().toString());
        return page.raw("</main>\n<script>")
                .raw(SCRIPT)
                .raw("</script>\n</body>\n</html>\n")
                .toString();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
