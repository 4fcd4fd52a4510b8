package lostedge.engine.event;

/**
 * The context a CPU was in when it recorded an event, as the flags column of ftrace prints it ({@code irqs-off,
 * need-resched, hardirq/softirq, preempt-depth}; Linux {@code trace_print_lat_fmt}).
 *
 * <p>A value is a set of bits in an {@code int}. Without {@link #KNOWN} the recording told nothing and all other bits
 * are 0.
 */
public final class ContextFlags {
    /** The recording carries flags for this event. */
    public static final int KNOWN = 1;
    /** Interrupts are off: {@code d} or {@code D} in the first column. */
    public static final int IRQS_OFF = 1 << 1;
    /** Bottom halves are off: {@code b} or {@code D} in the first column. */
    public static final int BH_OFF = 1 << 2;
    /** The task is asked to reschedule: {@code N}, {@code n}, {@code p}, {@code l}, {@code L} or {@code B}. */
    public static final int NEED_RESCHED = 1 << 3;
    /** In a hard interrupt: {@code h} or {@code H}. */
    public static final int HARDIRQ = 1 << 4;
    /** In a softirq: {@code s} or {@code H}. */
    public static final int SOFTIRQ = 1 << 5;
    /** In a non-maskable interrupt: {@code z} or {@code Z}. */
    public static final int NMI = 1 << 6;
    /** First bit of the preemption depth, four bits wide. */
    public static final int PREEMPT_SHIFT = 8;

    private ContextFlags() {}

    /**
     * {@return whether the event shows its CPU able to take an interrupt: flags known, interrupts on, no hard
     * interrupt}
     */
    public static boolean acceptsInterrupts(int flags) {
        return (flags & (KNOWN | IRQS_OFF | HARDIRQ | NMI)) == KNOWN;
    }

    /** {@return whether the event lies in a hard interrupt} */
    public static boolean inHardInterrupt(int flags) {
        return (flags & HARDIRQ) != 0;
    }

    /** {@return the preemption depth, 0 to 15} */
    public static int preemptDepth(int flags) {
        return flags >>> PREEMPT_SHIFT & 0xF;
    }
}
