package lostedge.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.state.SystemState;
import lostedge.engine.statespace.StateSpace;
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
                for (Choice irqs : Choice.values()) {
                    CallerRules rules = CallerRules.SYNCHRONOUS.withIrqs(irqs).withWaiting(Choice.BOTH);
                    all.add(new Configuration(2, hardware, kernel, rules));
                    if (kernel.lock() != IpiLock.NONE) {
                        all.add(new Configuration(2, hardware, kernel, rules.withUnlocked(true)));
                    }
                }
            }
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
        PlainChecker plain = new PlainChecker(configuration);
        plain.decide(Property.RELEASE);
        StateSpace space = new StateSpace(new IpiSystem(configuration), IpiSystem::apply, true, true, 1);
        GoalSearch search = new GoalSearch(space, Property.RELEASE);
        for (SystemState state : plain.bad) {
            assertThat(search.isBad(state)).isTrue();
        }
    }
}
