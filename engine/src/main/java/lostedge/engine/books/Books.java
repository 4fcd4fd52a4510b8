package lostedge.engine.books;

import lostedge.engine.finding.LostEdges;
import lostedge.engine.rescue.RescueTally;
import org.jspecify.annotations.Nullable;

/**
 * The balanced books of one recording.
 *
 * @param lost the lost edges, with NaN where nothing can be said
 * @param share the share of the edges that met a masked target that was lost
 * @param rescues the calls handled at the end of other interrupts
 * @param poll whether the kernel polls for messages at the end of other interrupts
 * @param ordered whether the stamps order the events of two CPUs
 */
public record Books(LostEdges lost, LostShare share, RescueTally rescues, Poll poll, boolean ordered) {
    /** What is known of the kernel's poll. */
    public enum Poll {
        /** Its counters have rows of rescues, or the trace shows it at work. */
        PRESENT,
        /** Its counters have none, the trace shows it never at work, or it could hide no interrupt's entry. */
        ABSENT,
        /** Nothing tells. */
        UNKNOWN
    }

    /**
     * {@return these books, with what is missing from the trace}
     *
     * @param sends the sends it has not
     * @param why why too much is missing for any number, or null
     */
    public Books completed(MissingSends sends, @Nullable String why) {
        LostEdges whole = why == null ? sends.added(lost) : Balance.unknown(lost.sends(), why);
        boolean known = !Double.isNaN(whole.high());
        return new Books(whole, known ? share : LostShare.UNKNOWN, rescues, poll, ordered);
    }

    /** {@return whether readings of the IPI row cover the recording, so that deliveries are counted} */
    public boolean counted() {
        return !Double.isNaN(lost.deliveries());
    }
}
