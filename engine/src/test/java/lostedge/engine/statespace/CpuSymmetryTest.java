package lostedge.engine.statespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.state.Renumbering;
import lostedge.engine.state.StateLayout;
import lostedge.engine.state.SystemState;
import lostedge.engine.transition.LocalStates;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import org.junit.jupiter.api.Test;

class CpuSymmetryTest {
    private static final int[][] RENUMBERINGS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    @Test
    void representativeIsOneOfTheRenumberings() {
        IpiSystem system = new IpiSystem(
                new Configuration(3, Hardware.LOST_IN_ENTINT, KernelVariant.PATCHES_1_AND_2, CallerRules.EVERYTHING));
        LocalStates locals = new LocalStates(system.layout());
        CpuSymmetry symmetry = new CpuSymmetry(locals);
        Random random = new Random(3);
        SystemState state = system.initial();
        SystemState renumbered = system.initial();
        for (int i = 0; i < 2_000; i++) {
            state = randomSuccessor(system, state, random);
            long representative = symmetry.representative(locals.pack(state));
            List<Long> all = new ArrayList<>();
            for (int[] numbers : RENUMBERINGS) {
                StateLayout layout = system.layout();
                layout.unpack(new Renumbering(layout, numbers).of(layout.pack(state)), renumbered);
                all.add(locals.pack(renumbered));
                assertThat(symmetry.representative(all.get(all.size() - 1))).isEqualTo(representative);
            }
            assertThat(all).contains(representative);
        }
    }

    private static SystemState randomSuccessor(IpiSystem system, SystemState state, Random random) {
        List<SystemState> successors = new ArrayList<>();
        system.steps(state, (microstep, cpu, argument) -> {
            SystemState to = system.initial();
            to.copyFrom(state);
            system.apply(to, microstep, cpu, argument);
            return successors.add(to);
        });
        return successors.get(random.nextInt(successors.size()));
    }
}
