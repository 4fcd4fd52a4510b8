package lostedge.engine.event;

/**
 * What an interprocessor interrupt asks its target to do. The first three are the bit numbers of Alpha's
 * {@code ipi_data[cpu].bits} ({@code enum ipi_message_type} in {@code arch/alpha/kernel/smp.c}); the rest occur on
 * other architectures.
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

    /**
     * Reads the {@code callback} of {@code ipi_send_cpu} and {@code ipi_send_cpumask} ({@code kernel/smp.c},
     * {@code include/linux/smp.h}): the reschedule IPI passes none.
     *
     * @param callback the function without its offset; "0x0", "(nil)" or the empty text for none
     */
    public static IpiMessage ofCallback(String callback) {
        return switch (callback) {
            case "generic_smp_call_function_single_interrupt", "generic_smp_call_function_interrupt" -> CALL_FUNC;
            case "", "0x0", "0", "(nil)", "(null)" -> RESCHEDULE;
            case "irq_work_run" -> IRQ_WORK;
            case "tick_receive_broadcast" -> TIMER;
            default -> UNKNOWN;
        };
    }

    /**
     * Reads the {@code callback} of {@code ipi_send_cpu} and {@code ipi_send_cpumask} where its name alone may not
     * tell. The kernel traces a send in three places: the reschedule IPI (no callback), {@code irq_work_raise()} (the
     * work's function, always to the CPU itself) and the call-function IPI (its handler or, in Linux 6.4, the function
     * called).
     *
     * @param callback the function without its offset, or its address where the recorder knew no symbols
     * @param toItself whether the sender is the only target
     */
    public static IpiMessage ofCallback(String callback, boolean toItself) {
        IpiMessage named = ofCallback(callback);
        if (named != UNKNOWN) {
            return named;
        }
        return toItself ? IRQ_WORK : CALL_FUNC;
    }

    /**
     * Reads the {@code reason} of {@code ipi_raise}, {@code ipi_entry} and {@code ipi_exit} ({@code ipi_types} in
     * {@code arch/arm/kernel/smp.c} and {@code arch/arm64/kernel/smp.c}).
     *
     * @param reason the text without parentheses
     */
    public static IpiMessage ofReason(String reason) {
        return switch (reason) {
            case "Rescheduling interrupts" -> RESCHEDULE;
            case "Function call interrupts", "Single function call interrupts" -> CALL_FUNC;
            case "CPU stop interrupts", "CPU stop NMIs" -> CPU_STOP;
            case "CPU stop (for crash dump) interrupts", "CPU backtrace interrupts" -> CRASH;
            case "Timer broadcast interrupts" -> TIMER;
            case "IRQ work interrupts" -> IRQ_WORK;
            default -> UNKNOWN;
        };
    }
}
