package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.timeline.Quantity;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.Capture;
import lostedge.ingest.EventExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lostedge export}: the events of a recording in a form other programs read. */
@Command(name = "export", description = "Write every event of a recording or store in a form other programs read.")
final class ExportCommand implements Callable<Integer> {
    /** The forms by their names on the command line. */
    private static final class Forms extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Forms() {
            for (EventExport form : EventExport.values()) {
                add(form.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Parameters(arity = "1..*", paramLabel = "RECORDING", description = "Files, folders or archives, or a store.")
    private List<Path> recordings = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "FORM",
            required = true,
            completionCandidates = Forms.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private EventExport form = EventExport.CSV;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The file to write.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LossLedger losses;
        try (Capture capture = Capture.open(recordings);
                EventSource source = capture.openEvents()) {
            losses = form.write(source, output);
        }
        long leftOut =
                losses.losses().stream().mapToLong(LossLedger.Loss::count).sum();
        long size = Files.size(output);
        if (options.json()) {
            ObjectNode json = JsonText.object();
            json.put("file", output.toString());
            json.put("size_bytes", size);
            json.put("events_left_out", leftOut);
            spec.commandLine().getOut().println(JsonText.of(json));
        } else {
            String without = leftOut == 0 ? "" : "; " + Quantity.count(leftOut, "event") + " it cannot hold left out";
            spec.commandLine().getOut().println(output + ": " + Quantity.count(size, "byte") + without);
        }
        return Main.DONE;
    }
}
