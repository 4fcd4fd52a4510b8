package lostedge.engine.event;

/**
 * What an interprocessor interrupt asks its target to do. The first three are the bit numbers of Alpha's
 * {@code ipi_data[cpu].bits} ({@code enum ipi_message_type} in {@code arch/alpha/kernel/smp.c}); the rest occur on other
 * architectures.
 */
public enum IpiMessage {
    /** {@code IPI_RESCHEDULE}, bit 0: look at {@code need_resched} on the way out. */
    RESCHEDULE,
    /** {@code IPI_CALL_FUNC}, bit 1: drain {@code call_single_queue}. */
    CALL_FUNC,
    /** {@code IPI_CPU_STOP}, bit 2: halt. */
    CPU_STOP,
    /** {@code irq_work}: run this CPU's {@code raised_list}; often sent to oneself. */
    IRQ_WORK,
    /** The broadcast timer of ARM and others. */
    TIMER,
    /** Stop for a crash dump or print a backtrace. */
    CRASH,
    /** A message the recording does not name. */
    UNKNOWN;

    private static final IpiMessage[] VALUES = values();

    /** {@return the message with this {@link #ordinal()}, or {@link #UNKNOWN} for any other number} */
    public static IpiMessage of(int code) {
        return code >= 0 && code < VALUES.length ? VALUES[code] : UNKNOWN;
    }
}
