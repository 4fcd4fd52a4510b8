package lostedge.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks the same random ways through dense and open states and asks both everything after each step. */
class OpenStatesTest {
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
    void openStatesAnswerAsDenseOnesDo(int cpus) {
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

    private static List<CallerRules> callers(Choice choice) {
        CallerRules some = CallerRules.SYNCHRONOUS.withIrqs(choice);
        return List.of(
                some,
                new CallerRules(choice, true, choice, Softirqs.RUN, false, true, false, false),
                new CallerRules(choice, false, choice, Softirqs.NONE, true, false, true, true),
                CallerRules.EVERYTHING.withSoftirqs(Softirqs.CALL));
    }

    private static void walk(Configuration configuration, Random random, int length) {
        IpiSystem dense = new IpiSystem(configuration);
        IpiSystem open = IpiSystem.onOpenStates(configuration);
        SystemState state = dense.initial();
        SystemState twin = open.initial();
        for (int i = 0; i < length; i++) {
            List<Step> steps = steps(dense, state);
            assertThat(steps(open, twin)).isEqualTo(steps);
            if (steps.isEmpty()) {
                return;
            }
            Step step = steps.get(random.nextInt(steps.size()));
            dense.apply(state, step.microstep, step.cpu, step.argument);
            open.apply(twin, step.microstep, step.cpu, step.argument);
            assertThat(answers(twin)).isEqualTo(answers(state));
            assertThat(open.quiescent(twin)).isEqualTo(dense.quiescent(state));
            assertThat(open.drained(twin)).isEqualTo(dense.drained(state));
        }
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
            all.addAll(List.of(s.context(cpu), s.depth(cpu), s.receive(cpu), s.irqsOff(cpu), s.inEntInt(cpu)));
            all.addAll(List.of(s.stack(cpu).atIrqExit(), s.stack(cpu).softirqsRun(), s.atIpl7(cpu)));
            all.addAll(List.of(s.bits(cpu), s.edge(cpu), s.ops(cpu), s.queueEmpty(cpu)));
            all.addAll(List.of(s.wakesQueued(cpu), s.wakesTaken(cpu)));
            for (int lane = 0; lane < s.lanes(); lane++) {
                all.addAll(List.of(s.taken(lane, cpu), s.queued(lane, cpu)));
                all.add(s.mailbox().sync(lane, cpu, -1));
                int source = (cpu + 1) % cpus;
                all.add(source == cpu ? source : s.csd(lane, source, cpu));
            }
            for (int context = SystemState.TASK; context <= SystemState.INTERRUPT; context++) {
                all.addAll(List.of(s.point(cpu, context), s.send(cpu, context), s.waits(cpu, context)));
                all.addAll(List.of(s.targets(cpu, context), s.needIpi(cpu, context)));
                all.addAll(List.of(s.low(cpu, context), s.high(cpu, context)));
            }
        }
        return all;
    }
}
