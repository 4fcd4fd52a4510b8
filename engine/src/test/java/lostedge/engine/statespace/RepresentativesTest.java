package lostedge.engine.statespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
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
    /** How many steps more may lead to what stands for a state than to the state. */
    private static final int LONGER = 4;

    private static final CallerRules BOTH =
            CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH).withWaiting(Choice.BOTH);

    static Stream<Configuration> variants() {
        CallerRules everythingButStops =
                new CallerRules(Choice.BOTH, true, Choice.BOTH, Softirqs.RUN, true, true, false, true);
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
                        BOTH.withUnlocked(true),
                        BOTH.withSoftirqs(Softirqs.CALL),
                        CallerRules.SYNCHRONOUS.withWakeUps(true).withReschedules(true),
                        everythingButStops,
                        CallerRules.EVERYTHING)) {
                    all.add(new Configuration(2, hardware, kernel, rules));
                }
                all.add(new Configuration(3, hardware, kernel, BOTH));
            }
            all.add(new Configuration(2, hardware, KernelVariant.PATCHES_1_AND_2, BOTH.withWakeUps(true)));
            all.add(new Configuration(2, hardware, KernelVariant.PATCHES_1_AND_2, BOTH.withReschedules(true)));
        }
        return all.stream();
    }

    /** Variants small enough to look at every state. */
    static Stream<Configuration> smallVariants() {
        List<Configuration> all = new ArrayList<>();
        for (KernelVariant kernel : List.of(
                KernelVariant.STOCK,
                KernelVariant.PATCH_1,
                KernelVariant.PATCH_2,
                KernelVariant.PATCH_2.withLock(IpiLock.SPIN),
                KernelVariant.PATCHES_1_AND_2,
                KernelVariant.PATCHES_1_AND_2.withBracket(RtcBracket.INNER),
                KernelVariant.PATCHES_1_AND_2.withDrainReads(DrainReads.IRQS_OFF))) {
            for (CallerRules rules : List.of(BOTH, BOTH.withUnlocked(true), BOTH.withSoftirqs(Softirqs.RUN))) {
                all.add(new Configuration(2, Hardware.LOST_IN_ENTINT, kernel, rules));
            }
        }
        for (DrainReads drainReads : DrainReads.values()) {
            KernelVariant kernel = KernelVariant.PATCHES_1_AND_2.withDrainReads(drainReads);
            all.add(new Configuration(3, Hardware.LATCHED, kernel, CallerRules.SYNCHRONOUS));
            all.add(new Configuration(3, Hardware.LATCHED, kernel.withPoll(false), CallerRules.SYNCHRONOUS));
            all.add(new Configuration(2, Hardware.LATCHED, kernel.withPoll(false), BOTH));
        }
        CallerRules flushes = new CallerRules(Choice.ON, false, Choice.BOTH, Softirqs.NONE, true, false, false, true);
        all.add(new Configuration(2, Hardware.LOST_AT_IPL7, KernelVariant.STOCK, flushes));
        CallerRules masked = CallerRules.SYNCHRONOUS.withIrqs(Choice.OFF);
        CallerRules stops = new CallerRules(Choice.OFF, false, Choice.OFF, Softirqs.NONE, false, false, true, false);
        KernelVariant resends = KernelVariant.STOCK.withResend(true);
        all.add(new Configuration(2, Hardware.LATCHED, KernelVariant.STOCK, stops));
        all.add(new Configuration(2, Hardware.LATCHED, resends, masked.withWakeUps(true)));
        for (KernelVariant kernel : List.of(KernelVariant.STOCK, KernelVariant.PATCHES_1_AND_2)) {
            CallerRules goOn = masked.withWaiting(Choice.OFF);
            all.add(new Configuration(2, Hardware.LATCHED, kernel, goOn));
            all.add(new Configuration(2, Hardware.LATCHED, kernel, goOn.withReschedules(true)));
        }
        CallerRules wakes = CallerRules.SYNCHRONOUS
                .withIrqs(Choice.BOTH)
                .withWaiting(Choice.OFF)
                .withWakeUps(true);
        all.add(new Configuration(2, Hardware.LATCHED, KernelVariant.PATCH_1, wakes, Set.of()));
        all.add(new Configuration(2, Hardware.LATCHED, KernelVariant.PATCH_1, wakes.withUnlocked(true)));
        CallerRules interruptible = CallerRules.SYNCHRONOUS.withWaiting(Choice.BOTH);
        KernelVariant spin = KernelVariant.STOCK.withLock(IpiLock.SPIN);
        all.add(new Configuration(2, Hardware.LATCHED, spin, BOTH));
        all.add(new Configuration(3, Hardware.LATCHED, spin, CallerRules.SYNCHRONOUS));
        for (KernelVariant kernel : List.of(KernelVariant.STOCK, spin, KernelVariant.PATCH_1)) {
            all.add(new Configuration(2, Hardware.LATCHED, kernel, interruptible.withUnlocked(true)));
            all.add(new Configuration(2, Hardware.LATCHED, kernel.withResend(true), interruptible));
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
        /** Whether states do not tell of edges. */
        final boolean edgesAreDead;

        Steps(Configuration configuration) {
            cpus = configuration.cpus();
            IpiSystem system = new IpiSystem(configuration);
            locals = new LocalStates(system.layout());
            table = new StepTable(locals, IpiSystem::apply, true);
            representatives = new Representatives(table, locals, true);
            symmetry = new CpuSymmetry(locals);
            SystemState signalled = system.initial();
            system.holdEdge(signalled, 0);
            edgesAreDead = table.pack(signalled) == initial();
        }

        /** All steps; where a {@code wripir} changes nothing for others, it comes before them. */
        List<Move> of(long state) {
            List<Move> moves = new ArrayList<>();
            for (int cpu = 0; cpu < cpus; cpu++) {
                List<Move> ofCpu = List.of(table.moves(state, cpu));
                if (edgesAreDead && ofCpu.size() > 0 && ofCpu.get(0).microstep() == Microstep.WRIPIR) {
                    return ofCpu.subList(0, 1);
                }
                moves.addAll(ofCpu);
            }
            return moves;
        }

        /**
         * All states, by their distance from the initial one.
         *
         * @param most no state is gone on from once there are so many
         */
        List<List<Long>> levels(int most) {
            List<List<Long>> levels = new ArrayList<>();
            StateSet seen = new StateSet();
            List<Long> level = List.of(initial());
            seen.add(initial());
            while (!level.isEmpty()) {
                levels.add(level);
                List<Long> next = new ArrayList<>();
                for (int i = 0; i < level.size() && seen.size() < most; i++) {
                    for (Move move : of(level.get(i))) {
                        long successor = symmetry.representative(table.apply(move, level.get(i)));
                        if (seen.add(successor)) {
                            next.add(successor);
                        }
                    }
                }
                level = next;
            }
            return levels;
        }

        /** What is kept, up to a distance from the initial state. */
        StateSet kept(int depth) {
            StateSet kept = new StateSet();
            List<Long> level = List.of(initial());
            kept.add(initial());
            for (int i = 0; i < depth; i++) {
                List<Long> next = new ArrayList<>();
                for (long from : level) {
                    for (int cpu = 0; cpu < cpus; cpu++) {
                        for (Move move : table.moves(from, cpu)) {
                            long successor = representatives.of(table.apply(move, from));
                            if (kept.add(successor)) {
                                next.add(successor);
                            }
                        }
                    }
                }
                level = next;
            }
            return kept;
        }

        private long initial() {
            return table.pack(new SystemState(locals.layout()));
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatStandsForANearStateIsKept(Configuration configuration) {
        isKept(configuration, 1_000);
    }

    @ParameterizedTest
    @MethodSource("smallVariants")
    void whatStandsForAReachableStateIsKept(Configuration configuration) {
        isKept(configuration, Integer.MAX_VALUE);
    }

    private static void isKept(Configuration configuration, int most) {
        Steps steps = new Steps(configuration);
        List<List<Long>> levels = steps.levels(most);
        StateSet kept = steps.kept(levels.size() + LONGER);
        for (List<Long> level : levels) {
            for (long state : level) {
                long standing = steps.representatives.of(state, move -> {
                    if (!move.isProgram()) {
                        fail(move.microstep() + " is not a step that must happen");
                    }
                });
                if (!kept.contains(standing)) {
                    fail("what stands for a reachable state is not kept");
                }
            }
        }
    }

    @Test
    void stepsOfManyKindsAreTakenAtOnce() {
        Set<Microstep> kinds = EnumSet.noneOf(Microstep.class);
        Stream.concat(variants(), smallVariants()).forEach(configuration -> {
            Steps steps = new Steps(configuration);
            for (List<Long> level : steps.levels(1_000)) {
                level.forEach(state -> steps.representatives.of(state, move -> kinds.add(move.microstep())));
            }
        });
        assertThat(kinds)
                .contains(Microstep.RUN_HANDLER, Microstep.POLL_READ, Microstep.CSD_UNLOCK, Microstep.XCHG_BITS)
                .contains(Microstep.WRIPIR, Microstep.RTI, Microstep.TAKE_QUEUE, Microstep.DRAIN_READ)
                .doesNotContain(Microstep.ENTER_INTERRUPT, Microstep.ENQUEUE, Microstep.TRY_LOCK);
    }
}
