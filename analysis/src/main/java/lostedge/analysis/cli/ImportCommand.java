package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.timeline.Quantity;
import lostedge.ingest.Capture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lostedge import}: recordings into one Arrow store, to be read many times. */
@Command(
        name = "import",
        addMethodSubcommands = false,
        description =
                "Write the events and counters of recordings into one Arrow store, which every verb takes instead.")
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Parameters(arity = "1..*", paramLabel = "RECORDING", description = "Files, folders or archives of one machine.")
    private List<Path> recordings = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The store to write.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--compress",
            description = {
                "Compress the columns: a store to keep. One that is not compressed is written faster,",
                "about half as large as trace text, and its readers map it."
            })
    private boolean compressed;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (Capture capture = Capture.open(recordings)) {
            capture.writeStore(output, compressed, ToolVersion.text());
        }
        long size = Files.size(output);
        if (options.json()) {
            ObjectNode json = JsonText.object();
            json.put("store", output.toString());
            json.put("size_bytes", size);
            spec.commandLine().getOut().println(JsonText.of(json));
        } else {
            spec.commandLine().getOut().println(output + ": " + Quantity.count(size, "byte"));
        }
        return Main.DONE;
    }
}
