package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.report.ComparisonReport;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.Comparison;
import lostedge.analysis.result.Difference;
import lostedge.analysis.run.Analysis;
import lostedge.analysis.run.OutputFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lostedge compare}: two recordings or captures side by side. */
@Command(
        name = "compare",
        addMethodSubcommands = false,
        description =
                "Tell what changed from one recording to another, such as before and after a patch, with intervals.")
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Parameters(index = "0", paramLabel = "A", description = "File, folder, archive or store of the first.")
    @SuppressWarnings("NullAway.Init")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "The same of the second.")
    @SuppressWarnings("NullAway.Init")
    private Path second;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write report.html and charts/; nothing is written without it.")
    private @Nullable Path output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Comparison comparison = new Comparison(analyse(first), analyse(second));
        if (output != null) {
            try (OutputFolder folder = new OutputFolder(output)) {
                ComparisonReport.write(folder.draft(), comparison);
                folder.finish();
            }
        }
        if (options.json()) {
            out.println(json(comparison));
        } else {
            print(out, comparison);
        }
        return Main.DONE;
    }

    private AnalysisResult analyse(Path recording) throws IOException {
        String command = "lostedge "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
        return new Analysis(List.of(recording), ToolVersion.text(), command).run();
    }

    private void print(PrintWriter out, Comparison comparison) {
        ComparisonReport.answer(comparison).forEach(out::println);
        for (Difference one : comparison.differences()) {
            out.println((one.isBeyondNoise() ? "* " : "  ") + one.quantity() + ": "
                    + ComparisonReport.value(one, one.first()) + " -> " + ComparisonReport.value(one, one.second())
                    + ", " + ComparisonReport.change(one));
        }
        out.println("* changed beyond noise");
        if (output != null) {
            out.println("report: " + output.resolve("report.html"));
        }
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
