package lostedge.analysis.simulation;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Labels;
import lostedge.engine.recorder.GroundTruth;
import lostedge.engine.recorder.InterruptRows;
import lostedge.engine.recorder.KernelTrace;
import lostedge.engine.recorder.Listeners;
import lostedge.engine.recorder.LockLog;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.interrupts.InterruptsWriter;

/**
 * A folder under way with what a machine leaves behind: a {@linkplain TraceFile trace}, {@code proc_interrupts/},
 * {@code dmesg.txt}, and {@code truth/}.
 */
final class CaptureFolder implements Closeable {
    private static final long STALL_NS = 10_000_000L;

    private final Path folder;
    private final InterruptRows rows;
    private final LockLog log;
    private final GroundTruth truth;
    private final KernelTrace trace;
    private final TraceFile file;
    private final TruthTables tables;
    private final Writer index;
    private int snapshots;

    /**
     * Starts the files.
     *
     * @param folder an empty folder
     * @param form as what the trace is written
     * @param hardwareEvents whether it also holds what no kernel can trace
     * @param toolVersion version of the program
     * @param facts about the trajectory, noted in the tables of the truth
     */
    CaptureFolder(
            Path folder,
            Scenario scenario,
            TraceForm form,
            boolean hardwareEvents,
            String toolVersion,
            Map<String, String> facts)
            throws IOException {
        this.folder = folder;
        int cpus = scenario.configuration().cpus();
        Labels labels = new Labels();
        rows = new InterruptRows(scenario);
        log = new LockLog(cpus);
        tables = new TruthTables(folder.resolve("truth"), facts);
        file = TraceFile.create(form, folder, labels, KernelTrace.kinds(hardwareEvents), hardwareEvents, toolVersion);
        index = Files.newBufferedWriter(
                Files.createDirectories(folder.resolve("proc_interrupts")).resolve("index.csv"));
        truth = new GroundTruth(cpus, STALL_NS, tables);
        trace = new KernelTrace(cpus, labels, file, hardwareEvents);
    }

    /** {@return what must hear every step of the trajectory} */
    StepListener listener() {
        return new Listeners(List.of(truth, trace, rows, log));
    }

    /** {@return the counters so far} */
    InterruptRows rows() {
        return rows;
    }

    /** Writes a reading of {@code /proc/interrupts}. */
    void snapshot(long atNs, String tag) throws IOException {
        CounterSnapshot snapshot = rows.snapshot(atNs, tag);
        String name = InterruptsWriter.fileName(snapshots, snapshot);
        try (Writer file =
                Files.newBufferedWriter(folder.resolve("proc_interrupts").resolve(name))) {
            InterruptsWriter.write(snapshot, file);
        }
        index.append("proc_interrupts/").append(InterruptsWriter.indexLine(snapshots++, snapshot));
        index.append('\n');
    }

    /**
     * Writes the rest.
     *
     * @param title first line of the kernel log, without its level and time
     */
    void finish(Trajectory trajectory, String title) throws IOException {
        trace.finish();
        truth.finish(trajectory);
        tables.finish();
        file.finish();
        String first = "<5>[    0.000000] lostedge: " + title + "\n";
        Files.writeString(
                folder.resolve("dmesg.txt"),
                first + log.lines().stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    @Override
    public void close() throws IOException {
        try (tables;
                file) {
            index.close();
        }
    }
}
