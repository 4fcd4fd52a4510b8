package lostedge.engine.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadVariablesTest {
    private static final int MOST_STATES = 3_000;
    private static final CallerRules BOTH =
            CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH).withWaiting(Choice.BOTH);

    static Stream<Configuration> variantsWithDeadEdges() {
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
    @MethodSource("variantsWithDeadEdges")
    void withoutAnEdgeTheSameCanHappen(Configuration configuration) {
        assertThat(new DeadVariables(configuration).edges()).isTrue();
        IpiSystem system = new IpiSystem(configuration);
        for (SystemState state : reachable(system)) {
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
            boolean isTaken =
                    ofCpu == cpu && microstep == Microstep.ENTER_INTERRUPT && argument == InterruptKind.IPI.ordinal();
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

    /** Takes a step, which must be enabled. */
    private static SystemState after(IpiSystem system, SystemState state, Microstep microstep, int cpu, long argument) {
        boolean stopped = !system.steps(state, cpu, (enabled, ofCpu, its) -> enabled != microstep || its != argument);
        assertThat(stopped).as("%s enabled", microstep).isTrue();
        SystemState to = copy(system, state);
        system.apply(to, microstep, cpu, argument);
        return to;
    }

    private static SystemState copy(IpiSystem system, SystemState state) {
        SystemState copy = system.initial();
        copy.copyFrom(state);
        return copy;
    }

    private static SystemState withoutEdges(IpiSystem system, SystemState state) {
        SystemState without = copy(system, state);
        for (int cpu = 0; cpu < system.layout().configuration().cpus(); cpu++) {
            system.forgetEdge(without, cpu);
        }
        return without;
    }

    private static List<SystemState> reachable(IpiSystem system) {
        Set<SystemState> seen = new HashSet<>(Set.of(system.initial()));
        List<SystemState> states = new ArrayList<>(seen);
        for (int i = 0; i < states.size() && states.size() < MOST_STATES; i++) {
            SystemState state = states.get(i);
            system.steps(state, (microstep, cpu, argument) -> {
                SystemState to = copy(system, state);
                system.apply(to, microstep, cpu, argument);
                return !seen.add(to) || states.add(to);
            });
        }
        return states;
    }

    /** Who forgets what has released its calls can do what it could, and comes to what it would have come to. */
    @ParameterizedTest
    @MethodSource("variantsWithDeadEdges")
    void aCallDependsOnNobodyWhoHasReleasedIt(Configuration configuration) {
        IpiSystem system = new IpiSystem(configuration);
        for (SystemState state : reachable(system)) {
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

    @Test
    void edgesMatterWhereSomeInterruptDoesNotPollInTime() {
        CallerRules softirqs = CallerRules.SYNCHRONOUS.withSoftirqs(Softirqs.RUN);
        KernelVariant inner = KernelVariant.PATCH_2.withBracket(RtcBracket.INNER);
        for (Configuration configuration : List.of(
                new Configuration(2, Hardware.LATCHED, KernelVariant.PATCH_1, BOTH),
                new Configuration(2, Hardware.LATCHED, KernelVariant.PATCH_2, BOTH, Set.of()),
                new Configuration(2, Hardware.LATCHED, inner, softirqs),
                new Configuration(2, Hardware.LATCHED, KernelVariant.PATCH_2, CallerRules.EVERYTHING))) {
            assertThat(new DeadVariables(configuration).edges()).isFalse();
        }
        assertThat(new DeadVariables(new Configuration(2, Hardware.LATCHED, inner, BOTH)).edges())
                .isTrue();
    }
}
