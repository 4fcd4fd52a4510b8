package lostedge.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packs and unpacks the states of whole small systems and of random walks, and asks both everything. */
class StateLayoutTest {
    private static final Set<InterruptKind> KINDS = EnumSet.range(InterruptKind.RTC, InterruptKind.PERF);
    private static final KernelVariant[] KERNELS = {
        KernelVariant.STOCK,
        KernelVariant.PATCH_1.withDrainReads(DrainReads.IRQS_OFF),
        KernelVariant.PATCHES_1_AND_2.withResend(true),
        KernelVariant.PATCHES_1_AND_2.withBracket(RtcBracket.INNER)
    };

    private record Step(Microstep microstep, int cpu, long argument) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 17, 64})
    void unpackedStatesAnswerAsThoseThatWerePacked(int cpus) {
        Random random = new Random(cpus);
        for (Hardware hardware : Hardware.values()) {
            for (KernelVariant kernel : KERNELS) {
                for (Choice choice : Choice.values()) {
                    for (CallerRules callers : callers(choice)) {
                        walk(new Configuration(cpus, hardware, kernel, callers, KINDS), random, cpus > 8 ? 10 : 60);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Hardware.class)
    void everyReachableStateOfTwoCpusComesBackAsItWas(Hardware hardware) {
        for (KernelVariant kernel : KERNELS) {
            for (CallerRules callers : callers(Choice.BOTH).subList(0, 2)) {
                exploreAll(new IpiSystem(new Configuration(2, hardware, kernel, callers)));
            }
        }
    }

    @Test
    void initialStateIsAllZero() {
        for (CallerRules callers : callers(Choice.BOTH)) {
            StateLayout layout = new StateLayout(
                    new Configuration(5, Hardware.LATCHED, KernelVariant.PATCHES_1_AND_2, callers, KINDS));
            assertThat(layout.pack(new SystemState(layout))).containsOnly(0);
        }
    }

    private static List<CallerRules> callers(Choice choice) {
        CallerRules some = CallerRules.SYNCHRONOUS.withIrqs(choice);
        return List.of(
                some,
                new CallerRules(choice, false, choice, Softirqs.NONE, false, false, false, true),
                new CallerRules(choice, true, choice, Softirqs.RUN, false, true, false, false),
                new CallerRules(choice, false, choice, Softirqs.NONE, true, false, true, true),
                CallerRules.EVERYTHING.withSoftirqs(Softirqs.CALL));
    }

    private static void walk(Configuration configuration, Random random, int length) {
        IpiSystem system = new IpiSystem(configuration);
        SystemState state = system.initial();
        for (int i = 0; i < length; i++) {
            SystemState unpacked = unpacked(state);
            List<Step> steps = steps(system, state);
            assertThat(steps(system, unpacked)).isEqualTo(steps);
            assertThat(answers(unpacked)).isEqualTo(answers(state));
            if (steps.isEmpty()) {
                return;
            }
            Step step = steps.get(random.nextInt(steps.size()));
            system.apply(state, step.microstep, step.cpu, step.argument);
            system.apply(unpacked, step.microstep, step.cpu, step.argument);
            assertThat(unpacked).isEqualTo(state);
        }
    }

    private static void exploreAll(IpiSystem system) {
        Set<SystemState> seen = new HashSet<>(Set.of(system.initial()));
        List<SystemState> states = new ArrayList<>(seen);
        for (int i = 0; i < states.size(); i++) {
            SystemState state = states.get(i);
            assertThat(answers(unpacked(state))).isEqualTo(answers(state));
            system.steps(state, (microstep, cpu, argument) -> {
                SystemState to = system.initial();
                to.copyFrom(state);
                system.apply(to, microstep, cpu, argument);
                return !seen.add(to) || states.add(to);
            });
        }
        assertThat(states).hasSizeGreaterThan(100);
    }

    /** What comes back, over the remains of another state. */
    private static SystemState unpacked(SystemState state) {
        StateLayout layout = state.layout();
        long[] words = layout.pack(state);
        long[] other = new long[words.length];
        for (int cpu = 0; cpu < layout.configuration().cpus(); cpu++) {
            layout.addBits(Variable.EDGE, 0, cpu, other);
            layout.addBits(Variable.CSDS_TAKEN, 0, cpu, other);
            layout.addBits(Variable.HIGH, 0, cpu, other);
        }
        SystemState unpacked = new SystemState(layout);
        layout.unpack(other, unpacked);
        layout.unpack(words, unpacked);
        assertThat(layout.pack(unpacked)).isEqualTo(words);
        return unpacked;
    }

    private static List<Step> steps(IpiSystem system, SystemState state) {
        List<Step> steps = new ArrayList<>();
        system.steps(state, (microstep, cpu, argument) -> steps.add(new Step(microstep, cpu, argument)));
        return steps;
    }

    private static List<Object> answers(SystemState s) {
        List<Object> all = new ArrayList<>(List.of(s.lockOwner(), s.lanes()));
        int cpus = s.layout().configuration().cpus();
        for (int cpu = 0; cpu < cpus; cpu++) {
            all.addAll(List.of(s.stack(cpu), s.bits(cpu), s.edge(cpu), s.ops(cpu)));
            all.addAll(List.of(s.wakesQueued(cpu), s.wakesTaken(cpu)));
            for (int lane = 0; lane < s.lanes(); lane++) {
                all.addAll(List.of(s.taken(lane, cpu), s.queued(lane, cpu)));
                all.add(s.mailboxes().sync(lane, cpu));
            }
            for (int context = SystemState.TASK; context <= SystemState.INTERRUPT; context++) {
                all.addAll(List.of(s.stage(cpu, context), s.sends().low(cpu, context)));
                all.add(s.sends().high(cpu, context));
            }
        }
        return all;
    }
}
