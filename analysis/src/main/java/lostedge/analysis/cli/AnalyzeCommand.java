package lostedge.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.run.Analysis;
import lostedge.analysis.run.AnalysisJson;
import lostedge.analysis.run.AnalysisText;
import lostedge.analysis.run.OutputFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lostedge analyze}: the main job. */
@Command(
        name = "analyze",
        addMethodSubcommands = false,
        description = {
            "Tell which CPUs waited for an inter-processor interrupt, how long, and why.",
            "Takes trace, kernel log and /proc/interrupts snapshots of one machine together."
        })
final class AnalyzeCommand implements Callable<Integer> {
    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "RECORDING",
            description = "Files, folders, archives or stores of one machine; what each is, its content tells.")
    private List<Path> recordings = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write report.html, tables/ and charts/; nothing is written without it.")
    private @Nullable Path output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String command = "lostedge "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
        Analysis analysis = new Analysis(recordings, ToolVersion.text(), command);
        if (output == null) {
            print(out, analysis.run());
        } else {
            try (OutputFolder folder = new OutputFolder(output)) {
                AnalysisResult result = analysis.run(folder);
                folder.finish();
                print(out, result);
                if (!options.json()) {
                    out.println("report: " + output.resolve("report.html"));
                }
            }
        }
        return Main.DONE;
    }

    private void print(PrintWriter out, AnalysisResult result) {
        out.print(options.json() ? AnalysisJson.of(result) + System.lineSeparator() : AnalysisText.of(result));
    }
}
