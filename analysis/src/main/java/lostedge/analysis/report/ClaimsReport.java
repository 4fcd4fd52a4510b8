package lostedge.analysis.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lostedge.analysis.claim.Claim;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.html.Contents;
import lostedge.analysis.html.Html;
import lostedge.analysis.html.Page;
import lostedge.analysis.proof.TruthTable;

/** Writes tested claims for readers, in the layout of a report: {@code claims.html}, and its charts. */
public final class ClaimsReport {
    private static final Map<Claim.Verdict, String> TONES = new EnumMap<>(Map.of(
            Claim.Verdict.SUPPORTED, "green",
            Claim.Verdict.SUPPORTED_ONLY_IF, "orange",
            Claim.Verdict.REFUTED, "vermilion",
            Claim.Verdict.NOT_DECIDABLE, "shade"));

    private ClaimsReport() {}

    /**
     * Writes the page and the charts into a folder, which is made if missing.
     *
     * @param matrix the verdicts of every kernel on every hardware
     * @param origin what it was made by: names and values
     */
    public static void write(Path folder, List<Claim> claims, TruthTable matrix, Map<String, String> origin)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("claims.html"), page(claims, matrix, origin), StandardCharsets.UTF_8);
        List<Figure> figures =
                claims.stream().flatMap(claim -> claim.figures().stream()).toList();
        if (!figures.isEmpty()) {
            Product.writeAll(Report.charts(folder.resolve("charts"), figures));
        }
    }

    static String page(List<Claim> claims, TruthTable matrix, Map<String, String> origin) {
        Html main = new Html();
        Contents contents = new Contents(main);
        contents.section("verdicts", "Verdicts", "Every claim and its verdict");
        main.raw("<div class=\"table\"><table>\n<caption>Each claim leads to its evidence.</caption>\n"
                + "<thead><tr><th scope=\"col\">claim</th><th scope=\"col\">by</th><th scope=\"col\">verdict</th>"
                + "</tr></thead>\n<tbody>\n");
        for (Claim claim : claims) {
            main.raw("<tr><td class=\"w\"><a href=\"#" + claim.id() + "\">").text(claim.statement());
            main.raw("</a></td><td>").text(claim.source()).raw("</td><td>");
            verdict(main, claim, shortly(claim.verdict())).raw("</td></tr>\n");
        }
        main.raw("</tbody>\n</table></div>\n</section>\n");
        matrix(contents.section("matrix", "Which kernel hangs", "Which kernel hangs on which hardware"), matrix);
        bySource(claims).forEach((source, some) -> {
            contents.section("by-" + source.replace(' ', '-'), heading(source), heading(source));
            some.forEach(claim -> claim(main, claim));
            main.raw("</section>\n");
        });
        contents.section("origin", "How this was made", "How this was made").raw("<dl>\n");
        origin.forEach(
                (name, value) -> main.element("dt", name).element("dd", value).raw("\n"));
        main.raw("</dl>\n</section>\n");
        Html header = new Html().element("h1", "Interprocessor interrupts: claims, tested");
        header.element("p", "kicker", "The EV7/Marvel patch series, its review, and the rival reading");
        header.element("p", "answer", answer(claims)).element("p", "answer", refuted(claims));
        return Page.of("lostedge: claims", header, contents);
    }

    private static String answer(List<Claim> claims) {
        String counts = Arrays.stream(Claim.Verdict.values())
                .map(verdict -> count(claims, verdict) + " "
                        + (verdict == Claim.Verdict.SUPPORTED_ONLY_IF ? "only under conditions" : shortly(verdict)))
                .filter(words -> !words.startsWith("0 "))
                .collect(Collectors.joining(", "));
        return claims.size() + (claims.size() == 1 ? " claim" : " claims") + " tested: " + counts + ".";
    }

    private static long count(List<Claim> claims, Claim.Verdict verdict) {
        return claims.stream().filter(claim -> claim.verdict() == verdict).count();
    }

    private static String refuted(List<Claim> claims) {
        String statements = claims.stream()
                .filter(claim -> claim.verdict() == Claim.Verdict.REFUTED)
                .map(claim -> "“" + claim.statement().replaceFirst("\\.$", "") + "”")
                .limit(3)
                .collect(Collectors.joining("; "));
        long more = count(claims, Claim.Verdict.REFUTED) - 3;
        return statements.isEmpty()
                ? "Nothing was refuted."
                : "Refuted: " + statements + (more > 0 ? "; and " + more + " more." : ".");
    }

    private static Map<String, List<Claim>> bySource(List<Claim> claims) {
        Map<String, List<Claim>> groups = new LinkedHashMap<>();
        claims.forEach(claim ->
                groups.computeIfAbsent(claim.source(), key -> new ArrayList<>()).add(claim));
        return groups;
    }

    private static String heading(String source) {
        return switch (source) {
            case "series" -> "The series as a whole";
            case "field" -> "Evidence from the field";
            case "rival" -> "The rival reading: edges are held";
            default -> source.substring(0, 1).toUpperCase(Locale.ROOT) + source.substring(1);
        };
    }

    private static String shortly(Claim.Verdict verdict) {
        return verdict == Claim.Verdict.SUPPORTED_ONLY_IF ? "under conditions" : verdict.words();
    }

    private static Html verdict(Html html, Claim claim, String words) {
        return html.raw("<span class=\"verdict\"><i class=\"cause\" style=\"background:var(--"
                        + TONES.get(claim.verdict()) + ")\"></i>")
                .text(words)
                .raw("</span>");
    }

    private static void claim(Html html, Claim claim) {
        html.raw("<article class=\"claim\" id=\"" + claim.id() + "\">\n").element("h3", claim.statement());
        html.raw("\n<p>");
        verdict(html, claim, claim.verdict().words());
        if (!claim.condition().isEmpty()) {
            html.raw(" ").text(claim.condition());
        }
        html.raw("</p>\n<ol class=\"evidence\">\n");
        claim.evidence().forEach(one -> html.element("li", one.words()).raw("\n"));
        html.raw("</ol>\n");
        claim.figures().forEach(html::figure);
        html.raw("<details><summary>Commands that show it again</summary>\n<ul class=\"commands\">\n");
        claim.evidence().stream()
                .map(Claim.Evidence::command)
                .distinct()
                .forEach(command -> html.raw("<li>").element("code", command).raw("</li>\n"));
        html.raw("</ul></details>\n</article>\n");
    }

    private static void matrix(Html html, TruthTable matrix) {
        List<String> head = new ArrayList<>(List.of("hardware", "callers' interrupts"));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (TruthTable.Cell cell : matrix.cells()) {
            if (!head.contains(cell.kernel())) {
                head.add(cell.kernel());
            }
            rows.computeIfAbsent(
                            cell.hardware() + cell.irqs(),
                            context -> new ArrayList<>(List.of(cell.hardware(), cell.irqs())))
                    .add(cell.words());
        }
        html.table(
                "Two CPUs, callers that wait, every interleaving. A number is the length of the shortest way to a hang, in"
                        + " steps.",
                head,
                List.copyOf(rows.values()));
        html.raw("</section>\n");
    }
}
