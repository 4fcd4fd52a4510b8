package lostedge.analysis.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lostedge.analysis.chart.Chart;
import lostedge.analysis.chart.ChartTheme;
import lostedge.analysis.figure.DelayFigures;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.figure.Figures;
import lostedge.analysis.figure.HypothesisFigures;
import lostedge.analysis.figure.RateFigures;
import lostedge.analysis.html.Contents;
import lostedge.analysis.html.Html;
import lostedge.analysis.html.Page;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.RecordingFacts;
import lostedge.engine.event.Clock;

/** A result for readers: {@code report.html}, and its charts under {@code charts/} as SVG and PNG. */
public final class Report {
    private static final int MOST_NAMES = 4;

    private Report() {}

    /**
     * {@return the page, and each of its charts}
     *
     * @param folder where they go; made if missing
     */
    public static List<Product> of(AnalysisResult result, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Figure> rates = rates(result);
        List<Figure> figures = new ArrayList<>();
        Figures.causes(result.findings()).ifPresent(figures::add);
        Figures.survival(result.findings()).ifPresent(figures::add);
        Figures.rescues(result).ifPresent(figures::add);
        DelayFigures.of(result).ifPresent(figures::add);
        figures.addAll(HypothesisFigures.of(result.hypotheses()));
        Figures.matrix(result.findings()).ifPresent(figures::add);
        Figures.latencies(result.findings()).ifPresent(figures::add);
        figures.addAll(rates);
        figures.addAll(Figures.timelines(result.timelines()));
        List<Product> products = new ArrayList<>();
        products.add(
                () -> Files.writeString(folder.resolve("report.html"), page(result, rates), StandardCharsets.UTF_8));
        products.addAll(charts(folder.resolve("charts"), figures));
        return products;
    }

    /** {@return the page of a result} */
    static String page(AnalysisResult result, List<Figure> rates) {
        Html main = new Html();
        Contents contents = new Contents(main);
        FindingSections findings = new FindingSections(result, main, contents);
        RecordingSections recordings = new RecordingSections(result, main);
        findings.causes();
        findings.rescues();
        findings.hypotheses();
        new StallSection(result, main).write(contents);
        findings.matrix();
        findings.latencies();
        recordings.counters(rates, contents);
        recordings.log(contents);
        contents.writeAbsences();
        recordings.losses(contents);
        contents.section("origin", "How this was made", "How this was made");
        recordings.origin();
        main.raw("</section>\n");
        Html header = new Html().element("h1", "Interprocessor interrupts: who waited, and why");
        header.element("p", "kicker", names(result));
        new Answer(result).writeTo(header);
        return Page.of("lostedge: " + names(result), header, contents);
    }

    /** {@return the names of the recordings, the first few of many} */
    static String names(AnalysisResult result) {
        int more = result.recordings().size() - MOST_NAMES;
        return result.recordings().stream()
                        .limit(MOST_NAMES)
                        .map(facts -> Html.name(facts.name()))
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static List<Figure> rates(AnalysisResult result) {
        Clock unknown = new Clock(Clock.Domain.UNKNOWN, 0, false, false);
        Clock events = result.recordings().stream()
                .filter(facts -> facts.events() > 0)
                .map(RecordingFacts::clock)
                .findFirst()
                .orElse(unknown);
        Optional<List<Figure>> first = result.counters().stream()
                .filter(series -> series.snapshots().size() > 1)
                .map(series -> RateFigures.of(series, result.findings().worst(), events))
                .filter(figures -> !figures.isEmpty())
                .findFirst();
        return first.orElse(List.of());
    }

    /** {@return each figure as SVG in every theme and as PNG in the light one} */
    static List<Product> charts(Path folder, List<Figure> figures) throws IOException {
        Files.createDirectories(folder);
        return figures.stream()
                .<Product>map(figure -> () -> writeChart(folder, figure))
                .toList();
    }

    private static void writeChart(Path folder, Figure figure) throws IOException {
        Chart chart = figure.chart().apply(ChartTheme.LIGHT);
        Files.write(folder.resolve(figure.id() + ".png"), chart.png(figure.width(), figure.height()));
        String svg = chart.svg(figure.id(), figure.width(), figure.height());
        for (ChartTheme theme : ChartTheme.values()) {
            String name = figure.id()
                    + (theme == ChartTheme.LIGHT ? "" : "-" + theme.name().toLowerCase(Locale.ROOT));
            Files.writeString(folder.resolve(name + ".svg"), theme.repainted(svg));
        }
    }
}
