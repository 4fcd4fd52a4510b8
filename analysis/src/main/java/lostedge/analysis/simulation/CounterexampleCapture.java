package lostedge.analysis.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lostedge.engine.check.Step;
import lostedge.engine.simulate.PathWalk;
import lostedge.engine.variant.Configuration;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.CallKind.Targets;
import lostedge.engine.workload.DurationNs;
import lostedge.engine.workload.Scenario;
import lostedge.engine.workload.Timing;
import lostedge.engine.workload.Workload;

/**
 * A folder with what a machine leaves behind that goes a counterexample's way: some clock interrupts, the path, and the
 * machine as it goes on. One more CPU than the variant has stands by, idle: its clock interrupts show how long the
 * waits last, even where every other CPU is silent.
 *
 * @param configuration the variant
 * @param path from its initial state
 * @param durationNs how long the machine goes on after the path
 */
public record CounterexampleCapture(Configuration configuration, List<Step> path, long durationNs) {
    private static final long STEP_NS = 2_000;
    private static final long LEAD_NS = 4_000_000;
    private static final double TICK_HZ = 1024;
    private static final DurationNs STEP = DurationNs.constant(STEP_NS);

    /**
     * Goes the way and writes the folder.
     *
     * @param folder an empty folder
     * @param variant the variant in words, noted in the tables
     * @param version of the tool, noted there too
     */
    public void write(Path folder, String variant, String version) throws IOException {
        Scenario scenario = scenario();
        Map<String, String> facts = Map.of("variant", variant, "version", version, "clock", "simulated");
        try (CaptureFolder capture = new CaptureFolder(folder, scenario, TraceForm.TEXT, false, version, facts)) {
            PathWalk walk = new PathWalk(scenario, STEP_NS, capture.listener());
            capture.snapshot(walk.nowNs(), "start");
            walk.goOn(LEAD_NS);
            walk.settle();
            path.forEach(step -> walk.take(step.microstep(), step.cpu(), step.argument()));
            walk.goOn(walk.nowNs() + durationNs);
            capture.snapshot(walk.nowNs(), "end");
            capture.finish(walk, "counterexample of " + variant);
        }
    }

    private Scenario scenario() {
        Configuration withObserver = new Configuration(
                configuration.cpus() + 1,
                configuration.hardware(),
                configuration.kernel(),
                configuration.callers(),
                configuration.interrupts());
        Workload workload = new Workload(
                TICK_HZ,
                new Workload.Tick(STEP, 0, 0),
                0,
                0,
                STEP,
                List.of(),
                List.of(
                        call("ipi_flush_tlb_mm", "smp_call_function+0x30/0x50", true, true),
                        call("ipi_flush_tlb_page", "smp_call_function+0x30/0x50", false, true),
                        call("ipi_mb", "sys_membarrier+0x3ac/0x4f0", true, false),
                        call("ipi_mb", "smp_call_function_many+0x30/0x50", false, false)),
                0,
                STEP,
                0,
                0,
                STEP,
                STEP,
                0,
                null,
                0,
                0);
        Timing timing = new Timing(STEP, STEP, STEP, STEP, STEP, STEP, STEP, STEP, STEP);
        return new Scenario("counterexample", withObserver, timing, workload, 0, durationNs);
    }

    private static CallKind call(String function, String callsite, boolean waits, boolean locked) {
        return new CallKind(function, callsite, 0, Targets.ALL, waits, locked, false, STEP);
    }
}
