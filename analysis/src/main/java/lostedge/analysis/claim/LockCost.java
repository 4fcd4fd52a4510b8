package lostedge.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import lostedge.analysis.claim.Claim.Evidence;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.Mean;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.Scenario;
import lostedge.engine.workload.Workload;

/**
 * What the IPI lock costs where no edge is ever lost: by the time a call takes under the scenario's own load, and by
 * the calls a second under a closed load, in which every CPU begins its next locked call as soon as one has returned.
 */
final class LockCost {
    private static final double CONFIDENCE = Interval.USUAL_CONFIDENCE;
    private static final double CLOSED_CALLS_PER_SECOND = 1e6;
    private static final KernelVariant LOCKED = KernelVariant.PATCHES_1_AND_2;
    private static final KernelVariant UNLOCKED = KernelVariant.PATCH_2;

    private final Scenario scenario;
    private final Trials open;
    private final Trials closed;

    /**
     * The cost under a scenario.
     *
     * @param open how its own load is simulated
     * @param closed how the closed load is
     */
    LockCost(Scenario scenario, Trials open, Trials closed) {
        this.scenario = scenario;
        this.open = open;
        this.closed = closed;
    }

    /**
     * Calls a second of all CPUs under the closed load.
     *
     * @param cpus number of CPUs
     * @param locked with the lock
     * @param unlocked without it
     * @param ratio locked over unlocked, seed by seed
     */
    record Throughput(int cpus, Interval locked, Interval unlocked, Interval ratio) {}

    /** {@return the throughput on machines of so many CPUs} */
    List<Throughput> throughput(List<Integer> cpus) {
        List<Throughput> all = new ArrayList<>();
        for (int count : cpus) {
            double[] locked = each(closed.calls(closed(count, LOCKED)), this::callsPerSecond);
            double[] unlocked = each(closed.calls(closed(count, UNLOCKED)), this::callsPerSecond);
            all.add(new Throughput(
                    count,
                    Mean.of(locked, CONFIDENCE),
                    Mean.of(unlocked, CONFIDENCE),
                    Mean.ofRatios(locked, unlocked, CONFIDENCE)));
        }
        return all;
    }

    private double callsPerSecond(CallMeter meter) {
        return meter.calls() * 1e9 / closed.durationNs();
    }

    /** {@return the mean time of a call with the lock over that without it, under the scenario's own load} */
    Interval timeRatio() {
        return Mean.ofRatios(openTimes(LOCKED), openTimes(UNLOCKED), CONFIDENCE);
    }

    private double[] openTimes(KernelVariant kernel) {
        return each(open.calls(Trials.on(scenario, Hardware.LATCHED, kernel)), CallMeter::meanNs);
    }

    private static double[] each(List<CallMeter> meters, ToDoubleFunction<CallMeter> value) {
        return meters.stream().mapToDouble(value).toArray();
    }

    private Scenario closed(int cpus, KernelVariant kernel) {
        Scenario machine = Trials.on(scenario.withCpus(cpus), Hardware.LATCHED, kernel);
        return machine.withWorkload(closed(machine.workload()));
    }

    /** The load with nothing but locked calls, back to back; interrupts stay as they are. */
    private static Workload closed(Workload load) {
        List<CallKind> locked = load.calls().stream().filter(CallKind::locked).toList();
        double rate = locked.stream().mapToDouble(CallKind::perSecond).sum();
        return new Workload(
                load.tickHz(),
                load.tick(),
                load.machineChecksPerSecond(),
                load.performancePerSecond(),
                load.otherHandler(),
                load.devices(),
                locked.stream()
                        .map(call -> faster(call, CLOSED_CALLS_PER_SECOND / rate))
                        .toList(),
                0,
                load.wakeDuration(),
                0,
                0,
                load.maskedDuration(),
                load.softirqDuration(),
                load.softirqWake(),
                null,
                0,
                load.idleFlush());
    }

    private static CallKind faster(CallKind call, double factor) {
        return new CallKind(
                call.function(),
                call.callsite(),
                call.perSecond() * factor,
                call.targets(),
                call.waits(),
                call.locked(),
                call.irqsOff(),
                call.duration());
    }

    /** {@return what the ratios say of the claim that the lock costs something on every system} */
    static Claim claim(Interval timeRatio, List<Throughput> throughput, String command) {
        List<String> costs = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        String load = "the scenario's own load";
        if (timeRatio.low() > 1) {
            costs.add(load);
        }
        evidence.add(new Evidence(
                String.format(
                        Locale.ROOT,
                        "latched, %s: a call takes %.3f times (%.3f to %.3f) as long with the lock",
                        load,
                        timeRatio.estimate(),
                        timeRatio.low(),
                        timeRatio.high()),
                command));
        for (Throughput one : throughput) {
            String context = "a closed load of " + one.cpus + " CPUs";
            if (one.ratio.high() < 1) {
                costs.add(context);
            }
            evidence.add(new Evidence(
                    String.format(
                            Locale.ROOT,
                            "latched, %s: %,.0f calls a second with the lock, %,.0f without: %.3f times (%.3f to %.3f)",
                            context,
                            one.locked.estimate(),
                            one.unlocked.estimate(),
                            one.ratio.estimate(),
                            one.ratio.low(),
                            one.ratio.high()),
                    command));
        }
        return Claim.inContexts(
                "lock-cost",
                "review",
                "The lock costs every Alpha SMP system, not just those that lose edges.",
                costs,
                throughput.size() + 1,
                evidence);
    }
}
