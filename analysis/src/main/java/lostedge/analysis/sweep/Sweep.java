package lostedge.analysis.sweep;

import java.util.ArrayList;
import java.util.List;
import lostedge.analysis.simulation.Replications;
import lostedge.engine.workload.Scenario;

/**
 * The outcomes of a scenario under a variation.
 *
 * @param scenario what was varied
 * @param variation how
 * @param points one for each value, in their order
 */
public record Sweep(Scenario scenario, Variation variation, List<Point> points) {
    /** Copies the list. */
    public Sweep {
        points = List.copyOf(points);
    }

    /**
     * The outcomes at one value.
     *
     * @param value of the parameter
     * @param scenario with that value
     * @param outcome of its runs
     */
    public record Point(double value, Scenario scenario, Replications outcome) {
        /** {@return edges sent for IPI_CALL_FUNC for each one sent for anything else; infinite if none was} */
        public double callsPerReschedule() {
            long calls = outcome.sentCallFunction();
            return (double) calls / (outcome.sent() - calls);
        }
    }

    /**
     * Runs the scenario with each value, the same seeds for all.
     *
     * @param firstSeed seed of the first run of each value
     * @param runs how many runs each value gets
     * @param durationNs of each run
     * @throws IllegalArgumentException if the scenario cannot take a value
     */
    public static Sweep run(Scenario scenario, Variation variation, long firstSeed, int runs, long durationNs) {
        List<Point> points = new ArrayList<>();
        for (double value : variation.values()) {
            Scenario varied = variation.parameter().set(scenario, value);
            points.add(new Point(value, varied, Replications.run(varied, firstSeed, runs, durationNs)));
        }
        return new Sweep(scenario, variation, points);
    }
}
