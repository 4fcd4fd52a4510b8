package lostedge.engine.cpu;

/** What a CPU runs code in, from what everything interrupts to what nothing does. */
public enum ContextLevel {
    /** A task. */
    TASK,
    /** A softirq. */
    SOFTIRQ,
    /** A hard interrupt. */
    HARDIRQ,
    /** A non-maskable interrupt. */
    NMI
}
