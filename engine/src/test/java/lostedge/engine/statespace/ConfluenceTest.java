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

class ConfluenceTest {
    private static final int MOST_STATES = 4_000;

    static Stream<Configuration> variants() {
        CallerRules both = CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH).withWaiting(Choice.BOTH);
        List<Configuration> all = new ArrayList<>();
        for (Hardware hardware : Hardware.values()) {
            for (KernelVariant kernel : List.of(
                    KernelVariant.STOCK.withResend(true),
                    KernelVariant.STOCK,
                    KernelVariant.PATCHES_1_AND_2,
                    KernelVariant.PATCHES_1_AND_2.withDrainReads(DrainReads.IRQS_OFF),
                    KernelVariant.PATCH_2.withLock(IpiLock.SPIN).withBracket(RtcBracket.INNER))) {
                for (CallerRules rules : List.of(
                        both.withUnlocked(true),
                        both.withSoftirqs(Softirqs.CALL),
                        CallerRules.SYNCHRONOUS.withWakeUps(true),
                        CallerRules.EVERYTHING)) {
                    all.add(new Configuration(2, hardware, kernel, rules));
                }
                all.add(new Configuration(3, hardware, kernel, both));
            }
        }
        return all.stream();
    }

    /** The definition: whatever else happens first, the step is still there, and both orders lead to one state. */
    @ParameterizedTest
    @MethodSource("variants")
    void confluentStepCommutesWithEveryOther(Configuration configuration) {
        LocalStates locals = new LocalStates(new IpiSystem(configuration).layout());
        StepTable table = new StepTable(locals);
        for (long state : reachable(configuration, locals, table)) {
            for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
                Move early = table.confluent(state, cpu);
                if (early != null) {
                    commutes(configuration, table, state, early);
                }
                forgets(configuration, table, state, cpu);
            }
        }
    }

    private static void commutes(Configuration configuration, StepTable table, long state, Move early) {
        long sooner = table.apply(early, state);
        for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
            for (Move other : table.moves(state, cpu)) {
                if (other != early) {
                    long later = table.apply(other, state);
                    boolean commutes = apply(table, later, early) == apply(table, sooner, other);
                    if (!commutes || table.confluent(later, early.cpu()) == null || !early.isObliged()) {
                        fail(early.microstep() + " does not commute with " + other.microstep());
                    }
                }
            }
        }
    }

    /** Who forgets what has released its calls can do what it could, and comes to what it would have come to. */
    private static void forgets(Configuration configuration, StepTable table, long state, int caller) {
        long forgotten = table.forgetReleased(state, caller);
        for (int cpu = 0; cpu < configuration.cpus() && forgotten != state; cpu++) {
            for (Move move : table.moves(state, cpu)) {
                long remembered = table.forgetReleased(table.apply(move, state), caller);
                boolean isEndOfWait = cpu == caller && move.microstep() == Microstep.CSD_WAIT;
                long after = isEndOfWait ? forgotten : apply(table, forgotten, move);
                if (remembered != table.forgetReleased(after, caller)) {
                    fail(move.microstep() + " depends on who has released a call");
                }
            }
        }
    }

    /** Takes a step by its name; it must be enabled. */
    private static long apply(StepTable table, long state, Move named) {
        for (Move move : table.moves(state, named.cpu())) {
            if (move.microstep() == named.microstep() && move.argument() == named.argument()) {
                return table.apply(move, state);
            }
        }
        throw new AssertionError(named.microstep() + " is no longer enabled");
    }

    private static List<Long> reachable(Configuration configuration, LocalStates locals, StepTable table) {
        StateSet seen = new StateSet();
        List<Long> states = new ArrayList<>();
        long initial = locals.pack(new IpiSystem(configuration).initial().words());
        seen.add(initial);
        states.add(initial);
        for (int i = 0; i < states.size() && states.size() < MOST_STATES; i++) {
            for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
                for (Move move : table.moves(states.get(i), cpu)) {
                    long successor = table.apply(move, states.get(i));
                    if (seen.add(successor)) {
                        states.add(successor);
                    }
                }
            }
        }
        return states;
    }

    @Test
    void stepsOfManyKindsAreConfluent() {
        Set<Microstep> kinds = EnumSet.noneOf(Microstep.class);
        variants().forEach(configuration -> {
            LocalStates locals = new LocalStates(new IpiSystem(configuration).layout());
            StepTable table = new StepTable(locals);
            for (long state : reachable(configuration, locals, table)) {
                for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
                    Move move = table.confluent(state, cpu);
                    if (move != null) {
                        kinds.add(move.microstep());
                    }
                }
            }
        });
        assertThat(kinds)
                .contains(Microstep.RUN_HANDLER, Microstep.POLL_READ, Microstep.CSD_UNLOCK, Microstep.XCHG_BITS)
                .doesNotContain(Microstep.ENTER_INTERRUPT, Microstep.ENQUEUE, Microstep.TAKE_QUEUE);
    }
}
