package lostedge.engine.state;

/** Who has a csd. */
public enum Csd {
    /** Nobody: the last use has ended, {@code CSD_FLAG_LOCK} is clear. */
    FREE,
    /** The target's {@code call_single_queue}. */
    QUEUED,
    /** A running flush of the target. */
    TAKEN
}
