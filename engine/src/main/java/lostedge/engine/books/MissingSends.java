package lostedge.engine.books;

import lostedge.engine.finding.LostEdges;

/**
 * What sends a trace may not have, though no recorder tells of a gap. Functions that started in it and were never seen
 * to be queued tell how many: of the sends about the same share is missing. Where every CPU is silent at once nothing
 * tells; but a kernel that polls counts its rescues itself, and hardly more edges are lost than messages rescued.
 *
 * @param unqueued functions that were seen to start and not to be queued
 * @param starts functions seen to start
 * @param eventsMissing whether events of single CPUs contradict one another, so that others are missing
 */
public record MissingSends(long unqueued, long starts, boolean eventsMissing) {
    private static final double NEGLIGIBLE = 0.001;
    private static final double MOST = 0.1;

    /** {@return the lost edges, bounded from above so that those of missing sends are within} */
    LostEdges added(LostEdges lost) {
        boolean some = unqueued > NEGLIGIBLE * starts;
        if (!some && !eventsMissing || Double.isNaN(lost.deliveries()) || !lost.isBalanced()) {
            return lost;
        }
        if (unqueued > MOST * starts) {
            return Balance.unknown(
                    lost.sends(), "sends are missing: " + unqueued + " functions started that were never queued");
        }
        double more = some ? (unqueued + 2 * Math.sqrt(unqueued)) * lost.sends() / starts : 0;
        double high = lost.high() + more;
        return new LostEdges(
                lost.estimate(),
                lost.low(),
                eventsMissing ? Math.max(high, lost.rescues()) : high,
                lost.bound(),
                lost.sends(),
                lost.coalesced(),
                lost.rescues(),
                lost.rescuesByEvents(),
                lost.deliveries(),
                lost.method() + ", and no more than were sent unseen");
    }
}
