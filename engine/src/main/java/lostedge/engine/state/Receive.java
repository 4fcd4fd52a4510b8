package lostedge.engine.state;

/** How far {@code handle_ipi} has come. */
public enum Receive {
    /** It does not run. */
    NONE,
    /** Before {@code xchg}. */
    XCHG,
    /** Before the next of the messages taken. */
    RUN,
    /** In a flush of the queue. */
    FLUSH,
    /** Halted for good. */
    HALTED;

    private static final Receive[] VALUES = values();

    static Receive of(int ordinal) {
        return VALUES[ordinal];
    }
}
