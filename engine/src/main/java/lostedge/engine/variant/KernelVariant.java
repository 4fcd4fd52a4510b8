package lostedge.engine.variant;

/**
 * What a kernel does about lost edges beyond mainline; the parts of the "alpha SMP fixes for EV7/Marvel" series.
 *
 * @param poll whether {@code do_entInt} types 1 to 4 end with {@code alpha_poll_ipi_inirq} (patch 2)
 * @param lock the global lock around the cross-calling flushes (patch 1)
 * @param drainReads when {@code alpha_drain_ipi} reads its CPU's bits; matters with {@link IpiLock#TRYLOCK_DRAIN}
 * @param bracket where the RTC interrupt's softirqs run; matters with {@code poll}
 * @param resend whether the csd-lock watchdog sends the IPI of an overdue call again ({@code csdlock_debug})
 */
public record KernelVariant(boolean poll, IpiLock lock, DrainReads drainReads, RtcBracket bracket, boolean resend) {

    /** Mainline: nothing. */
    public static final KernelVariant STOCK =
            new KernelVariant(false, IpiLock.NONE, DrainReads.IRQS_ON, RtcBracket.INNER, false);
    /** Patch 1 as posted: {@code alpha_smp_ipi_lock} with drain. */
    public static final KernelVariant PATCH_1 =
            new KernelVariant(false, IpiLock.TRYLOCK_DRAIN, DrainReads.IRQS_ON, RtcBracket.INNER, false);
    /** Patch 2 as posted: the poll, inside an outer bracket for the RTC. */
    public static final KernelVariant PATCH_2 =
            new KernelVariant(true, IpiLock.NONE, DrainReads.IRQS_ON, RtcBracket.OUTER, false);
    /** Patches 1 and 2. */
    public static final KernelVariant PATCHES_1_AND_2 =
            new KernelVariant(true, IpiLock.TRYLOCK_DRAIN, DrainReads.IRQS_ON, RtcBracket.OUTER, false);

    /** How the callers that share {@code alpha_smp_ipi_lock} take it. */
    public enum IpiLock {
        /** There is no such lock. */
        NONE,
        /** {@code spin_lock}. */
        SPIN,
        /** {@code while (!spin_trylock()) alpha_drain_ipi();} */
        TRYLOCK_DRAIN
    }

    /** When {@code alpha_drain_ipi} reads the bits it then handles under {@code local_irq_save}. */
    public enum DrainReads {
        /** Before {@code local_irq_save}; the task may migrate, so the word may be another CPU's. */
        IRQS_ON,
        /** After it. */
        IRQS_OFF
    }

    /** Where the outermost {@code irq_exit} of an RTC interrupt stands, which is where its softirqs run. */
    public enum RtcBracket {
        /** Around handler and poll: softirqs run after the poll. */
        OUTER,
        /** Around the handler only: softirqs run before the poll. */
        INNER
    }

    /** {@return the same kernel with or without the re-sending watchdog} */
    public KernelVariant withResend(boolean on) {
        return new KernelVariant(poll, lock, drainReads, bracket, on);
    }

    /** {@return the same kernel with another lock} */
    public KernelVariant withLock(IpiLock other) {
        return new KernelVariant(poll, other, drainReads, bracket, resend);
    }

    /** {@return the same kernel with or without the poll} */
    public KernelVariant withPoll(boolean on) {
        return new KernelVariant(on, lock, drainReads, bracket, resend);
    }

    /** {@return the same kernel with another order in the drain} */
    public KernelVariant withDrainReads(DrainReads other) {
        return new KernelVariant(poll, lock, other, bracket, resend);
    }

    /** {@return the same kernel with another bracket} */
    public KernelVariant withBracket(RtcBracket other) {
        return new KernelVariant(poll, lock, drainReads, other, resend);
    }
}
