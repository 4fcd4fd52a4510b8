package lostedge.analysis.cli;

import java.io.IOException;
import java.nio.file.Path;
import lostedge.analysis.cli.option.Arguments;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.run.Analysis;
import lostedge.analysis.run.AnalysisJson;
import lostedge.analysis.run.AnalysisText;
import lostedge.analysis.run.OutputFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code lostedge analyze}: the main job. */
final class AnalyzeCommand extends Verb {
    private final PositionalParamSpec recordings =
            Arguments.recordings("Files, folders, archives or stores of one machine; what each is, its content tells.");
    private final OptionSpec output = Arguments.output(
            "DIR", false, "Where to write report.html, tables/ and charts/; nothing is written without it.");

    AnalyzeCommand() {
        super(
                "analyze",
                "Tell which CPUs waited for an inter-processor interrupt, how long, and why.",
                "Takes trace, kernel log and /proc/interrupts snapshots of one machine together.");
        takes(recordings, output);
    }

    @Override
    public Integer call() throws IOException {
        Analysis analysis = new Analysis(recordings.getValue(), ToolVersion.text(), given());
        @Nullable Path place = output.getValue();
        if (place == null) {
            print(analysis.run());
        } else {
            try (OutputFolder folder = new OutputFolder(place)) {
                AnalysisResult result = analysis.run(folder);
                folder.finish();
                print(result);
                if (!json()) {
                    out().println("report: " + place.resolve("report.html"));
                }
            }
        }
        return Main.DONE;
    }

    private void print(AnalysisResult result) {
        out().print(json() ? AnalysisJson.of(result) + System.lineSeparator() : AnalysisText.of(result));
    }
}
