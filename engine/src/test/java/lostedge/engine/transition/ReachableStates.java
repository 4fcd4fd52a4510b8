package lostedge.engine.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;

/** States of a system in full, and the steps between them. */
final class ReachableStates {
    private ReachableStates() {}

    /** {@return the states nearest to the initial one, some more than a number of them} */
    static List<SystemState> near(IpiSystem system, int most) {
        Set<SystemState> seen = new HashSet<>(Set.of(system.initial()));
        List<SystemState> states = new ArrayList<>(seen);
        for (int i = 0; i < states.size() && states.size() < most; i++) {
            SystemState state = states.get(i);
            system.steps(state, (microstep, cpu, argument) -> {
                SystemState to = copy(system, state);
                system.apply(to, microstep, cpu, argument);
                return !seen.add(to) || states.add(to);
            });
        }
        return states;
    }

    /** {@return the state after a step, which must be enabled} */
    static SystemState after(IpiSystem system, SystemState state, Microstep microstep, int cpu, long argument) {
        boolean stopped = !system.steps(state, cpu, (enabled, ofCpu, its) -> enabled != microstep || its != argument);
        assertThat(stopped).as("%s enabled", microstep).isTrue();
        SystemState to = copy(system, state);
        system.apply(to, microstep, cpu, argument);
        return to;
    }

    static SystemState copy(IpiSystem system, SystemState state) {
        SystemState copy = system.initial();
        copy.copyFrom(state);
        return copy;
    }
}
