package lostedge.analysis.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import lostedge.analysis.report.Report;
import lostedge.analysis.table.AnalysisResult;
import lostedge.analysis.table.FindingSummary;
import lostedge.analysis.table.FindingTables;
import lostedge.analysis.table.RecordingFacts;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.engine.books.EdgeBooks;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Stall;
import lostedge.engine.replay.Replay;
import lostedge.engine.replay.ReplayOptions;
import lostedge.ingest.Capture;
import lostedge.ingest.TraceFormat;
import lostedge.ingest.table.TableFormat;
import org.jspecify.annotations.Nullable;

/** The main job: the recordings of one machine, read and replayed, with everything found in them. */
public final class Analysis {
    private final List<Path> paths;
    private final String version;
    private final String command;

    /**
     * An analysis.
     *
     * @param paths files, folders, archives or stores of one machine
     * @param version the tool's version, kept in the result
     * @param command the command line, kept in the result
     */
    public Analysis(List<Path> paths, String version, String command) {
        this.paths = List.copyOf(paths);
        this.version = version;
        this.command = command;
    }

    /** Analyses and writes nothing. */
    public AnalysisResult run() throws IOException {
        try (Capture capture = Capture.open(paths)) {
            return run(capture, null);
        }
    }

    /** Analyses and writes {@code report.html}, {@code tables/} and {@code charts/} into a folder, not finishing it. */
    public AnalysisResult run(OutputFolder folder) throws IOException {
        try (Capture capture = Capture.open(paths);
                FindingTables tables = new FindingTables(
                        folder.draft().resolve("tables"),
                        EnumSet.allOf(TableFormat.class),
                        Map.of("lostedge.version", version))) {
            AnalysisResult result = run(capture, tables);
            tables.finish(result);
            Report.write(folder.draft(), result);

            return result;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private AnalysisResult run(Capture capture, @Nullable FindingTables tables) throws IOException {
        CaptureFacts facts = new CaptureFacts(capture);
        List<RecordingFacts> recordings = new ArrayList<>();
        LossLedger losses = new LossLedger();
        losses.addAll(capture.losses());
        FindingSummary findings = new FindingSummary();
        List<FindingSink> sinks = tables == null ? List.of(findings) : List.of(findings, tables);
        EdgeBooks books = new EdgeBooks(countersBeside(capture));
        LostEdges lostEdges = null;
        if (capture.hasEvents()) {
            EventTally tally = new EventTally();
            try (EventSource source = capture.openEvents()) {
                replay(capture, source, new FindingSinks(sinks), List.of(tally, books));
                recordings.add(facts.ofEvents(TraceFormat.Content.EVENTS, source, tally));
                losses.addAll(source.losses());
                lostEdges = books.balance(source.clock());
            }
        }
        if (capture.hasKernelLog()) {
            EventTally tally = new EventTally();
            try (EventSource source = capture.openKernelLog()) {
                replay(capture, source, new FindingSinks(capture.hasEvents() ? List.of() : sinks), List.of(tally));
                recordings.add(facts.ofEvents(TraceFormat.Content.KERNEL_LOG, source, tally));
                losses.addAll(source.losses());
            }
        }
        for (CounterSeries series : capture.counters()) {
            recordings.add(facts.ofCounters(series));
            losses.addAll(series.losses());
        }
        return new AnalysisResult(
                version,
                command,
                recordings,
                losses,
                capture.counters(),
                findings,
                List.of(),
                lostEdges,
                lanes(capture, findings.worst()));
    }

    private static void replay(Capture capture, EventSource source, FindingSink findings, List<EventSink> others)
            throws IOException {
        try (Progress progress = Progress.ofEvents("analyze")) {
            EventBatch batch = new EventBatch();
            boolean more = source.read(batch);
            Replay replay =
                    new Replay(source.labels(), source.capabilities(), source.clock(), options(capture), findings);
            for (; more; more = source.read(batch)) {
                replay.write(batch);
                for (EventSink other : others) {
                    other.write(batch);
                }
                progress.done(batch.size());
            }
            replay.finish(source.losses());
        }
    }

    /** The surroundings of the worst stalls, from a second pass. */
    private static List<LaneDiagram> lanes(Capture capture, List<Stall> worst) throws IOException {
        if (worst.isEmpty() || !capture.hasEvents()) {
            return List.of();
        }
        List<StallSurroundings> surroundings =
                worst.stream().map(StallSurroundings::new).toList();
        try (EventSource source = capture.openEvents()) {
            replay(capture, source, new FindingSinks(List.copyOf(surroundings)), List.of());
            return surroundings.stream().map(one -> one.diagram(source.clock())).toList();
        }
    }

    private static ReplayOptions options(Capture capture) {
        boolean polls = capture.counters().stream().anyMatch(series -> hasRow(series, "RIF") || hasRow(series, "RIP"));
        return new ReplayOptions(
                ReplayOptions.DEFAULT.stallNs(),
                ReplayOptions.DEFAULT.longStretchNs(),
                polls ? ReplayOptions.Poll.PRESENT : ReplayOptions.Poll.UNKNOWN);
    }

    /** The readings the books can use: those with a row of interprocessor interrupts. */
    private static @Nullable CounterSeries countersBeside(Capture capture) {
        return capture.counters().stream()
                .filter(series -> hasRow(series, "IPI"))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasRow(CounterSeries series, String name) {
        return series.snapshots().stream()
                .limit(1)
                .anyMatch(snapshot ->
                        snapshot.rows().stream().anyMatch(row -> row.name().equals(name)));
    }
}
