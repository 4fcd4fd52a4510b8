package lostedge.engine.transition;

import static lostedge.engine.transition.ReachableStates.after;
import static lostedge.engine.transition.ReachableStates.copy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadEdgesTest {
    private static final int MOST_STATES = 3_000;
    private static final int IPI = InterruptKind.IPI.ordinal();
    private static final CallerRules BOTH =
            CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH).withWaiting(Choice.BOTH);
    private static final CallerRules INTERRUPTIBLE = CallerRules.SYNCHRONOUS.withWaiting(Choice.BOTH);

    static Stream<Configuration> polledVariants() {
        List<Configuration> all = new ArrayList<>();
        for (Hardware hardware : Hardware.values()) {
            for (KernelVariant kernel :
                    List.of(KernelVariant.PATCH_2, KernelVariant.PATCHES_1_AND_2.withResend(true))) {
                for (CallerRules rules : List.of(
                        BOTH.withUnlocked(true),
                        BOTH.withSoftirqs(Softirqs.CALL),
                        CallerRules.SYNCHRONOUS.withWakeUps(true).withReschedules(true))) {
                    all.add(new Configuration(2, hardware, kernel, rules));
                }
                all.add(new Configuration(3, hardware, kernel, BOTH));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("polledVariants")
    void withoutAnEdgeTheSameCanHappenWhereThePollLooks(Configuration configuration) {
        assertThat(new DeadEdges(configuration).any()).isTrue();
        IpiSystem system = new IpiSystem(configuration);
        for (SystemState state : ReachableStates.near(system, MOST_STATES)) {
            for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
                if (state.edge(cpu)) {
                    sameCanHappen(system, state, cpu);
                }
            }
        }
    }

    private static void sameCanHappen(IpiSystem system, SystemState state, int cpu) {
        SystemState without = copy(system, state);
        system.forgetEdge(without, cpu);
        system.steps(state, (microstep, ofCpu, argument) -> {
            boolean isTaken = ofCpu == cpu && microstep == Microstep.ENTER_INTERRUPT && argument == IPI;
            SystemState after = after(system, state, microstep, ofCpu, argument);
            SystemState otherwise =
                    isTaken ? polled(system, without, cpu) : after(system, without, microstep, ofCpu, argument);
            assertThat(withoutEdges(system, otherwise))
                    .isEqualTo(withoutEdges(system, isTaken ? exchanged(system, after, cpu) : after));
            return true;
        });
    }

    private static SystemState exchanged(IpiSystem system, SystemState state, int cpu) {
        return after(system, state, Microstep.XCHG_BITS, cpu, 0);
    }

    /** Takes the RTC interrupt in place of the edge's own, up to where both have looked for bits. */
    private static SystemState polled(IpiSystem system, SystemState state, int cpu) {
        SystemState at = after(system, state, Microstep.ENTER_INTERRUPT, cpu, InterruptKind.RTC.ordinal());
        at = after(system, at, Microstep.RUN_HANDLER, cpu, 0);
        boolean any = at.bits(cpu) != 0;
        at = after(system, at, Microstep.POLL_READ, cpu, 0);
        return any ? exchanged(system, at, cpu) : at;
    }

    private static SystemState withoutEdges(IpiSystem system, SystemState state) {
        SystemState without = copy(system, state);
        for (int cpu = 0; cpu < system.layout().configuration().cpus(); cpu++) {
            system.forgetEdge(without, cpu);
        }
        return without;
    }

    static Stream<Configuration> latchedVariants() {
        List<Configuration> all = new ArrayList<>();
        for (KernelVariant kernel : List.of(
                KernelVariant.STOCK,
                KernelVariant.STOCK.withResend(true),
                KernelVariant.STOCK.withLock(IpiLock.SPIN),
                KernelVariant.PATCH_1,
                KernelVariant.PATCH_1.withDrainReads(DrainReads.IRQS_OFF).withResend(true))) {
            for (int cpus = 2; cpus <= 3; cpus++) {
                all.add(new Configuration(cpus, Hardware.LATCHED, kernel, INTERRUPTIBLE.withUnlocked(true)));
                if (kernel.lock() != IpiLock.NONE) {
                    all.add(new Configuration(cpus, Hardware.LATCHED, kernel, BOTH));
                }
            }
            all.add(new Configuration(
                    2, Hardware.LATCHED, kernel, INTERRUPTIBLE.withWakeUps(true).withReschedules(true)));
        }
        return all.stream();
    }

    /** Where edges follow bits the machine comes wherever it comes, but for interrupts that are left out or put off. */
    @ParameterizedTest
    @MethodSource("latchedVariants")
    void edgesThatFollowBitsPreventNothing(Configuration configuration) {
        IpiSystem system = new IpiSystem(configuration);
        DeadEdges edges = new DeadEdges(configuration);
        assertThat(edges.any()).isTrue();
        for (SystemState state : ReachableStates.near(system, MOST_STATES)) {
            SystemState from = followed(system, edges, state);
            system.steps(state, (microstep, cpu, argument) -> {
                SystemState to = followed(system, edges, after(system, state, microstep, cpu, argument));
                if (!to.equals(from)) {
                    SystemState otherwise = after(system, from, microstep, cpu, argument);
                    int target = (int) argument;
                    if (microstep == Microstep.SET_BIT && to.inEntInt(target) && !otherwise.inEntInt(target)) {
                        edges.reset(system, otherwise, target);
                        otherwise = after(system, otherwise, Microstep.ENTER_INTERRUPT, target, IPI);
                    }
                    assertThat(followed(system, edges, otherwise)).isEqualTo(to);
                }
                return true;
            });
        }
    }

    /** Ends interrupts that have found what they will find, and resets edges. */
    private static SystemState followed(IpiSystem system, DeadEdges edges, SystemState state) {
        SystemState to = copy(system, state);
        for (int cpu = 0; cpu < system.layout().configuration().cpus(); cpu++) {
            if (to.inEntInt(cpu) && to.receive(cpu) == Receive.XCHG && to.bits(cpu) == 0) {
                to = after(system, to, Microstep.XCHG_BITS, cpu, 0);
            }
            boolean endsInterrupt =
                    !system.program(to, cpu, (microstep, ofCpu, argument) -> microstep != Microstep.RTI);
            to = endsInterrupt ? after(system, to, Microstep.RTI, cpu, 0) : to;
            edges.reset(system, to, cpu);
        }
        return to;
    }

    @ParameterizedTest
    @MethodSource("latchedVariants")
    void aBitThatIsSetHasItsEdgeOrWillBeSeen(Configuration configuration) {
        IpiSystem system = new IpiSystem(configuration);
        for (SystemState state : ReachableStates.near(system, MOST_STATES)) {
            for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
                if (state.bits(cpu) != 0 && !state.edge(cpu) && state.receive(cpu) == Receive.NONE) {
                    assertThat(isToBeSignalled(state, cpu)).isTrue();
                }
            }
        }
    }

    private static boolean isToBeSignalled(SystemState state, int cpu) {
        boolean any = false;
        for (int sender = 0; sender < state.layout().configuration().cpus(); sender++) {
            for (int context = SystemState.TASK; context <= SystemState.INTERRUPT; context++) {
                Point point = state.point(sender, context);
                any |= (point == Point.SET_BITS || point == Point.WRIPIR)
                        && (state.targets(sender, context) >>> cpu & 1) != 0;
            }
        }
        return any;
    }

    @Test
    void edgesMatterElsewhere() {
        CallerRules softirqs = CallerRules.SYNCHRONOUS.withSoftirqs(Softirqs.RUN);
        KernelVariant inner = KernelVariant.PATCH_2.withBracket(RtcBracket.INNER);
        for (Configuration configuration : List.of(
                new Configuration(2, Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_1, BOTH),
                new Configuration(2, Hardware.LOST_AT_IPL7, KernelVariant.STOCK, INTERRUPTIBLE),
                new Configuration(2, Hardware.LATCHED, KernelVariant.STOCK, BOTH),
                new Configuration(2, Hardware.LATCHED, KernelVariant.PATCH_1, BOTH.withUnlocked(true)),
                new Configuration(2, Hardware.LATCHED, KernelVariant.PATCH_1, BOTH.withWakeUps(true)),
                new Configuration(2, Hardware.LATCHED, KernelVariant.STOCK, softirqs.withSoftirqs(Softirqs.CALL)),
                new Configuration(2, Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_2, BOTH, Set.of()),
                new Configuration(2, Hardware.LATCHED, inner, softirqs),
                new Configuration(2, Hardware.LATCHED, KernelVariant.PATCH_2, CallerRules.EVERYTHING))) {
            assertThat(new DeadEdges(configuration).any()).isFalse();
        }
        assertThat(new DeadEdges(new Configuration(2, Hardware.LOST_IN_ENTINT, inner, BOTH)).any())
                .isTrue();
    }
}
