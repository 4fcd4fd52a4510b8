package lostedge.engine.model;

import static lostedge.engine.variant.CallerRules.SYNCHRONOUS;
import static lostedge.engine.variant.Hardware.LATCHED;
import static lostedge.engine.variant.Hardware.LOST_AT_IPL7;
import static lostedge.engine.variant.Hardware.LOST_IN_ENTINT;
import static lostedge.engine.variant.KernelVariant.PATCHES_1_AND_2;
import static lostedge.engine.variant.KernelVariant.PATCH_1;
import static lostedge.engine.variant.KernelVariant.PATCH_2;
import static lostedge.engine.variant.KernelVariant.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.state.Renumbering;
import lostedge.engine.state.StateLayout;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpiSystemTest {
    private static boolean released(int cpus, Hardware hardware, KernelVariant kernel, CallerRules callers) {
        IpiSystem system = new IpiSystem(new Configuration(cpus, hardware, kernel, callers));
        return new Exploration(system, Invariants::check).everyCallerIsReleased();
    }

    @Test
    void lostEdgeHangsALoneCallerOfAStockKernel() {
        assertThat(released(2, LOST_IN_ENTINT, STOCK, SYNCHRONOUS)).isFalse();
    }

    @Test
    void latchedEdgeReleasesCallersWithInterruptsOn() {
        assertThat(released(2, LATCHED, STOCK, SYNCHRONOUS)).isTrue();
        assertThat(released(2, LATCHED, STOCK, SYNCHRONOUS.withIrqs(Choice.OFF)))
                .isFalse();
        assertThat(released(2, LATCHED, PATCH_1, SYNCHRONOUS.withIrqs(Choice.OFF)))
                .isTrue();
    }

    @Test
    void pollReleasesCallersWithInterruptsOn() {
        assertThat(released(2, LOST_IN_ENTINT, PATCH_2, SYNCHRONOUS)).isTrue();
        assertThat(released(2, LOST_IN_ENTINT, PATCH_1, SYNCHRONOUS)).isFalse();
        assertThat(released(2, LOST_IN_ENTINT, PATCHES_1_AND_2, SYNCHRONOUS)).isTrue();
        assertThat(released(2, LOST_AT_IPL7, PATCHES_1_AND_2, SYNCHRONOUS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void invariantsHoldOnRandomWalksWithEverythingOn(Hardware hardware) {
        CallerRules rules = CallerRules.EVERYTHING.withSoftirqs(Softirqs.CALL);
        Set<InterruptKind> kinds = EnumSet.range(InterruptKind.RTC, InterruptKind.PERF);
        for (int cpus : new int[] {1, 2, 3, 5, 64}) {
            for (KernelVariant kernel : new KernelVariant[] {STOCK, PATCHES_1_AND_2.withResend(true)}) {
                IpiSystem system = new IpiSystem(new Configuration(cpus, hardware, kernel, rules, kinds));
                walk(system, new Random(cpus), cpus > 8 ? 300 : 3_000);
            }
        }
    }

    private static void walk(IpiSystem system, Random random, int length) {
        SystemState state = system.initial();
        Reservoir choice = new Reservoir(random);
        for (int i = 0; i < length; i++) {
            choice.clear();
            system.steps(state, choice);
            if (choice.seen == 0) {
                return;
            }
            system.apply(state, choice.microstep, choice.cpu, choice.argument);
            Invariants.check(state);
        }
    }

    /** Keeps one of the steps offered, each with the same probability. */
    private static final class Reservoir implements IpiSystem.StepSink {
        private final Random random;
        private int seen;
        private Microstep microstep = Microstep.RTI;
        private int cpu;
        private long argument;

        Reservoir(Random random) {
            this.random = random;
        }

        void clear() {
            seen = 0;
        }

        @Override
        public boolean step(Microstep offered, int cpu, long argument) {
            if (random.nextInt(++seen) == 0) {
                microstep = offered;
                this.cpu = cpu;
                this.argument = argument;
            }
            return true;
        }
    }

    @Test
    void threeCpusWithoutSoftirqsFitOneWord() {
        for (KernelVariant kernel : new KernelVariant[] {STOCK, PATCH_1, PATCH_2, PATCHES_1_AND_2}) {
            StateLayout layout = new StateLayout(new Configuration(3, LOST_IN_ENTINT, kernel, SYNCHRONOUS));
            assertThat(layout.words()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 64})
    void renumberingBackAndForthChangesNothing(int cpus) {
        IpiSystem system = new IpiSystem(new Configuration(cpus, LATCHED, PATCHES_1_AND_2, CallerRules.EVERYTHING));
        int[] forth = new int[cpus];
        int[] back = new int[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            forth[cpu] = (cpu * 5 + 1) % cpus;
            back[forth[cpu]] = cpu;
        }
        SystemState renumbered = system.initial();
        SystemState state = system.initial();
        Reservoir choice = new Reservoir(new Random(7));
        for (int i = 0; i < 1_000; i++) {
            choice.clear();
            system.steps(state, choice);
            system.apply(state, choice.microstep, choice.cpu, choice.argument);
            StateLayout layout = system.layout();
            long[] there = new Renumbering(layout, forth).of(layout.pack(state));
            assertThat(new Renumbering(layout, back).of(there)).isEqualTo(layout.pack(state));
            layout.unpack(there, renumbered);
            Invariants.check(renumbered);
        }
    }
}
