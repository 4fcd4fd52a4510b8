package lostedge.analysis.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import lostedge.analysis.claim.Claim.Evidence;
import lostedge.analysis.claim.Claim.Verdict;
import lostedge.analysis.simulation.Replications;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.Mean;
import lostedge.analysis.statistics.Proportion;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.Scenario;

/**
 * The claims about numbers, tested by simulating one scenario on hardware that loses edges and on hardware that holds
 * them.
 */
final class SimulatedClaims {
    private static final double CONFIDENCE = Interval.USUAL_CONFIDENCE;
    private static final double NEAR_98 = 0.95;
    private static final int CLEAN_RUNS = 6;
    private static final int HANGS = 4;
    private static final long CLOSED_NS = 50_000_000;
    private static final List<Integer> MACHINES = List.of(2, 4, 8, 16, 32);
    private static final double NS = 1e9;

    private final Scenario scenario;
    private final Trials trials;
    private final String arguments;
    private final Map<Hardware, List<TrafficMeter>> traffic = new HashMap<>();
    private final Map<String, Supplier<Claim>> tests = new LinkedHashMap<>();

    /**
     * Claims tested on a scenario with the load the series speaks of.
     *
     * @param trials how it is simulated
     * @param arguments of a command line that simulates it so, after {@code lostedge claims}
     */
    SimulatedClaims(Scenario scenario, Trials trials, String arguments) {
        this.scenario = scenario;
        this.trials = trials;
        this.arguments = arguments;
        tests.put("98-percent", this::ratioConfirms);
        tests.put("harmless-majority", this::harmlessMajority);
        tests.put("rescue-means-loss", this::rescueMeansLoss);
        tests.put("empty-deliveries", this::emptyDeliveriesTell);
        tests.put("ipi-row", this::ipiRowCountsBoth);
        tests.put("residual-window", this::residualWindow);
        tests.put("six-runs", this::sixRuns);
        tests.put("lock-cost", this::lockCost);
    }

    /** {@return the tests, by the claims' short names} */
    Map<String, Supplier<Claim>> tests() {
        return tests;
    }

    private List<TrafficMeter> traffic(Hardware hardware) {
        return traffic.computeIfAbsent(
                hardware, rule -> trials.traffic(Trials.on(scenario, rule, KernelVariant.PATCHES_1_AND_2)));
    }

    private long sum(Hardware hardware, ToLongFunction<TrafficMeter> count) {
        return Trials.sum(traffic(hardware), count);
    }

    private Evidence evidence(String id, String format, Object... values) {
        return new Evidence(String.format(Locale.ROOT, format, values), "lostedge claims --claim " + id + arguments);
    }

    private static Claim claim(String id, String source, String statement, Verdict verdict, List<Evidence> evidence) {
        return new Claim(id, source, statement, verdict, "", evidence, List.of());
    }

    private static String words(Hardware hardware) {
        return hardware == Hardware.LATCHED ? "nothing lost, edges latched, the same poll" : "edges lost in do_entInt";
    }

    private static String percent(Interval share) {
        return String.format(
                Locale.ROOT, "%.1f%% (%.1f to %.1f%%)", 100 * share.estimate(), 100 * share.low(), 100 * share.high());
    }

    private static boolean overlap(Interval a, Interval b) {
        return a.high() >= b.low() && b.high() >= a.low();
    }

    // ---- What rescues tell.

    private Interval callFunctionShare(Hardware hardware) {
        long calls = sum(hardware, meter -> meter.polledCallFunction);
        return Proportion.wilson(calls, calls + sum(hardware, meter -> meter.polledReschedule));
    }

