package lostedge.engine.variant;

/**
 * Who sends, from where and in which state.
 *
 * @param irqs whether task-context callers of {@code smp_call_function_many} have interrupts on
 * @param unlocked whether some callers bypass {@code alpha_smp_ipi_lock} where a kernel has it
 * @param waiting whether callers wait for the function to have run
 * @param softirqs what softirqs do
 * @param wakeUps whether wake-ups are queued through {@code call_single_queue} ({@code ttwu_queue_wakelist}), from any
 *     context
 * @param reschedules whether {@code IPI_RESCHEDULE} is sent, from any context
 * @param stops whether tasks send {@code IPI_CPU_STOP}
 * @param idleFlush whether idle CPUs flush their own queue ({@code do_idle})
 */
public record CallerRules(
        Choice irqs,
        boolean unlocked,
        Choice waiting,
        Softirqs softirqs,
        boolean wakeUps,
        boolean reschedules,
        boolean stops,
        boolean idleFlush) {

    /** Synchronous callers with interrupts on, all taking the lock; no softirqs, no other messages. */
    public static final CallerRules SYNCHRONOUS =
            new CallerRules(Choice.ON, false, Choice.ON, Softirqs.NONE, false, false, false, false);

    /** Everything a running kernel does. */
    public static final CallerRules EVERYTHING =
            new CallerRules(Choice.BOTH, true, Choice.BOTH, Softirqs.RUN, true, true, true, true);

    /** What softirqs do. */
    public enum Softirqs {
        /** There are none. */
        NONE,
        /** They run at IPL 0 in the outermost {@code irq_exit}, and call no other CPU. */
        RUN,
        /** They run, and call {@code smp_call_function_many} with their own csds. */
        CALL
    }

    /** {@return the same rules with another interrupt state of the callers} */
    public CallerRules withIrqs(Choice other) {
        return new CallerRules(other, unlocked, waiting, softirqs, wakeUps, reschedules, stops, idleFlush);
    }

    /** {@return the same rules with or without callers that bypass the lock} */
    public CallerRules withUnlocked(boolean on) {
        return new CallerRules(irqs, on, waiting, softirqs, wakeUps, reschedules, stops, idleFlush);
    }

    /** {@return the same rules with another kind of wait} */
    public CallerRules withWaiting(Choice other) {
        return new CallerRules(irqs, unlocked, other, softirqs, wakeUps, reschedules, stops, idleFlush);
    }

    /** {@return the same rules with other softirqs} */
    public CallerRules withSoftirqs(Softirqs other) {
        return new CallerRules(irqs, unlocked, waiting, other, wakeUps, reschedules, stops, idleFlush);
    }

    /** {@return the same rules with or without wake-ups} */
    public CallerRules withWakeUps(boolean on) {
        return new CallerRules(irqs, unlocked, waiting, softirqs, on, reschedules, stops, idleFlush);
    }

    /** {@return the same rules with or without reschedules} */
    public CallerRules withReschedules(boolean on) {
        return new CallerRules(irqs, unlocked, waiting, softirqs, wakeUps, on, stops, idleFlush);
    }
}
