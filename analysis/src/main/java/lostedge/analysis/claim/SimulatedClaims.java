package lostedge.analysis.claim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import lostedge.engine.workload.Scenario;

/**
 * The claims about numbers, tested by simulating one scenario on hardware that loses edges and on hardware that holds
 * them.
 */
final class SimulatedClaims {
    private final Map<String, Supplier<Claim>> tests = new LinkedHashMap<>();

    /**
     * Claims tested on a scenario with the load the series speaks of.
     *
     * @param trials how it is simulated
     * @param arguments of a command line that simulates it so, after {@code lostedge claims}
     */
    SimulatedClaims(Scenario scenario, Trials trials, String arguments) {
        SimulatedLoad load = new SimulatedLoad(scenario, trials, arguments);
        RescueClaims rescues = new RescueClaims(load);
        PatchClaims patches = new PatchClaims(load);
        tests.put("98-percent", rescues::ratioConfirms);
        tests.put("harmless-majority", rescues::harmlessMajority);
        tests.put("rescue-means-loss", rescues::rescueMeansLoss);
        tests.put("empty-deliveries", rescues::emptyDeliveriesTell);
        tests.put("ipi-row", rescues::ipiRowCountsBoth);
        tests.put("residual-window", patches::residualWindow);
        tests.put("six-runs", patches::sixRuns);
        tests.put("lock-cost", patches::lockCost);
    }

    /** {@return the tests, by the claims' short names} */
    Map<String, Supplier<Claim>> tests() {
        return tests;
    }
}
