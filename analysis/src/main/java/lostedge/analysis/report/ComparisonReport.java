package lostedge.analysis.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lostedge.analysis.figure.ComparisonFigures;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.html.Contents;
import lostedge.analysis.html.Html;
import lostedge.analysis.html.Page;
import lostedge.analysis.result.Comparison;
import lostedge.analysis.result.Difference;
import lostedge.analysis.wording.Quantity;

/** Writes a comparison for readers, in the layout of the report of one result: {@code report.html} and its charts. */
public final class ComparisonReport {
    private ComparisonReport() {}

    /** Writes the page and the charts into a folder, which is made if missing. */
    public static void write(Path folder, Comparison comparison) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.html"), page(comparison), StandardCharsets.UTF_8);
        List<Figure> figures = new ArrayList<>(ComparisonFigures.latencies(comparison));
        figures.addAll(ComparisonFigures.changes(comparison));
        ComparisonFigures.survival(comparison).ifPresent(figures::add);
        Product.writeAll(Report.charts(folder.resolve("charts"), figures));
    }

    /** {@return the comparison in two sentences} */
    public static List<String> answer(Comparison comparison) {
        List<Difference> differences = comparison.differences();
        List<String> changed = differences.stream()
                .filter(Difference::isBeyondNoise)
                .map(Difference::quantity)
                .toList();
        String stalls = differences.stream()
                .filter(one -> one.quantity().equals(Comparison.STALL_RATE) && one.isKnown())
                .findFirst()
                .map(ComparisonReport::stalling)
                .orElse("How often A and B stall cannot be compared.");
        String rest = changed.isEmpty()
                ? "None of the "
                        + Quantity.count(differences.size(), "quantity").replace("quantitys", "quantities")
                        + " compared changed beyond noise."
                : changed.size() + " of " + differences.size() + " quantities changed beyond noise: "
                        + String.join("; ", changed) + ".";
        return List.of(stalls, rest);
    }

    private static String stalling(Difference rate) {
        if (rate.isOfNothing()) {
            return "No stall was found in A or B.";
        }
        String noise = rate.isBeyondNoise() ? "." : ", which may be noise.";
        if (rate.second() == 0) {
            return "A stalls " + Quantity.number(rate.first()) + " times a second, B not once" + noise;
        }
        if (rate.first() == 0) {
            return "B stalls " + Quantity.number(rate.second()) + " times a second, A not once" + noise;
        }
        return "B stalls " + change(rate) + " as often as A" + noise;
    }

    /** {@return a change with its interval, such as "+1.2 ms (0.8 ms to 1.6 ms)"} */
    public static String change(Difference difference) {
        if (!difference.isKnown()) {
            return "unknown";
        }
        if (difference.isOfNothing()) {
            return "none in either";
        }
        double low = difference.change().low();
        double high = difference.change().high();
        return switch (difference.form()) {
            case RATE ->
                Quantity.number(difference.change().estimate()) + " times (" + Quantity.number(low) + " to "
                        + Quantity.number(high) + ")";
            case SHARE ->
                points(difference.change().estimate()) + " points (" + points(low) + " to " + points(high) + ")";
            case DURATION ->
                duration(difference.change().estimate()) + " (" + duration(low) + " to " + duration(high) + ")";
        };
    }

    /** {@return a value of a quantity} */
    public static String value(Difference difference, double value) {
        return switch (difference.form()) {
            case RATE -> Quantity.number(value) + " /s";
            case SHARE -> Quantity.percent(value);
            case DURATION -> Quantity.duration(value);
        };
    }

    private static String points(double share) {
        return Quantity.signed(100 * share, Quantity::number);
    }

    private static String duration(double ns) {
        return Quantity.signed(ns, Quantity::duration);
    }

    static String page(Comparison comparison) {
        Html main = new Html();
        Contents contents = new Contents(main);
        differences(comparison, main, contents);
        ComparisonFigures.survival(comparison)
                .ifPresentOrElse(
                        figure -> contents.section("durations", "Durations", "How long stalls last")
                                .figure(figure)
                                .raw("</section>\n"),
                        () -> contents.nothing("How long stalls last", "Neither shows two stalls that ended."));
        List<Figure> latencies = ComparisonFigures.latencies(comparison);
        if (latencies.isEmpty()) {
            contents.nothing("Latency", "No message was seen both sent and handled in both.");
        } else {
            contents.section("latency", "Latency", "From send to handling");
            latencies.forEach(main::figure);
            main.raw("</section>\n");
        }
        contents.writeAbsences();
        contents.section("origin-a", "How A was made", "How A was made");
        new RecordingSections(comparison.first(), main).origin();
        main.raw("</section>\n");
        contents.section("origin-b", "How B was made", "How B was made");
        new RecordingSections(comparison.second(), main).origin();
        main.raw("</section>\n");
        Html header = new Html().element("h1", "Interprocessor interrupts: A and B compared");
        header.element("p", "kicker", "A: " + Report.names(comparison.first()));
        header.element("p", "kicker", "B: " + Report.names(comparison.second()));
        answer(comparison).forEach(sentence -> header.element("p", "answer", sentence));
        return Page.of("lostedge: comparison", header, contents);
    }

    private static void differences(Comparison comparison, Html main, Contents contents) {
        List<Difference> all = comparison.differences();
        if (all.isEmpty()) {
            contents.nothing("Differences", "A and B show no quantity in common.");
            return;
        }
        contents.section("differences", "Differences", "What changed, and what may be noise");
        ComparisonFigures.changes(comparison).forEach(main::figure);
        table(main, "Changed beyond noise", all.stream().filter(Difference::isBeyondNoise));
        table(main, "No change beyond noise", all.stream().filter(one -> one.isKnown() && !one.isBeyondNoise()));
        table(main, "Cannot be told", all.stream().filter(one -> !one.isKnown()));
        main.element(
                "p",
                "none",
                "A change is beyond noise if its 95% interval leaves out “no change”. Of twenty unchanged quantities one is"
                        + " expected to come out so. The intervals hold for the randomness within each recording; a change of"
                        + " workload, machine or clock between A and B is not noise and is not in them.");
        main.raw("</section>\n");
    }

    private static void table(Html main, String caption, Stream<Difference> some) {
        List<List<String>> rows = some.map(one -> List.of(
                        one.quantity(), value(one, one.first()), value(one, one.second()), change(one), one.method()))
                .toList();
        if (!rows.isEmpty()) {
            main.table(
                    caption + " (" + rows.size() + ")",
                    List.of("~quantity", "#A", "#B", "#change, 95% interval", "~interval by"),
                    rows);
        }
    }
}
