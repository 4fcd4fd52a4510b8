package lostedge.analysis.claim;

import java.util.List;
import java.util.Locale;
import lostedge.analysis.simulation.Replications;
import lostedge.analysis.statistics.Interval;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The claims about numbers, tested by simulating one scenario on hardware that loses edges and on hardware that
 * latches.
 */
public final class SimulatedClaims {
    private static final double NEAR_98 = 0.95;
    private static final double NO_COST = 0.99;

    private final Scenario scenario;
    private final String file;
    private final int runs;
    private final long durationNs;

    /**
     * Claims tested on a scenario with the load the series speaks of.
     *
     * @param file the scenario's file, as the commands name it
     * @param runs how many seeds
     * @param durationNs simulated time of each
     */
    public SimulatedClaims(Scenario scenario, String file, int runs, long durationNs) {
        this.scenario = scenario;
        this.file = file;
        this.runs = runs;
        this.durationNs = durationNs;
    }

    /** {@return every claim tested} */
    public List<Claim> test() {
        Replications losing = run(Hardware.LOST_IN_ENTINT, KernelVariant.PATCHES_1_AND_2);
        Replications latched = run(Hardware.LATCHED, KernelVariant.PATCHES_1_AND_2);
        Replications unlocked = run(Hardware.LATCHED, KernelVariant.PATCH_2);
        return List.of(ratioConfirms(losing, latched), harmlessMajority(losing), lockCosts(latched, unlocked));
    }

    private Replications run(Hardware hardware, KernelVariant kernel) {
        Configuration old = scenario.configuration();
        Configuration configuration = new Configuration(old.cpus(), hardware, kernel, old.callers(), old.interrupts());
        Scenario changed = new Scenario(
                scenario.name(),
                configuration,
                scenario.timing(),
                scenario.workload(),
                scenario.watchdogNs(),
                scenario.hangNs());
        return Replications.run(changed, 1, runs, durationNs);
    }

    /** The ratio tells lost from latched only if the two give different ratios. */
    private Claim ratioConfirms(Replications losing, Replications latched) {
        Interval lost = losing.callFunctionShare();
        Interval held = latched.callFunctionShare();
        Claim.Verdict verdict = Claim.Verdict.NOT_DECIDABLE;
        if (lost != null && held != null) {
            boolean same = held.high() >= NEAR_98 || held.high() >= lost.low() && lost.high() >= held.low();
            verdict = same ? Claim.Verdict.REFUTED : Claim.Verdict.SUPPORTED;
        }
        return claim(
                "98-percent",
                "patch 2",
                "About 98% of rescued IPIs are IPI_CALL_FUNC, which confirms that the edge is dropped.",
                verdict,
                "edges lost: " + share(lost) + " of " + losing.rescued() + " rescues",
                "nothing lost, edges latched, the same poll: " + share(held) + " of " + latched.rescued() + " rescues");
    }

    private Claim harmlessMajority(Replications losing) {
        Interval share = losing.callFunctionShare();
        Claim.Verdict verdict = Claim.Verdict.NOT_DECIDABLE;
        if (share != null && share.low() > 0.5) {
            verdict = Claim.Verdict.REFUTED;
        } else if (share != null && share.high() < 0.5) {
            verdict = Claim.Verdict.SUPPORTED;
        }
        return claim(
                "harmless-majority",
                "patch 3",
                "Rescued reschedules are the harmless majority.",
                verdict,
                "edges lost: IPI_CALL_FUNC is " + share(share) + " of " + losing.rescued() + " rescues");
    }

    private Claim lockCosts(Replications locked, Replications unlocked) {
        double with = sendsPerSecond(locked);
        double without = sendsPerSecond(unlocked);
        return claim(
                "lock-cost",
                "review",
                "The lock costs every Alpha SMP system, not just those that lose edges.",
                with < without * NO_COST ? Claim.Verdict.SUPPORTED : Claim.Verdict.NOT_DECIDABLE,
                String.format(
                        Locale.ROOT,
                        "latched, %d CPUs: %,.0f edges a second with the lock, %,.0f without",
                        scenario.configuration().cpus(),
                        with,
                        without),
                "the load arrives at a given rate, so only a lock that saturates shows in the rate");
    }

    private static double sendsPerSecond(Replications runs) {
        long ns = runs.runs().stream().mapToLong(run -> run.durationNs()).sum();
        return runs.sent() * 1e9 / ns;
    }

    private static String share(@Nullable Interval share) {
        return share == null
                ? "no share"
                : String.format(
                        Locale.ROOT,
                        "%.1f%% (%.1f to %.1f%%)",
                        100 * share.estimate(),
                        100 * share.low(),
                        100 * share.high());
    }

    private Claim claim(String id, String source, String statement, Claim.Verdict verdict, String... evidence) {
        String command = String.format(
                Locale.ROOT, "lostedge simulate %s --runs %d --duration %dms", file, runs, durationNs / 1_000_000);
        return new Claim(id, source, statement, verdict, "", List.of(evidence), List.of(command));
    }
}