    /** The ratio tells lost from latched only if the two give different ratios. */
    private Claim ratioConfirms() {
        List<Evidence> evidence = new ArrayList<>();
        for (Hardware hardware : List.of(Hardware.LOST_IN_ENTINT, Hardware.LATCHED)) {
            long sent = sum(hardware, meter -> meter.sent);
            evidence.add(evidence(
                    "98-percent",
                    "%s: IPI_CALL_FUNC is %s of what the poll counts, and %s of what is sent",
                    words(hardware),
                    percent(callFunctionShare(hardware)),
                    percent(Proportion.wilson(sum(hardware, meter -> meter.sentCallFunction), sent))));
        }
        Interval lost = callFunctionShare(Hardware.LOST_IN_ENTINT);
        Interval held = callFunctionShare(Hardware.LATCHED);
        Verdict verdict = Verdict.NOT_DECIDABLE;
        if (!Double.isNaN(lost.estimate()) && !Double.isNaN(held.estimate())) {
            verdict = held.high() >= NEAR_98 || overlap(lost, held) ? Verdict.REFUTED : Verdict.SUPPORTED;
        }
        return claim(
                "98-percent",
                "patch 2",
                "About 98% of rescued IPIs are IPI_CALL_FUNC, which confirms that the edge is dropped.",
                verdict,
                evidence);
    }

    private Claim harmlessMajority() {
        Interval share = callFunctionShare(Hardware.LOST_IN_ENTINT);
        Verdict verdict =
                share.low() > 0.5 ? Verdict.REFUTED : share.high() < 0.5 ? Verdict.SUPPORTED : Verdict.NOT_DECIDABLE;
        return claim(
                "harmless-majority",
                "patch 3",
                "Rescued reschedules are the harmless majority.",
                verdict,
                List.of(evidence(
                        "harmless-majority",
                        "edges lost in do_entInt: IPI_CALL_FUNC is %s of what the poll counts",
                        percent(share))));
    }

