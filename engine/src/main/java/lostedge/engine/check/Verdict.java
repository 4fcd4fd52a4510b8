package lostedge.engine.check;

import java.util.List;
import lostedge.engine.variant.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param configuration what was checked
 * @param property which property
 * @param outcome whether it holds
 * @param symmetry whether states that differ only in the numbering of CPUs were counted as one
 * @param states reachable states explored
 * @param diameter greatest distance of a state from the initial one, in steps; of those explored
 * @param bytesPerState memory for the set of states, divided by their number
 * @param coverage how often each microstep was taken
 * @param counterexample a shortest path to a state or step that violates the property, or null
 */
public record Verdict(
        Configuration configuration,
        Property property,
        Outcome outcome,
        boolean symmetry,
        long states,
        int diameter,
        double bytesPerState,
        Coverage coverage,
        @Nullable List<Step> counterexample) {

    /** Whether a property holds. */
    public enum Outcome {
        /** In all reachable states. */
        HOLDS,
        /** Not in the last state of the counterexample. */
        VIOLATED,
        /** Time or memory ran out before all states were explored. */
        INCOMPLETE
    }

    /** {@return all transitions explored} */
    public long transitions() {
        return coverage.transitions();
    }
}
