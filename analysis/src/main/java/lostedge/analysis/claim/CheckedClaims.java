package lostedge.analysis.claim;

import java.util.ArrayList;
import java.util.List;
import lostedge.analysis.claim.CheckedClaim.Context;
import lostedge.engine.check.Property;
import lostedge.engine.check.Verdict.Outcome;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.variant.KernelVariant.DrainReads;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.variant.KernelVariant.RtcBracket;

/** The claims that exploring every interleaving decides, on two CPUs. */
final class CheckedClaims {
    private static final int CPUS = 2;
    private static final CallerRules WAITING = CallerRules.SYNCHRONOUS;

    private static final List<Hardware> LOSING = List.of(Hardware.LOST_IN_ENTINT, Hardware.LOST_AT_IPL7);
    private static final List<Hardware> ALL = List.of(Hardware.values());

    private CheckedClaims() {}

    /** {@return every such claim} */
    static List<CheckedClaim> all() {
        List<CheckedClaim> claims = new ArrayList<>();
        claims.add(new CheckedClaim(
                        "lone-caller", "patch 2", "A lost edge hangs a waiting caller although nobody else calls.")
                .hangs("stock", context -> machine(context, KernelVariant.STOCK, WAITING))
                .in(contexts(ALL, Choice.ON)));
        claims.add(new CheckedClaim("mutual-wait", "patch 1", "Two waiting callers deadlock each other without a lock.")
                .hangs("patch 2 alone", context -> machine(context, KernelVariant.PATCH_2, WAITING))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim(
                        "lock-serializes", "patch 1", "The lock with its drain lets all synchronous callers finish.")
                .neverHangs("patch 1 alone", context -> machine(context, KernelVariant.PATCH_1, WAITING))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim("both-patches", "series", "Both patches are needed, and together they are enough.")
                .hangs("patch 1 alone", context -> machine(context, KernelVariant.PATCH_1, WAITING))
                .hangs("patch 2 alone", context -> machine(context, KernelVariant.PATCH_2, WAITING))
                .neverHangs("a kernel with both", context -> machine(context, KernelVariant.PATCHES_1_AND_2, WAITING))
                .in(contexts(LOSING, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim(
                        "outer-bracket",
                        "patch 2",
                        "Callers hang if the RTC's softirqs run before the poll, so it needs an outer bracket.")
                .hangs(
                        "inner bracket",
                        context -> machine(
                                context,
                                KernelVariant.PATCHES_1_AND_2.withBracket(RtcBracket.INNER),
                                WAITING.withSoftirqs(Softirqs.RUN)))
                .in(contexts(LOSING, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim(
                        "poll-before-softirqs",
                        "patch 2",
                        "With the poll before softirqs, softirqs may themselves call and wait.")
                .neverHangs(
                        "an outer bracket with softirqs that call",
                        context -> machine(context, KernelVariant.PATCH_2, WAITING.withSoftirqs(Softirqs.CALL)))
                .in(contexts(LOSING, Choice.ON)));
        claims.add(new CheckedClaim(
                        "trylock-and-drain",
                        "patch 1",
                        "A plain spin_lock instead of trylock and drain would deadlock.")
                .hangs(
                        "spin_lock",
                        context -> machine(context, KernelVariant.PATCHES_1_AND_2.withLock(IpiLock.SPIN), WAITING))
                .neverHangs("trylock with drain", context -> machine(context, KernelVariant.PATCHES_1_AND_2, WAITING))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim(
                        "six-callers",
                        "review",
                        "The lock covers six callers only, and that leaves a hang for the others.")
                .hangs(
                        "a kernel with callers that bypass the lock",
                        context -> machine(context, KernelVariant.PATCHES_1_AND_2, WAITING.withUnlocked(true)))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim(
                        "drain-reads",
                        "review",
                        "A drain that reads its bits before interrupts are off lets callers hang.")
                .hangs("drain that reads before", context -> machine(context, KernelVariant.PATCHES_1_AND_2, WAITING))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim("nowait-runs-on", "patch 2", "Callers that do not wait never hang.")
                .neverHangs(
                        "stock, no caller waits",
                        context -> machine(context, KernelVariant.STOCK, WAITING.withWaiting(Choice.OFF)))
                .in(contexts(LOSING, Choice.ON)));
        claims.add(new CheckedClaim(
                        "nowait-skips",
                        "patch 2",
                        "Where callers do not wait, a lost edge silently skips their function.")
                .says(
                        "stock, no caller waits,",
                        Property.DELIVERY,
                        Outcome.VIOLATED,
                        context -> machine(context, KernelVariant.STOCK, WAITING.withWaiting(Choice.OFF)))
                .in(contexts(LOSING, Choice.ON)));
        claims.add(new CheckedClaim(
                        "counters-low", "patch 2", "The poll's counters are approximate, but never above the rescues.")
                .says(
                        "with the poll",
                        Property.COUNTERS_BOUNDED,
                        Outcome.HOLDS,
                        context -> machine(context, KernelVariant.PATCHES_1_AND_2, WAITING.withWaiting(Choice.BOTH)))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim(
                        "ipi-needs-no-poll",
                        "patch 2",
                        "Interprocessor interrupts need no poll at their end: the next other interrupt is enough.")
                .neverHangs("poll in all other types", context -> machine(context, KernelVariant.PATCH_2, WAITING))
                .in(contexts(LOSING, Choice.ON)));
        claims.add(new CheckedClaim("serializes-all", "patch 1", "The lock serializes all synchronous IPI operations.")
                .says(
                        "callers outside the six wrappers included, it",
                        Property.CALLS_SERIALIZED,
                        Outcome.HOLDS,
                        context -> machine(context, KernelVariant.PATCHES_1_AND_2, WAITING.withUnlocked(true)))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim(
                        "serializes-six", "patch 1", "The lock serializes the calls of the six wrappers that take it.")
                .says(
                        "with those alone it",
                        Property.CALLS_SERIALIZED,
                        Outcome.HOLDS,
                        context -> machine(context, KernelVariant.PATCHES_1_AND_2, WAITING))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        claims.add(new CheckedClaim(
                        "drain-migrates",
                        "review",
                        "A drain that reads its bits before interrupts are off can read another CPU's.")
                .says(
                        "reading before, it",
                        Property.DRAIN_READS_OWN,
                        Outcome.VIOLATED,
                        context -> machine(context, KernelVariant.PATCHES_1_AND_2, WAITING))
                .says(
                        "reading after, it",
                        Property.DRAIN_READS_OWN,
                        Outcome.HOLDS,
                        context -> machine(
                                context, KernelVariant.PATCHES_1_AND_2.withDrainReads(DrainReads.IRQS_OFF), WAITING))
                .in(contexts(ALL, Choice.ON, Choice.OFF)));
        return claims;
    }

    private static Configuration machine(Context context, KernelVariant kernel, CallerRules callers) {
        return new Configuration(CPUS, context.hardware(), kernel, callers.withIrqs(context.irqs()));
    }

    private static List<Context> contexts(List<Hardware> hardware, Choice... irqs) {
        List<Context> contexts = new ArrayList<>();
        for (Hardware one : hardware) {
            for (Choice choice : irqs) {
                contexts.add(new Context(one, choice));
            }
        }
        return contexts;
    }
}