    private Claim rescueMeansLoss() {
        List<Evidence> evidence = new ArrayList<>();
        List<String> trueIn = new ArrayList<>();
        for (Hardware hardware : Hardware.values()) {
            long polled = sum(hardware, meter -> meter.polled);
            long lost = sum(hardware, meter -> meter.polledLost);
            evidence.add(evidence(
                    "rescue-means-loss",
                    "%s: %,d messages found by the poll, of which %,d had lost their edge; %,d edges lost in all",
                    hardware.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    polled,
                    lost,
                    sum(hardware, meter -> meter.lost)));
            if (polled == lost) {
                trueIn.add(hardware.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
        return Claim.inContexts(
                "rescue-means-loss",
                "patch 2",
                "What the poll finds had lost its edge.",
                trueIn,
                Hardware.values().length,
                evidence);
    }

    private Claim emptyDeliveriesTell() {
        List<Evidence> evidence = new ArrayList<>();
        List<Interval> shares = new ArrayList<>();
        for (Hardware hardware : List.of(Hardware.LOST_IN_ENTINT, Hardware.LATCHED)) {
            long empty = sum(hardware, meter -> meter.emptyEntries);
            long entries = sum(hardware, meter -> meter.entries);
            Interval share = Proportion.wilson(empty, entries);
            shares.add(share);
            evidence.add(evidence(
                    "empty-deliveries",
                    "%s: %,d of %,d interprocessor interrupts found no bit, %s",
                    words(hardware),
                    empty,
                    entries,
                    percent(share)));
        }
        return claim(
                "empty-deliveries",
                "rival",
                "Interprocessor interrupts that find no bit tell held edges from lost ones.",
                overlap(shares.get(0), shares.get(1)) ? Verdict.REFUTED : Verdict.SUPPORTED,
                evidence);
    }

    private Claim ipiRowCountsBoth() {
        List<Evidence> evidence = new ArrayList<>();
        List<String> trueIn = new ArrayList<>();
        List<Hardware> rules = List.of(Hardware.LOST_IN_ENTINT, Hardware.LATCHED);
        for (Hardware hardware : rules) {
            long row = sum(hardware, meter -> meter.handled);
            long entries = sum(hardware, meter -> meter.entries);
            long others = sum(hardware, meter -> meter.handledByHand);
            long underWay = (long) scenario.configuration().cpus() * trials.runs();
            evidence.add(evidence(
                    "ipi-row",
                    "%s: the row counts %,d; %,d interprocessor interrupts, %,d polls and drains that found bits",
                    words(hardware),
                    row,
                    entries,
                    others));
            if (others > 0 && Math.abs(row - entries - others) <= underWay) {
                trueIn.add(words(hardware));
            }
        }
        return Claim.inContexts(
                "ipi-row",
                "patch 3",
                "The row IPI counts calls of handle_ipi, normal and rescued together.",
                trueIn,
                rules.size(),
                evidence);
    }

    // ---- What the residual window and the lock cost.

    private Claim residualWindow() {
        List<TrafficMeter> runs = traffic(Hardware.LOST_IN_ENTINT);
        long residual = Trials.sum(runs, meter -> meter.residual);
        long lost = Trials.sum(runs, meter -> meter.lost);
        long longest =
                runs.stream().mapToLong(meter -> meter.longestResidualNs).max().orElse(0);
        double periodNs = NS / scenario.workload().tickHz();
        double cpuSeconds = trials.durationNs() / NS * scenario.configuration().cpus();
        Interval wait = Mean.of(
                runs.stream()
                        .mapToDouble(meter -> meter.residualWaitNs / 1e3 / cpuSeconds)
                        .toArray(),
                CONFIDENCE);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(evidence(
                "residual-window",
                "%,d of %,d lost edges were left to a later interrupt: %s",
                residual,
                lost,
                percent(Proportion.wilson(residual, lost))));
        if (residual > 0) {
            evidence.add(evidence(
                    "residual-window",
                    "until it came: %.0f µs on average, %.0f µs at most; a period of the clock is %.0f µs",
                    Trials.sum(runs, meter -> meter.residualWaitNs) / 1e3 / residual,
                    longest / 1e3,
                    periodNs / 1e3));
        }
        evidence.add(evidence(
                "residual-window",
                "cost: %.2f µs (%.2f to %.2f) of such waiting a second and CPU",
                wait.estimate(),
                Math.max(0, wait.low()),
                wait.high()));
        Verdict verdict =
                residual == 0 ? Verdict.NOT_DECIDABLE : longest <= periodNs ? Verdict.SUPPORTED : Verdict.REFUTED;
        return claim(
                "residual-window",
                "patch 2",
                "What arrives after the poll waits for the next interrupt, at most one period of the clock.",
                verdict,
                evidence);
    }

    private Claim lockCost() {
        LockCost cost = new LockCost(scenario, trials, new Trials(trials.runs(), CLOSED_NS));
        List<LockCost.Throughput> throughput = cost.throughput(MACHINES);
        return LockCost.claim(cost.timeRatio(), throughput, "lostedge claims --claim lock-cost" + arguments)
                .with(List.of(LockCostFigure.of(throughput)));
    }

    // ---- What clean runs show.

    private Claim sixRuns() {
        Interval clean = Proportion.clopperPearson(0, CLEAN_RUNS, CONFIDENCE);
        Replications stock = Replications.run(
                Trials.on(scenario, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK),
                1,
                trials.runs(),
                trials.durationNs() + HANGS * scenario.hangNs());
        Interval hangs = stock.hangProbability();
        return claim(
                "six-runs",
                "field",
                "Six runs of the test suite in a row without a hang show that the patches help.",
                hangs.low() > clean.high() ? Verdict.SUPPORTED : Verdict.NOT_DECIDABLE,
                List.of(
                        evidence(
                                "six-runs",
                                "no hang in %d runs: a run hangs with a probability of at most %.1f%%",
                                CLEAN_RUNS,
                                100 * clean.high()),
                        evidence(
                                "six-runs",
                                "stock kernel, edges lost in do_entInt: %d of %d runs hang, %s each",
                                stock.hung(),
                                stock.runs().size(),
                                percent(hangs))));
    }
}
