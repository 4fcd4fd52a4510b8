package lostedge.analysis.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import lostedge.analysis.result.FindingSummary;
import lostedge.analysis.result.HandlerTimes;
import lostedge.analysis.result.LogReports;
import lostedge.analysis.table.FindingTables;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.timeline.StallDiagrams;
import lostedge.engine.assess.Assessment;
import lostedge.engine.assess.FindingSinks;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Stall;
import lostedge.engine.replay.Replay;
import lostedge.engine.replay.ReplayOptions;
import lostedge.ingest.Capture;
import lostedge.ingest.TraceFormat;
import lostedge.ingest.table.TableFormat;
import org.jspecify.annotations.Nullable;

/**
 * The passes over one capture, in the order they are made. Each reads a recording from its begin and gathers all that
 * can be known by then.
 *
 * <ol>
 *   <li>{@link #overTrace}: replay, books, totals and tables of the findings, times of handlers. Made once more only
 *       where stamps turn out not to order two CPUs.
 *   <li>{@link #overLog}: the kernel log, where its clock could not be brought onto the trace's.
 *   <li>{@link #aroundStalls}: what happened around the worst stalls, which only the first pass can tell; it ends with
 *       the last of them, and nobody who wants no report needs it.
 * </ol>
 */
final class Passes implements Closeable {
    private final Capture capture;
    private final CaptureFacts facts;
    private final @Nullable Path folder;
    private final Map<String, String> metadata;
    private FindingSummary findings = new FindingSummary();
    private @Nullable FindingTables tables;
    private @Nullable HandlerTimes handlers;
    private @Nullable LogReports reports;

    /**
     * No pass made yet.
     *
     * @param facts takes what each pass tells of its recording
     * @param folder where tables go, or null if none are wanted
     * @param metadata what is true of every table
     */
    Passes(Capture capture, CaptureFacts facts, @Nullable Path folder, Map<String, String> metadata) {
        this.capture = capture;
        this.facts = facts;
        this.folder = folder;
        this.metadata = metadata;
    }

    /** Assesses the trace, and with it the kernel log where both are on one clock. */
    Assessment overTrace() throws IOException {
        return assess(TraceFormat.Content.EVENTS, () -> {
            EventSource trace = capture.openEvents();
            handlers = folder == null ? null : new HandlerTimes(trace.labels());
            return new Reading(trace, handlers == null ? batch -> {} : handlers, findingsAnew());
        });
    }

    /**
     * Assesses the kernel log on its own clock.
     *
     * @param alone whether its findings count; where there is a trace they do not
     */
    Assessment overLog(boolean alone) throws IOException {
        return assess(TraceFormat.Content.KERNEL_LOG, () -> {
            EventSource log = capture.openKernelLog();
            reports = new LogReports(log.labels());
            return new Reading(log, reports, alone ? findingsAnew() : new FindingSinks(List.of()));
        });
    }

    /** Pictures the surroundings of stalls. */
    List<LaneDiagram> aroundStalls(List<Stall> stalls) throws IOException {
        if (stalls.isEmpty()) {
            return List.of();
        }
        try (EventSource source = new WatchedSource(capture.openEvents(), "picturing", batch -> {})) {
            StallDiagrams diagrams = new StallDiagrams(stalls, source.labels());
            EventBatch batch = new EventBatch();
            boolean more = source.read(batch);
            Replay replay =
                    new Replay(source.labels(), source.capabilities(), source.clock(), ReplayOptions.DEFAULT, diagrams);
            while (more && diagrams.lacks(batch.timestampNs[0])) {
                replay.write(batch);
                diagrams.write(batch);
                more = source.read(batch);
            }
            replay.finish(source.losses());
            return diagrams.diagrams(source.clock());
        }
    }

    /** What one pass reads and who looks on. */
    private record Reading(EventSource source, EventSink observer, FindingSink findings) {}

    /** Opens a recording for one pass, of which an earlier one has left nothing. */
    private interface Opener {
        Reading open() throws IOException;
    }

    private Assessment assess(TraceFormat.Content content, Opener opener) throws IOException {
        Deque<EventSource> sources = new ArrayDeque<>();
        Deque<RecordingExtent> extents = new ArrayDeque<>();
        Assessment assessment = Assessment.of(
                () -> {
                    Reading reading = opener.open();
                    RecordingExtent extent = new RecordingExtent();
                    extents.add(extent);
                    sources.add(new WatchedSource(reading.source, "reading", batch -> {
                        extent.write(batch);
                        reading.observer.write(batch);
                    }));
                    return new Assessment.Pass(sources.getLast(), reading.findings);
                },
                countersBeside(),
                ReplayOptions.DEFAULT);
        facts.addEvents(content, sources.getLast(), extents.getLast());
        return assessment;
    }

    /** Receives findings from the first one on; what was received before is thrown away. */
    private FindingSink findingsAnew() throws IOException {
        findings = new FindingSummary();
        if (folder == null) {
            return findings;
        }
        close();
        tables = new FindingTables(folder, EnumSet.allOf(TableFormat.class), metadata);
        return new FindingSinks(List.of(findings, tables));
    }

    /** {@return totals of the findings that count} */
    FindingSummary findings() {
        return findings;
    }

    /** {@return tables of the findings that count, to be finished} */
    FindingTables tables(Path folder) throws IOException {
        if (tables == null) {
            tables = new FindingTables(folder, EnumSet.allOf(TableFormat.class), metadata);
        }
        return tables;
    }

    /** {@return times of the trace's handlers, or null without a trace or tables} */
    @Nullable
    HandlerTimes handlers() {
        return handlers;
    }

    /** {@return what the kernel log reports, or null where it was not read alone} */
    @Nullable
    LogReports reports() {
        return reports;
    }

    /** Throws away tables that were not finished. */
    @Override
    public void close() throws IOException {
        if (tables != null) {
            tables.close();
        }
    }

    /** The readings the books can use: those with a row of interprocessor interrupts. */
    private @Nullable CounterSeries countersBeside() {
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
