package lostedge.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import lostedge.analysis.claim.Claim.Evidence;
import lostedge.analysis.claim.Claim.Verdict;
import lostedge.analysis.simulation.Replications;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.Mean;
import lostedge.analysis.statistics.Proportion;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;

/** The claims about what the patches gain and cost: the poll's residual window, the lock, runs without a hang. */
final class PatchClaims {
    private static final double CONFIDENCE = Interval.USUAL_CONFIDENCE;
    private static final int CLEAN_RUNS = 6;
    private static final int HANGS = 4;
    private static final long CLOSED_NS = 50_000_000;
    private static final List<Integer> MACHINES = List.of(2, 4, 8, 16, 32);
    private static final double NS = 1e9;

    private final SimulatedLoad load;

    PatchClaims(SimulatedLoad load) {
        this.load = load;
    }

    Claim residualWindow() {
        List<TrafficMeter> runs = load.traffic(Hardware.LOST_IN_ENTINT);
        long residual = Trials.sum(runs, meter -> meter.residual);
        long lost = Trials.sum(runs, meter -> meter.lost);
        long longest =
                runs.stream().mapToLong(meter -> meter.longestResidualNs).max().orElse(0);
        double periodNs = NS / load.scenario().workload().tickHz();
        double cpuSeconds = load.trials().durationNs()
                / NS
                * load.scenario().configuration().cpus();
        Interval wait = Mean.of(
                runs.stream()
                        .mapToDouble(meter -> meter.residualWaitNs / 1e3 / cpuSeconds)
                        .toArray(),
                CONFIDENCE);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(load.evidence(
                "residual-window",
                "%,d of %,d lost edges were left to a later interrupt: %s",
                residual,
                lost,
                SimulatedLoad.percent(Proportion.wilson(residual, lost))));
        if (residual > 0) {
            evidence.add(load.evidence(
                    "residual-window",
                    "until it came: %.0f µs on average, %.0f µs at most; a period of the clock is %.0f µs",
                    Trials.sum(runs, meter -> meter.residualWaitNs) / 1e3 / residual,
                    longest / 1e3,
                    periodNs / 1e3));
        }
        evidence.add(load.evidence(
                "residual-window",
                "cost: %.2f µs (%.2f to %.2f) of such waiting a second and CPU",
                wait.estimate(),
                Math.max(0, wait.low()),
                wait.high()));
        Verdict verdict =
                residual == 0 ? Verdict.NOT_DECIDABLE : longest <= periodNs ? Verdict.SUPPORTED : Verdict.REFUTED;
        return SimulatedLoad.claim(
                "residual-window",
                "patch 2",
                "What arrives after the poll waits for the next interrupt, at most one period of the clock.",
                verdict,
                evidence);
    }

    Claim lockCost() {
        LockCost cost = new LockCost(
                load.scenario(), load.trials(), new Trials(load.trials().runs(), CLOSED_NS));
        List<LockCost.Throughput> throughput = cost.throughput(MACHINES);
        return LockCost.claim(cost.timeRatio(), throughput, load.command("lock-cost"))
                .with(List.of(LockCostFigure.of(throughput)));
    }

    Claim sixRuns() {
        Interval clean = Proportion.clopperPearson(0, CLEAN_RUNS, CONFIDENCE);
        Replications stock = Replications.run(
                Trials.on(load.scenario(), Hardware.LOST_IN_ENTINT, KernelVariant.STOCK),
                1,
                load.trials().runs(),
                load.trials().durationNs() + HANGS * load.scenario().hangNs());
        Interval hangs = stock.hangProbability();
        return SimulatedLoad.claim(
                "six-runs",
                "field",
                "Six runs of the test suite in a row without a hang show that the patches help.",
                hangs.low() > clean.high() ? Verdict.SUPPORTED : Verdict.NOT_DECIDABLE,
                List.of(
                        load.evidence(
                                "six-runs",
                                "no hang in %d runs: a run hangs with a probability of at most %.1f%%",
                                CLEAN_RUNS,
                                100 * clean.high()),
                        load.evidence(
                                "six-runs",
                                "stock kernel, edges lost in do_entInt: %d of %d runs hang, %s each",
                                stock.hung(),
                                stock.runs().size(),
                                SimulatedLoad.percent(hangs))));
    }
}
