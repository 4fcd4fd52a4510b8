package lostedge.engine.event;

/** What an event tells the model, whichever tracepoint says it. */
public enum EventRole {
    /** A CPU begins to handle an interrupt. */
    INTERRUPT_ENTRY,
    /** A CPU ends handling an interrupt. */
    INTERRUPT_EXIT,
    /** Softirq raised, begun or ended. */
    SOFTIRQ,
    /** A CPU asks the hardware to interrupt others. */
    SEND,
    /** A function call is put on a CPU's {@code call_single_queue}. */
    CALL_QUEUE,
    /** A queued function starts. */
    CALL_START,
    /** A queued function ends. */
    CALL_END,
    /** Interrupts are switched off or on. */
    MASKING,
    /** Tasks move, wake or switch; CPUs idle. */
    SCHEDULER,
    /** What only the built-in engine can see of the hardware. */
    HARDWARE,
    /** The recorder speaks of itself. */
    RECORDER,
    /** The kernel log speaks. */
    KERNEL_LOG,
    /** Anything else: a sign of life of the CPU. */
    OTHER_EVENT;

    /** {@return whether a CPU itself recorded the event, as a sign of life} */
    public boolean byCpu() {
        return this != HARDWARE && this != RECORDER && this != KERNEL_LOG;
    }

    /** {@return whether it tells of a message: a send, a queued call, a function's start or end} */
    public boolean ofMessage() {
        return this == SEND || this == CALL_QUEUE || this == CALL_START || this == CALL_END;
    }
}
