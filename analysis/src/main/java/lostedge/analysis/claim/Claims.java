package lostedge.analysis.claim;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import lostedge.engine.check.Checker;
import lostedge.engine.workload.Scenario;

/** Every claim of the series and of its review, with the test that decides it. */
public final class Claims {
    private static final List<String> SOURCES =
            List.of("series", "patch 1", "patch 2", "patch 3", "field", "review", "rival");

    private final Map<String, Supplier<Claim>> tests = new LinkedHashMap<>();

    /**
     * The claims.
     *
     * @param checker explores what claims about hangs speak of
     * @param scenario the load that claims about numbers are tested under
     * @param runs seeds of each simulation
     * @param durationNs simulated time of each
     * @param arguments of a command line that simulates so, after {@code lostedge claims}, with a space before
     */
    public Claims(Checker checker, Scenario scenario, int runs, long durationNs, String arguments) {
        CheckedClaims.all().forEach(claim -> tests.put(claim.id(), () -> claim.test(checker)));
        tests.putAll(new SimulatedClaims(scenario, new Trials(runs, durationNs), arguments).tests());
    }

    /** {@return the short names of all claims} */
    public Set<String> ids() {
        return tests.keySet();
    }

    /** {@return the claims of these names, tested, by who makes them} */
    public List<Claim> test(Set<String> ids) {
        return tests.entrySet().stream()
                .filter(test -> ids.contains(test.getKey()))
                .map(test -> test.getValue().get())
                .sorted(Comparator.comparingInt(claim -> SOURCES.indexOf(claim.source())))
                .toList();
    }
}
