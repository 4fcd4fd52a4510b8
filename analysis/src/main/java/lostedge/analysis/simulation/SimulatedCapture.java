package lostedge.analysis.simulation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lostedge.engine.event.Clock;
import lostedge.engine.event.CounterSnapshot;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.recorder.GroundTruth;
import lostedge.engine.recorder.InterruptRows;
import lostedge.engine.recorder.KernelTrace;
import lostedge.engine.recorder.Listeners;
import lostedge.engine.recorder.LockLog;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.ftrace.FtraceWriter;
import lostedge.ingest.interrupts.InterruptsWriter;

/**
 * A folder with what a simulated machine leaves behind: {@code trace.txt}, {@code trace_clock.txt},
 * {@code set_event.txt}, {@code proc_interrupts/}, {@code dmesg.txt}, and {@code truth/}.
 *
 * @param scenario the machine and its load
 * @param seed of its trajectory
 * @param durationNs how long it runs
 * @param hardwareEvents whether the trace also holds what no kernel can trace
 */
public record SimulatedCapture(Scenario scenario, long seed, long durationNs, boolean hardwareEvents) {
    private static final long SNAPSHOT_NS = 1_000_000_000L;
    private static final long STALL_NS = 10_000_000L;
    private static final Clock CLOCK = new Clock(Clock.Domain.MONOTONIC, 1_000, true, true);

    /**
     * Runs the simulation and writes the folder.
     *
     * @param folder an empty folder
     * @param version of the tool, noted in the tables
     * @return the outcome
     */
    public Replication write(Path folder, String version) throws IOException {
        int cpus = scenario.configuration().cpus();
        Labels labels = new Labels();
        InterruptRows rows = new InterruptRows(scenario);
        LockLog log = new LockLog(cpus);
        EdgeCount edges = new EdgeCount();
        Map<String, String> facts = Map.of(
                "scenario", scenario.name(), "seed", Long.toString(seed), "version", version, "clock", "simulated");
        try (TruthTables tables = new TruthTables(folder.resolve("truth"), facts);
                FtraceWriter text = new FtraceWriter(
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve("trace.txt"))),
                        "trace.txt",
                        labels,
                        clock())) {
            GroundTruth truth = new GroundTruth(cpus, STALL_NS, tables);
            KernelTrace trace = new KernelTrace(cpus, labels, text, hardwareEvents);
            Simulator simulator = new Simulator(scenario, seed, new Listeners(List.of(truth, trace, rows, log, edges)));
            runWithSnapshots(simulator, rows, Files.createDirectories(folder.resolve("proc_interrupts")));
            trace.finish();
            truth.finish(simulator);
            tables.finish();
            writeSetUp(folder, log);
            return Replication.of(simulator, seed, rows, edges);
        }
    }

    private Clock clock() {
        return hardwareEvents ? new Clock(CLOCK.domain(), 1, true, true) : CLOCK;
    }

    private void runWithSnapshots(Simulator simulator, InterruptRows rows, Path folder) throws IOException {
        int number = 0;
        try (Writer index = Files.newBufferedWriter(folder.resolve("index.csv"))) {
            for (long at = 0; ; at = Math.min(durationNs, at + SNAPSHOT_NS)) {
                simulator.runUntil(at);
                CounterSnapshot snapshot = rows.snapshot(at, at == 0 ? "start" : at == durationNs ? "end" : "");
                String name = InterruptsWriter.fileName(number, snapshot);
                try (Writer file = Files.newBufferedWriter(folder.resolve(name))) {
                    InterruptsWriter.write(snapshot, file);
                }
                index.append("proc_interrupts/")
                        .append(InterruptsWriter.indexLine(number++, snapshot))
                        .append('\n');
                if (at == durationNs) {
                    return;
                }
            }
        }
    }

    private void writeSetUp(Path folder, LockLog log) throws IOException {
        Files.writeString(
                folder.resolve("trace_clock.txt"), "local global counter uptime perf [mono] mono_raw boot tai\n");
        Files.writeString(
                folder.resolve("set_event.txt"),
                KernelTrace.kinds(hardwareEvents).stream()
                        .map(SimulatedCapture::setEventLine)
                        .sorted()
                        .collect(Collectors.joining()));
        String first = "<5>[    0.000000] lostedge: simulated " + scenario.name() + ", seed " + seed + "\n";
        Files.writeString(
                folder.resolve("dmesg.txt"),
                first + log.lines().stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static String setEventLine(EventKind kind) {
        return kind.subsystem() + ":" + kind.tracepoint() + "\n";
    }
}
