package lostedge.engine.state;

/** How far a send has come. */
public enum Point {
    /** There is none. */
    IDLE,
    /** At the IPI lock. */
    TRY_LOCK,
    /** In {@code alpha_drain_ipi}, before its own bits are read. */
    DRAIN_READ,
    /** In {@code alpha_drain_ipi}, before {@code local_irq_save}. */
    DRAIN_SAVE,
    /** In {@code alpha_drain_ipi}, before {@code local_irq_restore}. */
    DRAIN_RESTORE,
    /** At {@code csd_lock} and {@code llist_add} for the targets still to do. */
    ENQUEUE,
    /** Before a bit is set. */
    SET_BITS,
    /** Before a {@code wripir}. */
    WRIPIR,
    /** In {@code csd_lock_wait}. */
    WAIT,
    /** Before the IPI lock is released. */
    UNLOCK;

    private static final Point[] VALUES = values();

    static Point of(int ordinal) {
        return VALUES[ordinal];
    }
}
