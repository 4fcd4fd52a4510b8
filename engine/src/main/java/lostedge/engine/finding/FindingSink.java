package lostedge.engine.finding;

/** Receives findings as a replay makes them; every method does nothing unless overridden. */
public interface FindingSink {
    /** Takes a message whose fate is settled; messages arrive in the order they are settled. */
    default void ipi(Ipi ipi) {}

    /** Takes a finished or unfinished stall. */
    default void stall(Stall stall) {}

    /** Takes a rescue. */
    default void rescue(Rescue rescue) {}

    /** Takes a masked window that has ended. */
    default void window(MaskedWindow window) {}
}
