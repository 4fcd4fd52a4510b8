package lostedge.engine.replay;

/**
 * What a replay looks for.
 *
 * @param stallNs the shortest wait that is reported as a stall, ns
 * @param longStretchNs the shortest stretch of a CPU in one state that can explain a wait, ns
 * @param poll whether the kernel polls for pending messages at the end of other interrupts
 */
public record ReplayOptions(long stallNs, long longStretchNs, Poll poll) {
    /** Waits of 10 ms, stretches of 1 ms, and the poll found out from the recording. */
    public static final ReplayOptions DEFAULT = new ReplayOptions(10_000_000, 1_000_000, Poll.UNKNOWN);

    /** Whether a kernel polls for messages as its interrupt handlers end. */
    public enum Poll {
        /** It does: {@code /proc/interrupts} has RIP and RIF rows, or the recording shows it at work. */
        PRESENT,
        /** It does not. */
        ABSENT,
        /** Nothing tells yet. */
        UNKNOWN
    }
}
