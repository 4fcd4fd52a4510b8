package lostedge.engine.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lostedge.engine.check.Verdict.Outcome;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckerTest {
    private static final Limits GIBIBYTE = Limits.ofBytes(1L << 30);
    private static final Checker PLAIN = new Checker(Reduction.NONE, 1, GIBIBYTE);

    private static Configuration twoCpus(Hardware hardware, KernelVariant kernel, CallerRules callers) {
        return new Configuration(2, hardware, kernel, callers);
    }

    /**
     * Every hardware with every kernel; callers of both interrupt states, and callers that wait or not; and where no
     * interrupt recurs.
     */
    static Stream<Configuration> everyDimension() {
        List<Configuration> all = new ArrayList<>();
        for (Hardware hardware : Hardware.values()) {
            for (boolean poll : new boolean[] {false, true}) {
                for (IpiLock lock : IpiLock.values()) {
                    KernelVariant kernel = KernelVariant.STOCK.withPoll(poll).withLock(lock);
                    all.add(twoCpus(hardware, kernel, CallerRules.SYNCHRONOUS.withWaiting(Choice.BOTH)));
                    all.add(twoCpus(hardware, kernel, CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH)));
                }
            }
            all.add(new Configuration(2, hardware, KernelVariant.PATCH_2, CallerRules.SYNCHRONOUS, Set.of()));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("everyDimension")
    void verdictsAgreeWithThePlainChecker(Configuration configuration) {
        PlainChecker plain = new PlainChecker(configuration);
        Property[] properties = {Property.RELEASE, Property.DELIVERY};
        for (Property property : properties) {
            plain.decide(property);
            for (Reduction reduction :
                    List.of(new Reduction(false, true, false), new Reduction(false, false, true), Reduction.ALL)) {
                Verdict reduced = new Checker(reduction, 2, GIBIBYTE).check(configuration, property);
                agrees(reduced, plain);
                if (!reduction.confluence()) {
                    assertThat(reduced.diameter()).isEqualTo(plain.diameter());
                    assertThat(reduced.states()).isBetween(plain.states.size() / 2L, (long) plain.states.size());
                } else {
                    assertThat(reduced.states()).isLessThan(plain.states.size());
                }
            }
        }
        // What is explored without reduction does not depend on the property.
        Verdict verdict = PLAIN.check(configuration, Property.DELIVERY);
        agrees(verdict, plain);
        assertThat(verdict.states()).isEqualTo(plain.states.size());
        assertThat(verdict.transitions()).isEqualTo(plain.transitions);
        assertThat(verdict.diameter()).isEqualTo(plain.diameter());
    }

    private static void agrees(Verdict verdict, PlainChecker plain) {
        assertThat(verdict.outcome()).isEqualTo(plain.bad.isEmpty() ? Outcome.HOLDS : Outcome.VIOLATED);
        if (verdict.counterexample() != null) {
            assertThat(verdict.counterexample()).hasSize(plain.nearestBad());
            assertThat(plain.bad.contains(walk(verdict.configuration(), verdict.counterexample())))
                    .isTrue();
        }
    }

    /** Goes a path, every step of which must be enabled where it is taken. */
    private static SystemState walk(Configuration configuration, List<Step> path) {
        IpiSystem system = new IpiSystem(configuration);
        SystemState state = system.initial();
        for (Step step : path) {
            List<Step> enabled = new ArrayList<>();
            system.steps(state, (microstep, cpu, argument) -> enabled.add(new Step(microstep, cpu, argument)));
            assertThat(enabled).contains(step);
            system.apply(state, step.microstep(), step.cpu(), step.argument());
        }
        return state;
    }

    @Test
    void lostEdgeHangsOneCallerAlone() {
        Verdict verdict = PLAIN.check(
                twoCpus(Hardware.LOST_IN_ENTINT, KernelVariant.STOCK, CallerRules.SYNCHRONOUS), Property.RELEASE);
        List<Step> path = requireNonNull(verdict.counterexample());
        assertThat(path.stream().map(Step::microstep))
                .containsExactlyInAnyOrder(
                        Microstep.CALL,
                        Microstep.ENQUEUE,
                        Microstep.SET_BIT,
                        Microstep.ENTER_INTERRUPT,
                        Microstep.WRIPIR);
        assertThat(path.get(path.size() - 1).microstep()).isEqualTo(Microstep.WRIPIR);
    }

    @Test
    void callersWithInterruptsOffDeadlockOnAnyHardwareUnlessTheyDrain() {
        CallerRules masked = CallerRules.SYNCHRONOUS.withIrqs(Choice.OFF);
        for (Hardware hardware : Hardware.values()) {
            assertThat(outcome(hardware, KernelVariant.PATCH_2, masked)).isEqualTo(Outcome.VIOLATED);
            assertThat(outcome(hardware, KernelVariant.PATCHES_1_AND_2.withLock(IpiLock.SPIN), masked))
                    .isEqualTo(Outcome.VIOLATED);
            assertThat(outcome(hardware, KernelVariant.PATCHES_1_AND_2, masked)).isEqualTo(Outcome.HOLDS);
            assertThat(outcome(hardware, KernelVariant.PATCHES_1_AND_2.withDrainReads(DrainReads.IRQS_OFF), masked))
                    .isEqualTo(Outcome.HOLDS);
        }
    }

    @Test
    void latchedHardwareNeedsNoPatchWhileCallersHaveInterruptsOn() {
        assertThat(outcome(Hardware.LATCHED, KernelVariant.STOCK, CallerRules.SYNCHRONOUS))
                .isEqualTo(Outcome.HOLDS);
        assertThat(outcome(Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_1, CallerRules.SYNCHRONOUS))
                .isEqualTo(Outcome.VIOLATED);
        assertThat(outcome(Hardware.LOST_IN_ENTINT, KernelVariant.PATCH_2, CallerRules.SYNCHRONOUS))
                .isEqualTo(Outcome.HOLDS);
    }

    private static Outcome outcome(Hardware hardware, KernelVariant kernel, CallerRules callers) {
        return PLAIN.check(twoCpus(hardware, kernel, callers), Property.RELEASE).outcome();
    }

    @ParameterizedTest
    @EnumSource(
            value = Property.class,
            names = {"NO_SELF_DEADLOCK", "EXACTLY_ONCE", "COUNTERS_BOUNDED"})
    void everyStepKeepsTheSafetyProperties(Property property) {
        for (Hardware hardware : Hardware.values()) {
            Configuration configuration = twoCpus(
                    hardware,
                    KernelVariant.PATCHES_1_AND_2,
                    CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH).withWaiting(Choice.BOTH));
            assertThat(PLAIN.check(configuration, property).outcome()).isEqualTo(Outcome.HOLDS);
        }
    }

    @Test
    void lockTakenFromSoftirqsDeadlocksOnItself() {
        CallerRules softirqs = CallerRules.SYNCHRONOUS.withSoftirqs(CallerRules.Softirqs.CALL);
        Verdict verdict = PLAIN.check(
                twoCpus(Hardware.LATCHED, KernelVariant.STOCK.withLock(IpiLock.SPIN), softirqs),
                Property.NO_SELF_DEADLOCK);
        assertThat(verdict.outcome()).isEqualTo(Outcome.VIOLATED);
        List<Step> path = requireNonNull(verdict.counterexample());
        walk(verdict.configuration(), path);
    }

    @ParameterizedTest
    @EnumSource(
            value = Property.class,
            names = {"RELEASE", "DELIVERY", "CALLS_SERIALIZED"})
    void reductionChangesNoVerdictAndNoLengthOfACounterexample(Property property) {
        for (Hardware hardware : Hardware.values()) {
            for (KernelVariant kernel : List.of(
                    KernelVariant.STOCK.withResend(true),
                    KernelVariant.PATCHES_1_AND_2.withBracket(RtcBracket.INNER),
                    KernelVariant.PATCHES_1_AND_2.withDrainReads(DrainReads.IRQS_OFF))) {
                for (CallerRules rules : List.of(
                        CallerRules.SYNCHRONOUS.withUnlocked(true).withIrqs(Choice.BOTH),
                        CallerRules.SYNCHRONOUS.withSoftirqs(CallerRules.Softirqs.RUN),
                        CallerRules.SYNCHRONOUS.withWakeUps(true))) {
                    Configuration configuration = twoCpus(hardware, kernel, rules);
                    Verdict full = PLAIN.check(configuration, property);
                    Verdict reduced = new Checker(Reduction.ALL, 2, GIBIBYTE).check(configuration, property);
                    assertThat(reduced.outcome()).isEqualTo(full.outcome());
                    if (reduced.counterexample() != null) {
                        assertThat(reduced.counterexample()).hasSameSizeAs(requireNonNull(full.counterexample()));
                        walk(configuration, reduced.counterexample());
                    }
                }
            }
        }
    }

    @Test
    void violationNearTheInitialStateEndsTheCheck() {
        Configuration threeCpus =
                new Configuration(3, Hardware.LOST_IN_ENTINT, KernelVariant.STOCK, CallerRules.SYNCHRONOUS);
        Verdict verdict = new Checker(Reduction.ALL, 1, Limits.ofBytes(1 << 20)).check(threeCpus, Property.RELEASE);
        assertThat(verdict.reduction().early()).isTrue();
        assertThat(verdict.diameter()).isEqualTo(5);
        assertThat(verdict.states()).isLessThan(1_000);
        assertThat(requireNonNull(verdict.counterexample())).hasSize(5);
    }

    @Test
    void violationFartherAwayEndsTheCheckAsWell() {
        KernelVariant spin = KernelVariant.STOCK.withLock(IpiLock.SPIN);
        CallerRules rules =
                CallerRules.SYNCHRONOUS.withIrqs(Choice.BOTH).withUnlocked(true).withWaiting(Choice.OFF);
        Configuration threeCpus = new Configuration(3, Hardware.LATCHED, spin, rules);
        Verdict verdict = new Checker(Reduction.ALL, 2, GIBIBYTE).check(threeCpus, Property.RELEASE);
        assertThat(verdict.reduction().early()).isTrue();
        assertThat(verdict.states()).isGreaterThan(1 << 15);
        List<Step> path = requireNonNull(verdict.counterexample());
        assertThat(path).hasSize(verdict.diameter());
        walk(threeCpus, path);
    }

    @Test
    void reachedLimitLeavesTheVerdictIncomplete() {
        Configuration threeCpus = new Configuration(3, Hardware.LATCHED, KernelVariant.STOCK, CallerRules.SYNCHRONOUS);
        Verdict verdict = new Checker(Reduction.NONE, 1, Limits.ofBytes(1 << 20)).check(threeCpus, Property.RELEASE);
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(verdict.states()).isPositive();
        Verdict late =
                new Checker(Reduction.NONE, 1, new Limits(1 << 30, () -> true)).check(threeCpus, Property.RELEASE);
        assertThat(late.outcome()).isEqualTo(Outcome.INCOMPLETE);
    }
}
