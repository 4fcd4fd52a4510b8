package lostedge.engine.books;

import lostedge.engine.finding.LostEdges;
import lostedge.engine.rescue.RescueTally;

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

    /** {@return whether readings of the IPI row cover the recording, so that deliveries are counted} */
    public boolean counted() {
        return !Double.isNaN(lost.deliveries());
    }
}
