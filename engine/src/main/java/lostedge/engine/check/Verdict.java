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
 * @param reduction what the exploration left out; a violation found early leaves out what lies beyond it
 * @param states states explored
 * @param diameter greatest distance of a state from the initial one, in levels of the exploration; of those explored
 * @param bytesPerState memory for the set of states, divided by their number
 * @param coverage how often each microstep was taken
 * @param counterexample a shortest path to a state or step that violates the property, or null
 */
public record Verdict(
        Configuration configuration,
        Property property,
        Outcome outcome,
        Reduction reduction,
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
