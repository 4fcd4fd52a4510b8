package lostedge.engine.replay;

import org.jspecify.annotations.Nullable;

/**
 * What a replay looks for.
 *
 * @param stallNs the shortest wait that is reported as a stall, ns
 * @param longStretchNs the shortest stretch of a CPU in one state that can explain a wait, ns
 * @param poll whether the kernel polls for pending messages at the end of other interrupts
 * @param eventsMissing whether an earlier pass found events missing that no gap tells of
 * @param disorder why an earlier pass found that stamps of two CPUs do not order what happened, or null
 */
public record ReplayOptions(
        long stallNs,
        long longStretchNs,
        Poll poll,
        boolean eventsMissing,
        @Nullable String disorder) {
    /** Waits of 10 ms, stretches of 1 ms, and the poll found out from the recording. */
    public static final ReplayOptions DEFAULT = new ReplayOptions(10_000_000, 1_000_000, Poll.UNKNOWN, false, null);

    /** {@return these options with another knowledge of the poll} */
    public ReplayOptions withPoll(Poll known) {
        return new ReplayOptions(stallNs, longStretchNs, known, eventsMissing, disorder);
    }

    /** {@return these options after a pass that found the recording incomplete, or its stamps not to order two CPUs} */
    public ReplayOptions after(ReplaySummary found) {
        boolean missing = found.completeness().eventsMissing();
        return new ReplayOptions(stallNs, longStretchNs, poll, missing, found.disorder());
    }

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
