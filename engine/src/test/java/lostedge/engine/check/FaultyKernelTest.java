package lostedge.engine.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lostedge.engine.check.Verdict.Outcome;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.transition.StepRule;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import org.junit.jupiter.api.Test;

/** Kernels with a fault that no variant has, each of which breaks a property that all variants keep. */
class FaultyKernelTest {
    private static final Configuration PATCHED = new Configuration(
            2,
            Hardware.LOST_IN_ENTINT,
            KernelVariant.PATCHES_1_AND_2,
            CallerRules.SYNCHRONOUS.withUnlocked(true).withWaiting(Choice.BOTH));

    /**
     * A drain that keeps the address it took before {@code local_irq_save} and, after a migration, empties the bits of
     * the CPU it came from: its poll may have counted them, and finds none.
     */
    private static final StepRule DRAIN_TAKES_ANOTHERS_BITS = (system, state, microstep, cpu, argument) -> {
        boolean isMigrated = microstep == Microstep.DRAIN_READ && argument != cpu && state.bits((int) argument) != 0;
        system.apply(state, microstep, cpu, argument);
        if (isMigrated && !state.atIpl7((int) argument)) {
            system.apply(state, Microstep.XCHG_BITS, (int) argument, 0);
        }
    };

    /** A flush that frees a csd as it takes the queue, so that its sender goes on before the function has run. */
    private static final StepRule CSD_FREED_WHEN_TAKEN = (system, state, microstep, cpu, argument) -> {
        boolean isQueued = microstep == Microstep.TAKE_QUEUE && state.queued(0, cpu) != 0;
        system.apply(state, microstep, cpu, argument);
        if (isQueued) {
            system.apply(state, Microstep.CSD_UNLOCK, cpu, Long.numberOfTrailingZeros(state.taken(0, cpu)));
        }
    };

    private static Verdict check(StepRule rule, Reduction reduction, Property property) {
        return new Checker(reduction, 1, Limits.ofBytes(1L << 28), rule).check(PATCHED, property);
    }

    private static Step lastStep(StepRule rule, Property property) {
        Verdict verdict = check(rule, Reduction.ALL, property);
        assertThat(verdict.outcome()).isEqualTo(Outcome.VIOLATED);
        List<Step> path = requireNonNull(verdict.counterexample());
        assertThat(requireNonNull(check(rule, Reduction.NONE, property).counterexample()))
                .hasSameSizeAs(path);
        return path.get(path.size() - 1);
    }

    @Test
    void drainThatEmptiesAnothersBitsBreaksTheCounters() {
        Step last = lastStep(DRAIN_TAKES_ANOTHERS_BITS, Property.COUNTERS_BOUNDED);
        assertThat(last.microstep()).isEqualTo(Microstep.DRAIN_READ);
        assertThat(last.argument()).isNotEqualTo(last.cpu());
    }

    @Test
    void csdFreedBeforeItsFunctionBreaksExactlyOnce() {
        Step last = lastStep(CSD_FREED_WHEN_TAKEN, Property.EXACTLY_ONCE);
        assertThat(last.microstep()).isEqualTo(Microstep.TAKE_QUEUE);
    }

    @Test
    void sameKernelWithoutTheFaultKeepsBoth() {
        assertThat(check(IpiSystem::apply, Reduction.ALL, Property.COUNTERS_BOUNDED)
                        .outcome())
                .isEqualTo(Outcome.HOLDS);
        assertThat(check(IpiSystem::apply, Reduction.ALL, Property.EXACTLY_ONCE).outcome())
                .isEqualTo(Outcome.HOLDS);
    }
}
