package lostedge.engine.transition;

import static lostedge.engine.transition.ReachableStates.after;
import static lostedge.engine.transition.ReachableStates.copy;
import static org.assertj.core.api.Assertions.assertThat;

import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadVariablesTest {
    private static final int MOST_STATES = 3_000;

    /** Who forgets what has released its calls can do what it could, and comes to what it would have come to. */
    @ParameterizedTest
    @MethodSource("lostedge.engine.transition.DeadEdgesTest#polledVariants")
    void aCallDependsOnNobodyWhoHasReleasedIt(Configuration configuration) {
        IpiSystem system = new IpiSystem(configuration);
        for (SystemState state : ReachableStates.near(system, MOST_STATES)) {
            for (int caller = 0; caller < configuration.cpus(); caller++) {
                SystemState forgotten = forgotten(system, state, caller);
                if (!forgotten.equals(state)) {
                    dependsOnNobody(system, state, forgotten, caller);
                }
            }
        }
    }

    private static void dependsOnNobody(IpiSystem system, SystemState state, SystemState forgotten, int caller) {
        system.steps(state, (microstep, cpu, argument) -> {
            boolean isEndOfWait = cpu == caller && microstep == Microstep.CSD_WAIT;
            SystemState after = isEndOfWait ? forgotten : after(system, forgotten, microstep, cpu, argument);
            assertThat(forgotten(system, after, caller))
                    .isEqualTo(forgotten(system, after(system, state, microstep, cpu, argument), caller));
            return true;
        });
    }

    private static SystemState forgotten(IpiSystem system, SystemState state, int caller) {
        SystemState forgotten = copy(system, state);
        system.forgetReleased(forgotten, caller);
        return forgotten;
    }
}
