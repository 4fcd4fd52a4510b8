package lostedge.analysis.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lostedge.analysis.report.Product;
import lostedge.analysis.report.Report;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.table.FindingTables;
import lostedge.analysis.table.SummaryTables;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.engine.assess.Assessment;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.hypothesis.Rivals;
import lostedge.engine.replay.ReplayOptions;
import lostedge.ingest.Capture;
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
            CaptureFacts facts = new CaptureFacts(capture);
            try (Passes passes = new Passes(capture, facts, null, Map.of())) {
                return result(capture, facts, passes, conclude(capture, passes), List.of());
            }
        }
    }

    /** Analyses and writes {@code report.html}, {@code tables/} and {@code charts/} into a folder, not finishing it. */
    public AnalysisResult run(OutputFolder folder) throws IOException {
        try (Capture capture = Capture.open(paths)) {
            CaptureFacts facts = new CaptureFacts(capture);
            Path tables = folder.draft().resolve("tables");
            try (Passes passes = new Passes(capture, facts, tables, Map.of("lostedge.version", version))) {
                Assessment assessment = conclude(capture, passes);
                List<LaneDiagram> lanes = capture.hasEvents()
                        ? passes.aroundStalls(passes.findings().worst())
                        : List.of();
                AnalysisResult result = result(capture, facts, passes, assessment, lanes);
                FindingTables findings = passes.tables(tables);
                List<Product> products = new ArrayList<>(Report.of(result, folder.draft()));
                products.add(() -> findings.finish(result, assessment == null ? ipi -> ipi : assessment.odds()::rated));
                products.add(() -> SummaryTables.write(tables, result.findings()));
                Product.writeAll(products);
                return result;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** {@return what is concluded from the trace, or from the kernel log where there is no trace; null without both} */
    private static @Nullable Assessment conclude(Capture capture, Passes passes) throws IOException {
        Assessment ofTrace = capture.hasEvents() ? passes.overTrace() : null;
        Assessment ofLog = capture.hasKernelLog() ? passes.overLog(ofTrace == null) : null;
        return ofTrace != null ? ofTrace : ofLog;
    }

    private AnalysisResult result(
            Capture capture,
            CaptureFacts facts,
            Passes passes,
            @Nullable Assessment assessment,
            List<LaneDiagram> lanes)
            throws IOException {
        Assessment ofTrace = capture.hasEvents() ? assessment : null;
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
                passes.findings(),
                passes.handlers(),
                passes.reports(),
                ofTrace == null ? Rivals.ofCountersAlone() : ofTrace.hypotheses(),
                ofTrace == null ? null : ofTrace.books().lost(),
                lanes,
                ofTrace == null ? List.of() : ofTrace.summary().limits());
    }
}
