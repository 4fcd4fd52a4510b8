package lostedge.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.state.SystemState;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.statespace.Workers;
import lostedge.engine.transition.StepTable;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoalSearchTest {
    static Stream<Configuration> variants() {
        List<Configuration> all = new ArrayList<>();
        for (Hardware hardware : Hardware.values()) {
            for (KernelVariant kernel : List.of(
                    KernelVariant.STOCK,
                    KernelVariant.STOCK.withLock(IpiLock.SPIN),
                    KernelVariant.PATCH_1,
                    KernelVariant.PATCH_1.withDrainReads(DrainReads.IRQS_OFF),
                    KernelVariant.PATCH_2.withLock(IpiLock.SPIN),
                    KernelVariant.PATCHES_1_AND_2)) {
                for (Choice irqs : List.of(Choice.ON, Choice.BOTH)) {
                    CallerRules rules = CallerRules.SYNCHRONOUS.withIrqs(irqs).withWaiting(Choice.BOTH);
                    all.add(new Configuration(2, hardware, kernel, rules.withUnlocked(irqs == Choice.ON)));
                }
            }
            CallerRules stops = new CallerRules(Choice.ON, false, Choice.ON, Softirqs.NONE, false, false, true, false);
            all.add(new Configuration(2, hardware, KernelVariant.STOCK, stops));
            all.add(new Configuration(2, hardware, KernelVariant.PATCH_2, stops));
            KernelVariant spin = KernelVariant.STOCK.withLock(IpiLock.SPIN);
            for (Softirqs softirqs : List.of(Softirqs.RUN, Softirqs.CALL)) {
                CallerRules rules = CallerRules.SYNCHRONOUS.withSoftirqs(softirqs);
                all.add(new Configuration(2, hardware, KernelVariant.STOCK, rules));
                all.add(new Configuration(2, hardware, spin, rules));
            }
        }
        return all.stream();
    }

    /**
     * What stands for a state may be bad and the state not; but if that were so the other way, a hang would be missed.
     */
    @ParameterizedTest
    @MethodSource("variants")
    void whatStandsForABadStateIsBad(Configuration configuration) {
        StateSpace all = new StateSpace(new IpiSystem(configuration), IpiSystem::apply, true, false, 1);
        try (Workers alone = new Workers(1)) {
            assertThat(new Exploration(all, Property.RELEASE, () -> false, alone).run(Long.MAX_VALUE, 1L << 28))
                    .isTrue();
        }
        for (Property property : List.of(Property.RELEASE, Property.DELIVERY)) {
            noneIsFoundGood(all, property);
        }
    }

    private static void noneIsFoundGood(StateSpace all, Property property) {
        GoalSearch exact = new GoalSearch(all, property);
        StateSpace fewer = new StateSpace(all.system(), IpiSystem::apply, true, true, 1);
        GoalSearch reduced = new GoalSearch(fewer, property);
        StepTable table = all.steps();
        SystemState state = all.system().initial();
        for (int slot = 0; slot < all.part(0).slots(); slot++) {
            long number = all.part(0).get(slot);
            if (number != StateSpace.NONE && exact.isBad(number)) {
                table.unpack(number, state);
                assertThat(reduced.isBad(state)).as("%s", property).isTrue();
            }
        }
    }
}
