package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import lostedge.analysis.cli.option.Arguments;
import lostedge.analysis.report.ComparisonReport;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.Comparison;
import lostedge.analysis.result.Difference;
import lostedge.analysis.run.Analysis;
import lostedge.analysis.run.OutputFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code lostedge compare}: two recordings or captures side by side. */
final class CompareCommand extends Verb {
    private final PositionalParamSpec first = Arguments.file(0, "A", "File, folder, archive or store of the first.");
    private final PositionalParamSpec second = Arguments.file(1, "B", "The same of the second.");
    private final OptionSpec output =
            Arguments.output("DIR", false, "Where to write report.html and charts/; nothing is written without it.");

    CompareCommand() {
        super(
                "compare",
                "Tell what changed from one recording to another, such as before and after a patch, with intervals.");
        takes(first, second, output);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = out();
        @Nullable Path place = output.getValue();
        Comparison comparison = new Comparison(analyse(first.getValue()), analyse(second.getValue()));
        if (place != null) {
            try (OutputFolder folder = new OutputFolder(place)) {
                ComparisonReport.write(folder.draft(), comparison);
                folder.finish();
            }
        }
        if (json()) {
            out.println(json(comparison));
        } else {
            print(out, comparison);
            if (place != null) {
                out.println("report: " + place.resolve("report.html"));
            }
        }
        return Main.DONE;
    }

    private AnalysisResult analyse(Path recording) throws IOException {
        return new Analysis(List.of(recording), ToolVersion.text(), given()).run();
    }

    private static void print(PrintWriter out, Comparison comparison) {
        ComparisonReport.answer(comparison).forEach(out::println);
        for (Difference one : comparison.differences()) {
            out.println((one.isBeyondNoise() ? "* " : "  ") + one.quantity() + ": "
                    + ComparisonReport.value(one, one.first()) + " -> " + ComparisonReport.value(one, one.second())
                    + ", " + ComparisonReport.change(one));
        }
        out.println("* changed beyond noise");
    }

    private static ObjectNode json(Comparison comparison) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode differences = object.putArray("differences");
        for (Difference one : comparison.differences()) {
            ObjectNode node = differences
                    .addObject()
                    .put("quantity", one.quantity())
                    .put("form", one.form().name());
            number(node, "a", one.first());
            number(node, "b", one.second());
            number(node, "change", one.change().estimate());
            number(node, "low", one.change().low());
            number(node, "high", one.change().high());
            node.put("beyondNoise", one.isBeyondNoise()).put("method", one.method());
        }
        ObjectNode durations = object.putObject("stallDurations");
        number(durations, "logRankChiSquare", comparison.stallDurations().chiSquare());
        number(durations, "p", comparison.stallDurations().pValue());
        return object;
    }

    private static void number(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
