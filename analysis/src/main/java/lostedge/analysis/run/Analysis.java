package lostedge.analysis.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lostedge.analysis.report.Report;
import lostedge.analysis.table.AnalysisResult;
import lostedge.analysis.table.FindingSummary;
import lostedge.analysis.table.FindingTables;
import lostedge.analysis.table.HandlerTimes;
import lostedge.analysis.table.LogReports;
import lostedge.analysis.table.SummaryTables;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.timeline.StallSurroundings;
import lostedge.engine.assess.Assessment;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Stall;
import lostedge.engine.hypothesis.Rivals;
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

    /** Analyses and writes nothing; the stalls' surroundings, which only a report shows, are not gathered. */
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
            SummaryTables.write(folder.draft().resolve("tables"), result.findings());
            Report.write(folder.draft(), result);
            return result;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private AnalysisResult run(Capture capture, @Nullable FindingTables tables) throws IOException {
        CaptureFacts facts = new CaptureFacts(capture);
        FindingSummary findings = new FindingSummary();
        FindingSinks sinks = new FindingSinks(tables == null ? List.of(findings) : List.of(findings, tables));
        List<String> limits = new ArrayList<>();
        Assessment ofTrace = null;
        List<HandlerTimes> handlers = new ArrayList<>();
        List<LogReports> reports = new ArrayList<>();
        if (capture.hasEvents()) {
            ofTrace = assess(
                    capture::openEvents,
                    TraceFormat.Content.EVENTS,
                    capture,
                    facts,
                    sinks,
                    labels -> tables == null ? batch -> {} : added(handlers, new HandlerTimes(labels)));
            limits.addAll(ofTrace.summary().limits());
        }
        if (capture.hasKernelLog()) {
            FindingSinks ofLog = ofTrace == null ? sinks : new FindingSinks(List.of());
            assess(
                    capture::openKernelLog,
                    TraceFormat.Content.KERNEL_LOG,
                    capture,
                    facts,
                    ofLog,
                    labels -> added(reports, new LogReports(labels)));
        }
        for (CounterSeries series : capture.counters()) {
            facts.addCounters(series);
        }
        return new AnalysisResult(
                version,
                command,
                facts.recordings(),
                facts.losses(),
                capture.counters(),
                ReplayOptions.DEFAULT.stallNs(),
                findings,
                last(handlers),
                last(reports),
                ofTrace == null ? Rivals.ofCountersAlone() : ofTrace.hypotheses(),
                ofTrace == null ? null : ofTrace.books().lost(),
                ofTrace != null && tables != null ? lanes(capture, findings.worst()) : List.of(),
                limits);
    }

    private static <T> T added(List<T> list, T item) {
        list.add(item);
        return item;
    }

    private static <T> @Nullable T last(List<T> list) {
        return list.isEmpty() ? null : list.get(list.size() - 1);
    }

    /** Assesses one recording; the observer of its labels sees each event of the pass that makes the findings. */
    private static Assessment assess(
            Assessment.Opener opener,
            TraceFormat.Content content,
            Capture capture,
            CaptureFacts facts,
            FindingSink findings,
            Function<Labels, EventSink> observer)
            throws IOException {
        List<RecordingExtent> tallies = new ArrayList<>();
        List<EventSource> sources = new ArrayList<>();
        Assessment assessment = Assessment.of(
                () -> {
                    RecordingExtent tally = new RecordingExtent();
                    EventSource opened = opener.open();
                    boolean first = sources.isEmpty();
                    EventSink observed = first ? batch -> {} : observer.apply(opened.labels());
                    EventSource source = new WatchedSource(opened, first ? "reading" : "replaying", batch -> {
                        tally.write(batch);
                        observed.write(batch);
                    });
                    tallies.add(tally);
                    sources.add(source);
                    return source;
                },
                countersBeside(capture),
                ReplayOptions.DEFAULT,
                findings);
        facts.addEvents(content, sources.get(sources.size() - 1), tallies.get(tallies.size() - 1));
        return assessment;
    }

    /** The surroundings of the worst stalls, from a pass of their own that ends with the last of them. */
    private static List<LaneDiagram> lanes(Capture capture, List<Stall> worst) throws IOException {
        long untilNs = worst.stream().mapToLong(Stall::endNs).max().orElse(Long.MIN_VALUE);
        if (worst.isEmpty()) {
            return List.of();
        }
        try (EventSource source = capture.openEvents()) {
            List<StallSurroundings> surroundings = worst.stream()
                    .map(stall -> new StallSurroundings(stall, source.labels()))
                    .toList();
            FindingSink sink = new FindingSinks(List.copyOf(surroundings));
            EventBatch batch = new EventBatch();
            boolean more = source.read(batch);
            Replay replay =
                    new Replay(source.labels(), source.capabilities(), source.clock(), ReplayOptions.DEFAULT, sink);
            for (; more; more = source.read(batch)) {
                replay.write(batch);
                for (StallSurroundings one : surroundings) {
                    one.write(batch);
                }
                if (batch.timestampNs[batch.size() - 1] > untilNs) {
                    break;
                }
            }
            replay.finish(source.losses());
            return surroundings.stream().map(one -> one.diagram(source.clock())).toList();
        }
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
