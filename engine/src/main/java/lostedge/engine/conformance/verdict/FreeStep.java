package lostedge.engine.conformance.verdict;

/** What real kernels do and the model lacks. Each use is counted; it explains an event only where nothing else does. */
public enum FreeStep {
    /**
     * A call or wake-up was queued at an idle CPU whose loop polls {@code need_resched}, and no IPI sent
     * ({@code call_function_single_prep_ipi}).
     */
    LEFT_TO_IDLE("queued at a polling idle CPU, no IPI sent"),
    /** Softirqs ran outside interrupts, in {@code local_bh_enable} or {@code ksoftirqd}. */
    SOFTIRQ_IN_TASK("softirqs outside an interrupt"),
    /** A function of {@code irq_work} was queued at another CPU: no event shows it run. */
    IRQ_WORK("irq_work queued, run unseen");

    private final String words;

    FreeStep(String words) {
        this.words = words;
    }

    /** {@return the step in a few words} */
    public String words() {
        return words;
    }
}
