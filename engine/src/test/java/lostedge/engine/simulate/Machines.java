package lostedge.engine.simulate;

import java.util.EnumSet;
import java.util.List;
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
import lostedge.engine.workload.Workload.SoftirqCall;

/** Small busy machines that do everything the model knows, for tests. */
public final class Machines {
    private Machines() {}

    /** {@return a busy machine; its watchdog and its patience are short} */
    public static Scenario busy(int cpus, Hardware hardware, KernelVariant kernel) {
        CallerRules callers = new CallerRules(Choice.BOTH, true, Choice.BOTH, Softirqs.RUN, true, true, false, true);
        Configuration configuration = new Configuration(
                cpus, hardware, kernel, callers, EnumSet.range(InterruptKind.RTC, InterruptKind.PERF));
        DurationNs step = new DurationNs(200, 1_000);
        Timing timing = new Timing(step, new DurationNs(1_000, 5_000), step, step, step, step, step, step, step);
        return new Scenario("busy", configuration, timing, workload(), 50_000_000, 500_000_000);
    }

    /** {@return a busy machine whose softirqs call, too, and whose tasks stop the other CPUs so many times a second} */
    public static Scenario everything(int cpus, Hardware hardware, KernelVariant kernel, double stops) {
        CallerRules callers = CallerRules.EVERYTHING.withSoftirqs(Softirqs.CALL);
        Configuration configuration = new Configuration(
                cpus, hardware, kernel, callers, EnumSet.range(InterruptKind.RTC, InterruptKind.PERF));
        CallKind kind = new CallKind(
                "trigger_rx_softirq",
                "net_rps_send_ipi+0x60/0xa0",
                0,
                Targets.ONE,
                true,
                false,
                false,
                new DurationNs(600, 3_000));
        Scenario busy = busy(cpus, hardware, kernel);
        Workload load = workload().withSoftirqCall(new SoftirqCall(0.5, kind)).withStops(stops);
        return new Scenario("everything", configuration, busy.timing(), load, busy.watchdogNs(), busy.hangNs());
    }

    private static Workload workload() {
        DurationNs function = new DurationNs(2_000, 12_000);
        return new Workload(
                1024,
                new Workload.Tick(new DurationNs(12_000, 60_000), 0.5, 0.05),
                5,
                20,
                new DurationNs(5_000, 20_000),
                List.of(new Device(
                        32,
                        "disk",
                        500,
                        2,
                        new DurationNs(50_000, 300_000),
                        -1,
                        new DurationNs(10_000, 60_000),
                        0.3,
                        0.5)),
                List.of(
                        new CallKind(
                                "ipi_flush_tlb_mm",
                                "smp_call_function+0x30/0x50",
                                150,
                                Targets.ALL,
                                true,
                                true,
                                false,
                                function),
                        new CallKind(
                                "ipi_mb", "sys_membarrier+0x3ac/0x4f0", 80, Targets.ONE, true, false, false, function),
                        new CallKind(
                                "ipi_later",
                                "smp_call_function_single+0x8/0x40",
                                40,
                                Targets.ONE,
                                false,
                                false,
                                false,
                                function),
                        new CallKind(
                                "rtc_read",
                                "remote_read_time+0x10/0x80",
                                5,
                                Targets.BOOT,
                                true,
                                false,
                                false,
                                function)),
                300,
                new DurationNs(8_000, 30_000),
                60,
                100,
                new DurationNs(2_000, 20_000),
                new DurationNs(5_000, 60_000),
                0.05,
                null,
                0,
                0.02);
    }
}
