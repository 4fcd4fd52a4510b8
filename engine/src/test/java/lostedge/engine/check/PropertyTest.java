package lostedge.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import lostedge.engine.check.Verdict.Outcome;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PropertyTest {
    /** Properties every variant keeps; {@link FaultyKernelTest} breaks them. */
    private static final Set<Property> KEPT_BY_ALL = EnumSet.of(Property.EXACTLY_ONCE, Property.COUNTERS_BOUNDED);

    private static final Checker CHECKER = new Checker(Reduction.NONE, 1, Limits.ofBytes(1L << 28));
    private static final CallerRules WAITING = CallerRules.SYNCHRONOUS;
    private static final Configuration PATCHED = variant(KernelVariant.PATCHES_1_AND_2, WAITING);

    private static Configuration variant(KernelVariant kernel, CallerRules callers) {
        return new Configuration(2, Hardware.LOST_IN_ENTINT, kernel, callers);
    }

    /** A property, a variant that breaks it, and one next to it that keeps it. */
    static Stream<Arguments> breaches() {
        KernelVariant spin = KernelVariant.PATCHES_1_AND_2.withLock(IpiLock.SPIN);
        CallerRules fromSoftirqs = WAITING.withSoftirqs(Softirqs.CALL);
        return Stream.of(
                Arguments.of(Property.RELEASE, variant(KernelVariant.STOCK, WAITING), PATCHED),
                Arguments.of(
                        Property.DELIVERY,
                        variant(KernelVariant.STOCK, WAITING.withWaiting(Choice.OFF)),
                        variant(KernelVariant.PATCH_2, WAITING.withWaiting(Choice.OFF))),
                Arguments.of(Property.NO_SELF_DEADLOCK, variant(spin, fromSoftirqs), variant(spin, WAITING)),
                Arguments.of(
                        Property.CALLS_SERIALIZED,
                        variant(KernelVariant.PATCHES_1_AND_2, WAITING.withUnlocked(true)),
                        PATCHED),
                Arguments.of(
                        Property.DRAIN_READS_OWN,
                        PATCHED,
                        variant(KernelVariant.PATCHES_1_AND_2.withDrainReads(DrainReads.IRQS_OFF), WAITING)));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void propertyIsBrokenByOneVariantAndKeptByItsNeighbour(
            Property property, Configuration breaking, Configuration keeping) {
        Verdict broken = CHECKER.check(breaking, property);
        assertThat(broken.outcome()).isEqualTo(Outcome.VIOLATED);
        assertThat(Objects.requireNonNull(broken.counterexample())).isNotEmpty();
        assertThat(CHECKER.check(keeping, property).outcome()).isEqualTo(Outcome.HOLDS);
    }

    @Test
    void everyPropertyIsBrokenSomewhereOrKeptByAll() {
        Set<Property> broken = EnumSet.copyOf(KEPT_BY_ALL);
        breaches().forEach(breach -> broken.add((Property) breach.get()[0]));
        assertThat(broken).isEqualTo(EnumSet.allOf(Property.class));
    }

    private final IpiSystem system = new IpiSystem(PATCHED);

    private SystemState after(List<Step> steps) {
        SystemState state = system.initial();
        steps.forEach(step -> system.apply(state, step.microstep(), step.cpu(), step.argument()));
        return state;
    }

    private static final List<Step> LOCKED =
            List.of(new Step(Microstep.LOCKED_CALL, 0, 2), new Step(Microstep.TRY_LOCK, 0, 0));
    private static final Step ENQUEUE = new Step(Microstep.ENQUEUE, 0, 1);
    private static final Step SET_BIT = new Step(Microstep.SET_BIT, 0, 1);

    private static List<Step> with(List<Step> steps, Step... more) {
        return Stream.concat(steps.stream(), Stream.of(more)).toList();
    }

    @Test
    void csdThatIsFreedWithoutItsFunctionBreaksExactlyOnce() {
        SystemState queued = after(with(LOCKED, ENQUEUE));
        SystemState free = after(LOCKED);
        assertThat(Property.EXACTLY_ONCE.allows(queued, Microstep.CSD_UNLOCK, 1, 0, free))
                .isFalse();
        assertThat(Property.EXACTLY_ONCE.allows(free, Microstep.ENQUEUE, 0, 1, queued))
                .isTrue();
    }

    @Test
    void csdThatIsQueuedByAnybodyButItsOwnerBreaksExactlyOnce() {
        SystemState free = after(LOCKED);
        SystemState queued = after(with(LOCKED, ENQUEUE));
        assertThat(Property.EXACTLY_ONCE.allows(free, Microstep.ENQUEUE, 1, 0, queued))
                .isFalse();
        assertThat(Property.EXACTLY_ONCE.allows(free, Microstep.SET_BIT, 0, 1, queued))
                .isFalse();
    }

    @Test
    void bitThatAnotherThanItsOwnersXchgClearsBreaksTheCounters() {
        SystemState set = after(with(LOCKED, ENQUEUE, SET_BIT));
        SystemState cleared = after(with(LOCKED, ENQUEUE));
        assertThat(Property.COUNTERS_BOUNDED.allows(set, Microstep.XCHG_BITS, 0, 0, cleared))
                .isFalse();
        assertThat(Property.COUNTERS_BOUNDED.allows(set, Microstep.POLL_READ, 1, 0, cleared))
                .isFalse();
        assertThat(Property.COUNTERS_BOUNDED.allows(set, Microstep.XCHG_BITS, 1, 0, cleared))
                .isTrue();
    }
}
