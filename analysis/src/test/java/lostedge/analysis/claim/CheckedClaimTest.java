package lostedge.analysis.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lostedge.analysis.claim.CheckedClaim.Context;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Limits;
import lostedge.engine.check.Reduction;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import org.junit.jupiter.api.Test;

class CheckedClaimTest {
    private static final Checker CHECKER = new Checker(Reduction.ALL, 1, Limits.ofBytes(1L << 28));
    private static final Context LOSING = new Context(Hardware.LOST_IN_ENTINT, Choice.ON);
    private static final Context LATCHED = new Context(Hardware.LATCHED, Choice.ON);

    private static CheckedClaim hangs(KernelVariant kernel) {
        return new CheckedClaim("id", "test", "It hangs.")
                .hangs(
                        "it",
                        context -> new Configuration(
                                2, context.hardware(), kernel, CallerRules.SYNCHRONOUS.withIrqs(context.irqs())));
    }

    @Test
    void claimIsSupportedWhereItIsTrueEverywhere() {
        Claim claim = hangs(KernelVariant.STOCK).in(List.of(LOSING)).test(CHECKER);
        assertThat(claim.verdict()).isEqualTo(Claim.Verdict.SUPPORTED);
        assertThat(claim.evidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.command()).startsWith("lostedge check --cpus 2"));
    }

    @Test
    void sameClaimIsRefutedOnceTheHardwareLatches() {
        Claim claim = hangs(KernelVariant.STOCK).in(List.of(LATCHED)).test(CHECKER);
        assertThat(claim.verdict()).isEqualTo(Claim.Verdict.REFUTED);
    }

    @Test
    void sameClaimIsRefutedOnceTheKernelPolls() {
        Claim claim = hangs(KernelVariant.PATCH_2).in(List.of(LOSING)).test(CHECKER);
        assertThat(claim.verdict()).isEqualTo(Claim.Verdict.REFUTED);
    }

    @Test
    void claimTrueInSomeContextsNamesThem() {
        Claim claim = hangs(KernelVariant.STOCK).in(List.of(LOSING, LATCHED)).test(CHECKER);
        assertThat(claim.verdict()).isEqualTo(Claim.Verdict.SUPPORTED_ONLY_IF);
        assertThat(claim.condition()).isEqualTo(LOSING.words());
    }

    @Test
    void claimWhoseExplorationDidNotEndIsNotDecided() {
        Checker hurried = new Checker(Reduction.NONE, 1, new Limits(1L << 28, () -> true));
        Claim claim = hangs(KernelVariant.STOCK).in(List.of(LOSING)).test(hurried);
        assertThat(claim.verdict()).isEqualTo(Claim.Verdict.NOT_DECIDABLE);
    }
}
