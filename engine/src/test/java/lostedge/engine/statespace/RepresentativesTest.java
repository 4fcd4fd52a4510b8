package lostedge.engine.statespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.transition.LocalStates;
import lostedge.engine.transition.Move;
import lostedge.engine.transition.StepTable;
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

class RepresentativesTest {
    private static final int MOST_STATES = 2_000;
    /** How many steps may lead from what stands for a state to what stands for its successor. */
    private static final int FARTHEST = 3;

    static Stream<Configuration> variants() {
        CallerRules both = CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH).withWaiting(Choice.BOTH);
        List<Configuration> all = new ArrayList<>();
        for (Hardware hardware : Hardware.values()) {
            for (KernelVariant kernel : List.of(
                    KernelVariant.STOCK.withResend(true),
                    KernelVariant.STOCK,
                    KernelVariant.PATCH_1,
                    KernelVariant.PATCH_2.withLock(IpiLock.SPIN).withBracket(RtcBracket.INNER),
                    KernelVariant.PATCHES_1_AND_2.withResend(true),
                    KernelVariant.PATCHES_1_AND_2,
                    KernelVariant.PATCHES_1_AND_2.withDrainReads(DrainReads.IRQS_OFF))) {
                for (CallerRules rules : List.of(
                        both.withUnlocked(true),
                        both.withSoftirqs(Softirqs.CALL),
                        CallerRules.SYNCHRONOUS.withWakeUps(true).withReschedules(true),
                        CallerRules.EVERYTHING)) {
                    all.add(new Configuration(2, hardware, kernel, rules));
                }
                all.add(new Configuration(3, hardware, kernel, both));
            }
        }
        return all.stream();
    }

    /** A system's steps, those that reset what is dead, and what stands for its states. */
    private static final class Steps {
        final int cpus;
        final LocalStates locals;
        final StepTable table;
        final Representatives representatives;
        final CpuSymmetry symmetry;

        Steps(Configuration configuration) {
            cpus = configuration.cpus();
            locals = new LocalStates(new IpiSystem(configuration).layout());
            table = new StepTable(locals, IpiSystem::apply, true);
            representatives = new Representatives(table, locals, true);
            symmetry = new CpuSymmetry(locals);
        }

        /** All steps; where a {@code wripir} changes nothing for others, it comes before them. */
        List<Move> of(long state) {
            List<Move> moves = new ArrayList<>();
            for (int cpu = 0; cpu < cpus; cpu++) {
                Move early = table.confluent(state, cpu);
                if (early != null && early.microstep() == Microstep.WRIPIR) {
                    return List.of(early);
                }
                moves.addAll(List.of(table.moves(state, cpu)));
            }
            return moves;
        }

        List<Long> reachable() {
            StateSet seen = new StateSet();
            List<Long> states = new ArrayList<>();
            long initial = locals.pack(
                    new IpiSystem(locals.layout().configuration()).initial().words());
            seen.add(initial);
            states.add(initial);
            for (int i = 0; i < states.size() && states.size() < MOST_STATES; i++) {
                for (Move move : of(states.get(i))) {
                    long successor = symmetry.representative(table.apply(move, states.get(i)));
                    if (seen.add(successor)) {
                        states.add(successor);
                    }
                }
            }
            return states;
        }

        /** What is kept, so many steps and fewer from a state that is kept. */
        Set<Long> near(long state, int steps) {
            Set<Long> near = new HashSet<>(Set.of(state));
            for (int i = 0; i < steps; i++) {
                for (long from : List.copyOf(near)) {
                    for (int cpu = 0; cpu < cpus; cpu++) {
                        for (Move move : table.moves(from, cpu)) {
                            near.add(representatives.of(table.apply(move, from)));
                        }
                    }
                }
            }
            return near;
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatStandsForASuccessorIsReachedFromWhatStandsForTheState(Configuration configuration) {
        Steps steps = new Steps(configuration);
        for (long state : steps.reachable()) {
            long kept = steps.representatives.of(
                    state, move -> assertThat(move.isProgram()).isTrue());
            Set<Long> oneAway = steps.near(kept, 1);
            for (Move move : steps.of(state)) {
                long successor = steps.representatives.of(steps.table.apply(move, state));
                if (!oneAway.contains(successor) && !steps.near(kept, FARTHEST).contains(successor)) {
                    fail("what " + move.microstep() + " leads to is not reached from what stands for the state");
                }
            }
        }
    }

    @Test
    void stepsOfManyKindsAreTakenAtOnce() {
        Set<Microstep> kinds = EnumSet.noneOf(Microstep.class);
        variants().forEach(configuration -> {
            Steps steps = new Steps(configuration);
            for (long state : steps.reachable()) {
                steps.representatives.of(state, move -> kinds.add(move.microstep()));
            }
        });
        assertThat(kinds)
                .contains(Microstep.RUN_HANDLER, Microstep.POLL_READ, Microstep.CSD_UNLOCK, Microstep.XCHG_BITS)
                .contains(Microstep.WRIPIR, Microstep.RTI)
                .doesNotContain(Microstep.ENTER_INTERRUPT, Microstep.ENQUEUE, Microstep.TAKE_QUEUE);
    }
}
