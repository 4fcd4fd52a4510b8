package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.run.Progress;
import lostedge.analysis.table.EventTable;
import lostedge.analysis.timeline.Quantity;
import lostedge.engine.assess.Assessment;
import lostedge.engine.event.Clock;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.engine.replay.ReplayOptions;
import lostedge.ingest.Capture;
import lostedge.ingest.TraceTextFile;
import lostedge.ingest.perfetto.PerfettoFile;
import lostedge.ingest.table.TableFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lostedge export}: the events of a recording in a form other programs read. */
@Command(
        name = "export",
        addMethodSubcommands = false,
        description = "Write every event of a recording or store in a form other programs read.")
final class ExportCommand implements Callable<Integer> {
    /** The forms events can be written in. */
    enum Form {
        /** The table "events" as comma-separated text. */
        csv,
        /** The table "events" as Apache Parquet. */
        parquet,
        /** The table "events" as Arrow IPC, with names where a store has numbers. */
        arrow,
        /** The text of the kernel's trace file. */
        ftrace,
        /** Messages, waits, masked windows and counters for the Perfetto user interface. */
        perfetto
    }

    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Parameters(arity = "1..*", paramLabel = "RECORDING", description = "Files, folders or archives, or a store.")
    private List<Path> recordings = new ArrayList<>();

    @Option(names = "--to", paramLabel = "FORM", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
    private Form form = Form.csv;

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
        long leftOut;
        try (Capture capture = Capture.open(recordings)) {
            leftOut = form == Form.perfetto ? writeFindings(capture) : writeEvents(capture);
        }
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

    private long writeEvents(Capture capture) throws IOException {
        try (EventSource source = capture.openEvents()) {
            return form == Form.ftrace ? writeText(source) : writeTable(source);
        }
    }

    /** Counters of another clock than the events' have no place beside them. */
    private long writeFindings(Capture capture) throws IOException {
        Clock clock;
        try (EventSource source = capture.openEvents()) {
            source.read(new EventBatch());
            clock = source.clock();
        }
        try (PerfettoFile trace = new PerfettoFile(output)) {
            Assessment.of(() -> new Assessment.Pass(capture.openEvents(), trace.anew()), null, ReplayOptions.DEFAULT);
            for (CounterSeries series : capture.counters()) {
                if (Capture.comparable(series.clock(), clock)) {
                    trace.counters(series);
                }
            }
            trace.finish();
            return 0;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private long writeTable(EventSource source) throws IOException {
        TableFormat format = TableFormat.valueOf(form.name().toUpperCase(Locale.ROOT));
        EventBatch batch = new EventBatch();
        boolean more = source.read(batch);
        Map<String, String> metadata = Map.of("clock", source.clock().domain().traceName());
        try (EventTable table = new EventTable(output, format, source, metadata)) {
            copy(source, batch, more, table);
            table.finish();
        }
        return 0;
    }

    private long writeText(EventSource source) throws IOException {
        EventBatch batch = new EventBatch();
        boolean more = source.read(batch);
        try (TraceTextFile text = new TraceTextFile(output, source)) {
            copy(source, batch, more, text);
            return text.finish().losses().stream()
                    .mapToLong(LossLedger.Loss::count)
                    .sum();
        }
    }

    private static void copy(EventSource source, EventBatch batch, boolean first, EventSink sink) throws IOException {
        try (Progress progress = Progress.ofEvents("export")) {
            for (boolean more = first; more; more = source.read(batch)) {
                sink.write(batch);
                progress.done(batch.size());
            }
        }
    }
}
