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
import lostedge.analysis.cli.option.Arguments;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.run.LossText;
import lostedge.analysis.run.Progress;
import lostedge.analysis.table.EventTable;
import lostedge.analysis.wording.Quantity;
import lostedge.engine.assess.Assessment;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.engine.replay.ReplayOptions;
import lostedge.ingest.Capture;
import lostedge.ingest.TraceTextFile;
import lostedge.ingest.perfetto.PerfettoFile;
import lostedge.ingest.table.TableFormat;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code lostedge export}: the events of a recording in a form other programs read. */
final class ExportCommand extends Verb {
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

    private final PositionalParamSpec recordings = Arguments.recordings("Files, folders or archives, or a store.");
    private final OptionSpec form = OptionSpec.builder("--to")
            .type(Form.class)
            .paramLabel("FORM")
            .required(true)
            .description("One of ${COMPLETION-CANDIDATES}.")
            .build();
    private final OptionSpec output = Arguments.output("FILE", true, "The file to write.");

    ExportCommand() {
        super("export", "Write every event of a recording or store in a form other programs read.");
        takes(recordings, form, output);
    }

    @Override
    public Integer call() throws IOException {
        long leftOut;
        LossLedger losses = new LossLedger();
        Path file = output.getValue();
        try (Capture capture = Capture.open(recordings.getValue())) {
            losses.addAll(capture.losses());
            leftOut = write(capture, form.getValue(), file, losses);
        }
        long size = Files.size(file);
        if (json()) {
            ObjectNode json = JsonText.object();
            json.put("file", file.toString());
            json.put("size_bytes", size);
            json.put("events_left_out", leftOut);
            LossText.addTo(json.putArray("losses"), losses);
            out().println(JsonText.of(json));
        } else {
            String without = leftOut == 0 ? "" : "; " + Quantity.count(leftOut, "event") + " it cannot hold left out";
            out().println(file + ": " + Quantity.count(size, "byte") + without);
            LossText.lines(losses).forEach(out()::println);
        }
        return Main.DONE;
    }

    private static long write(Capture capture, Form form, Path file, LossLedger losses) throws IOException {
        if (form == Form.perfetto) {
            return writeFindings(capture, file, losses);
        }
        try (EventSource source = capture.openEvents()) {
            long leftOut = form == Form.ftrace ? writeText(source, file) : writeTable(source, form, file);
            losses.addAll(source.losses());
            return leftOut;
        }
    }

    /** Counters of another clock than the events' have no place beside them. */
    private static long writeFindings(Capture capture, Path file, LossLedger losses) throws IOException {
        Clock clock;
        try (EventSource source = capture.openEvents()) {
            source.read(new EventBatch());
            clock = source.clock();
        }
        try (PerfettoFile trace = new PerfettoFile(file)) {
            List<EventSource> passes = new ArrayList<>();
            Assessment.Opener opener = () -> {
                EventSource events = capture.openEvents();
                passes.add(events);
                return new Assessment.Pass(events, trace.anew());
            };
            Assessment.of(opener, null, ReplayOptions.DEFAULT);
            losses.addAll(passes.get(passes.size() - 1).losses());
            for (CounterSeries series : capture.counters()) {
                if (Capture.comparable(series.clock(), clock)) {
                    trace.counters(series);
                    losses.addAll(series.losses());
                }
            }
            trace.finish();
            return 0;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long writeTable(EventSource source, Form form, Path file) throws IOException {
        TableFormat format = TableFormat.valueOf(form.name().toUpperCase(Locale.ROOT));
        EventBatch batch = new EventBatch();
        boolean more = source.read(batch);
        Map<String, String> metadata = Map.of("clock", source.clock().domain().traceName());
        try (EventTable table = new EventTable(file, format, source, metadata)) {
            copy(source, batch, more, table);
            table.finish();
        }
        return 0;
    }

    private static long writeText(EventSource source, Path file) throws IOException {
        EventBatch batch = new EventBatch();
        boolean more = source.read(batch);
        try (TraceTextFile text = new TraceTextFile(file, source)) {
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
