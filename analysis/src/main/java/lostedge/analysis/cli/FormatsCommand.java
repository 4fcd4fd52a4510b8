package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.run.JsonText;
import lostedge.ingest.TraceFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lostedge formats}: every recording format that is read. */
@Command(
        name = "formats",
        addMethodSubcommands = false,
        description = "Print the recording formats it reads: what each can tell, what it cannot, and how to record it.")
final class FormatsCommand implements Callable<Integer> {
    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonText.of(json()));
            return Main.DONE;
        }
        for (TraceFormat format : TraceFormat.values()) {
            out.println(format.formatName());
            out.println("  looks like  " + format.example());
            out.println("  carries     " + format.carries());
            out.println("  lacks       " + format.lacks());
            out.println("  record by   " + format.howToRecord());
            out.println();
        }
        out.println("Each may be compressed (gzip, xz, bzip2, zstd, lz4) and may stand in a tar archive or a folder.");
        return Main.DONE;
    }

    private static ObjectNode json() {
        ObjectNode json = JsonText.object();
        ArrayNode formats = json.putArray("formats");
        for (TraceFormat format : TraceFormat.values()) {
            formats.addObject()
                    .put("name", format.formatName())
                    .put("example", format.example())
                    .put("carries", format.carries())
                    .put("lacks", format.lacks())
                    .put("record_by", format.howToRecord());
        }
        return json;
    }
}
