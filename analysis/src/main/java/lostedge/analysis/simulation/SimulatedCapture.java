package lostedge.analysis.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lostedge.engine.recorder.Listeners;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.workload.Scenario;

/**
 * A folder with what a simulated machine leaves behind: a trace, counter readings, a kernel log, and the truth.
 *
 * @param scenario the machine and its load
 * @param seed of its trajectory
 * @param durationNs how long it runs
 * @param form as what the trace is written
 * @param hardwareEvents whether the trace also holds what no kernel can trace
 */
public record SimulatedCapture(Scenario scenario, long seed, long durationNs, TraceForm form, boolean hardwareEvents) {
    private static final long SNAPSHOT_NS = 1_000_000_000L;

    /**
     * Runs the simulation and writes the folder.
     *
     * @param folder an empty folder
     * @param version of the tool, noted in the tables
     * @return the outcome
     */
    public Replication write(Path folder, String version) throws IOException {
        Map<String, String> facts = Map.of(
                "scenario", scenario.name(), "seed", Long.toString(seed), "version", version, "clock", "simulated");
        EdgeCount edges = new EdgeCount();
        try (CaptureFolder capture = new CaptureFolder(folder, scenario, form, hardwareEvents, version, facts)) {
            Simulator simulator = new Simulator(scenario, seed, new Listeners(List.of(capture.listener(), edges)));
            for (long at = 0; at < durationNs; at += SNAPSHOT_NS) {
                simulator.runUntil(at);
                capture.snapshot(at, at == 0 ? "start" : "");
            }
            simulator.runUntil(durationNs);
            capture.snapshot(durationNs, "end");
            capture.finish(simulator, "simulated " + scenario.name() + ", seed " + seed);
            return Replication.of(simulator, seed, capture.rows(), edges);
        }
    }
}
