package lostedge.analysis.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import lostedge.analysis.claim.Claim.Evidence;
import lostedge.analysis.claim.Claim.Verdict;
import lostedge.analysis.statistics.Interval;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.Scenario;

/** The load that claims about numbers are tested under, its traffic on each hardware, and the words for it. */
final class SimulatedLoad {
    private final Scenario scenario;
    private final Trials trials;
    private final String arguments;
    private final Map<Hardware, List<TrafficMeter>> traffic = new HashMap<>();

    /**
     * A load.
     *
     * @param trials how it is simulated
     * @param arguments of a command line that simulates it so, after {@code lostedge claims}
     */
    SimulatedLoad(Scenario scenario, Trials trials, String arguments) {
        this.scenario = scenario;
        this.trials = trials;
        this.arguments = arguments;
    }

    Scenario scenario() {
        return scenario;
    }

    Trials trials() {
        return trials;
    }

    /** {@return the traffic of each run with patches 1 and 2; simulated once} */
    List<TrafficMeter> traffic(Hardware hardware) {
        return traffic.computeIfAbsent(
                hardware, rule -> trials.traffic(Trials.on(scenario, rule, KernelVariant.PATCHES_1_AND_2)));
    }

    /** {@return the sum of a count over all runs} */
    long sum(Hardware hardware, ToLongFunction<TrafficMeter> count) {
        return Trials.sum(traffic(hardware), count);
    }

    /** {@return what was simulated for a claim, in words with numbers in them} */
    Evidence evidence(String id, String format, Object... values) {
        return new Evidence(String.format(Locale.ROOT, format, values), command(id));
    }

    /** {@return the command line that tests a claim again} */
    String command(String id) {
        return "lostedge claims --claim " + id + arguments;
    }

    static Claim claim(String id, String source, String statement, Verdict verdict, List<Evidence> evidence) {
        return new Claim(id, source, statement, verdict, "", evidence, List.of());
    }

    static String words(Hardware hardware) {
        return hardware == Hardware.LATCHED ? "nothing lost, edges latched, the same poll" : "edges lost in do_entInt";
    }

    static String percent(Interval share) {
        return String.format(
                Locale.ROOT, "%.1f%% (%.1f to %.1f%%)", 100 * share.estimate(), 100 * share.low(), 100 * share.high());
    }
}
