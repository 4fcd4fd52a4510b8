package lostedge.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Limits;
import lostedge.engine.check.Reduction;
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
import org.junit.jupiter.params.provider.MethodSource;

class CheckedClaimsTest {
    private static final Checker CHECKER = new Checker(Reduction.ALL, 2, Limits.ofBytes(1L << 29));

    private static UnaryOperator<Configuration> with(
            UnaryOperator<KernelVariant> kernel, UnaryOperator<CallerRules> callers) {
        return old -> new Configuration(
                old.cpus(), old.hardware(), kernel.apply(old.kernel()), callers.apply(old.callers()), old.interrupts());
    }

    private static UnaryOperator<Configuration> kernel(UnaryOperator<KernelVariant> change) {
        return with(change, UnaryOperator.identity());
    }

    private static UnaryOperator<Configuration> callers(UnaryOperator<CallerRules> change) {
        return with(UnaryOperator.identity(), change);
    }

    private static UnaryOperator<Configuration> on(Hardware hardware) {
        return old -> new Configuration(old.cpus(), hardware, old.kernel(), old.callers(), old.interrupts());
    }

    /** For each claim a change of one dimension that must change its verdict. */
    private static final Map<String, UnaryOperator<Configuration>> CHANGES = Map.ofEntries(
            Map.entry("lone-caller", kernel(k -> k.withPoll(true))),
            Map.entry("mutual-wait", kernel(k -> k.withLock(IpiLock.TRYLOCK_DRAIN))),
            Map.entry("lock-serializes", kernel(k -> k.withPoll(true))),
            Map.entry("both-patches", on(Hardware.LATCHED)),
            Map.entry("outer-bracket", kernel(k -> k.withPoll(false))),
            Map.entry("poll-before-softirqs", callers(c -> c.withSoftirqs(Softirqs.RUN))),
            Map.entry("trylock-and-drain", kernel(k -> k.withLock(IpiLock.NONE))),
            Map.entry("six-callers", callers(c -> c.withUnlocked(false))),
            Map.entry("drain-reads", kernel(k -> k.withPoll(false))),
            Map.entry("nowait-runs-on", kernel(k -> k.withPoll(true))),
            Map.entry("nowait-skips", kernel(k -> k.withPoll(true))),
            Map.entry("ipi-needs-no-poll", kernel(k -> k.withPoll(false))),
            Map.entry("serializes-all", callers(c -> c.withUnlocked(false))),
            Map.entry("serializes-six", kernel(k -> k.withLock(IpiLock.NONE))),
            Map.entry("drain-migrates", kernel(k -> k.withDrainReads(DrainReads.IRQS_OFF))));

    /** Claims on a property that no variant breaks: a change of dimension must leave them as they are. */
    private static final Map<String, UnaryOperator<Configuration>> STEADY =
            Map.of("counters-low", callers(c -> c.withIrqs(Choice.BOTH)));

    static Stream<CheckedClaim> claims() {
        return CheckedClaims.all().stream();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void verdictFollowsTheDimensionItRestsOn(CheckedClaim claim) {
        Claim asMade = claim.test(CHECKER);
        assertThat(asMade.verdict()).isNotEqualTo(Claim.Verdict.NOT_DECIDABLE);
        UnaryOperator<Configuration> steady = STEADY.get(claim.id());
        if (steady != null) {
            assertThat(claim.test(CHECKER, steady).verdict()).isEqualTo(asMade.verdict());
            return;
        }
        UnaryOperator<Configuration> change = CHANGES.get(claim.id());
        assertThat(change).as("a change for %s", claim.id()).isNotNull();
        assertThat(claim.test(CHECKER, change).verdict()).as(claim.id()).isNotEqualTo(asMade.verdict());
    }

    @Test
    void everyPieceOfEvidenceHasACommandThatChecksIt() {
        Claim claim = CheckedClaims.all().get(0).test(CHECKER);
        assertThat(claim.evidence())
                .hasSize(3)
                .allSatisfy(
                        evidence -> assertThat(evidence.command()).startsWith("lostedge check --cpus 2 --hardware "));
    }
}
