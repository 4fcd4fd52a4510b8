package lostedge.engine.simulate;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.CallKind.Targets;
import lostedge.engine.workload.Device;
import lostedge.engine.workload.DurationNs;
import lostedge.engine.workload.Scenario;
import lostedge.engine.workload.Timing;
import lostedge.engine.workload.Workload;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Simulated time per second and microsteps per second, with nothing recorded, under the collector {@code lostedge} runs
 * with; run with {@code -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class SimulatorBenchmark {
    private static final long SLICE_NS = 1_000_000;

    /** CPUs of the machine. */
    @Param({"4", "16", "64"})
    public int cpus;

    private Simulator simulator = new Simulator(busy(1), 1, new StepListener() {});

    /** Microsteps beside simulated milliseconds. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Microsteps {
        /** Microsteps taken in the iteration. */
        public long microsteps;

        /** Starts an iteration. */
        @Setup(Level.Iteration)
        public void clear() {
            microsteps = 0;
        }
    }

    /** A machine that calls, wakes and is interrupted all the time. */
    @Setup
    public void boot() {
        simulator = new Simulator(busy(cpus), 1, new StepListener() {});
    }

    /** One simulated millisecond. */
    @Benchmark
    public void millisecond(Microsteps counter) {
        long before = simulator.steps();
        simulator.runUntil(simulator.nowNs() + SLICE_NS);
        counter.microsteps += simulator.steps() - before;
    }

    private static Scenario busy(int cpus) {
        CallerRules callers = new CallerRules(Choice.ON, true, Choice.ON, Softirqs.RUN, true, true, false, false);
        DurationNs step = new DurationNs(200, 1_000);
        DurationNs function = new DurationNs(900, 6_000);
        DurationNs handler = new DurationNs(8_000, 40_000);
        return new Scenario(
                "busy",
                new Configuration(
                        cpus,
                        Hardware.LOST_IN_ENTINT,
                        KernelVariant.PATCHES_1_AND_2,
                        callers,
                        EnumSet.of(InterruptKind.RTC, InterruptKind.DEVICE)),
                new Timing(step, step, step, step, step, step, step, step, step),
                new Workload(
                        1024,
                        new Workload.Tick(handler, 0.5, 0.05),
                        0,
                        0,
                        handler,
                        List.of(new Device(48, "disk", 500, 1, step, -1, handler, 0.5, 0.5)),
                        List.of(
                                new CallKind("flush", "caller", 100, Targets.ONE, true, true, false, function),
                                new CallKind("barrier", "caller", 400, Targets.ONE, true, false, false, function)),
                        400,
                        function,
                        20,
                        100,
                        new DurationNs(2_000, 20_000),
                        function,
                        0.05,
                        null,
                        0,
                        0),
                0,
                5_000_000_000L);
    }
}
