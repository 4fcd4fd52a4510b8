package lostedge.engine.hypothesis;

import lostedge.engine.books.Books;
import lostedge.engine.books.Books.Poll;
import lostedge.engine.books.EdgeCounts;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.rescue.RescueTally;

/**
 * Whether a recording shows that edges were lost, that none were, or neither.
 *
 * <p>Loss is shown by books whose interval leaves out the share of sends that an unforeseen merge could explain, or by
 * single edges that were passed over, or by a way out of the interrupt that a rescue hardly ever makes longer: an empty
 * delivery takes an interrupt's entry and return, the rest of the way neither. That nothing was lost is shown only
 * where no edge is proven lost or left over in the books and enough met a mask: by books whose interval stays below
 * that of a machine that loses, or by single edges answered as their target left the mask. On a kernel that polls, and
 * on one that may, single edges that were answered in time show nothing, since the poll answers them too.
 */
enum Standing {
    /** Edges were lost. */
    LOST,
    /** None was, though enough met a masked target. */
    LATCHED,
    /** The recording shows neither. */
    OPEN;

    private static final double UNFORESEEN_SHARE = 0.005;
    private static final double NOTHING_LOST_SHARE = 0.01;
    private static final double FEWEST_MASKED = 20;
    private static final double HARDLY_EVER_SLOWER = 0.25;
    private static final long FEWEST_PROOFS = 3;

    /** Largest share of the masked edges that may be lost where latched edges are supported. */
    static final double MOST_LOST_OF_MASKED = 0.25;

    /** Share of edges that single proofs may call lost by mistake. */
    static final double FALSE_PROOFS = 0.01;

    static Standing of(Books books, EdgeCounts edges) {
        LostEdges lost = books.lost();
        long proven = edges.all(Ipi.Edge.LOST);
        long settled = proven + edges.intoHandlers(Ipi.Edge.LATCHED);
        Observation proofs = Observation.ofShare(proven, settled);
        boolean polls = books.poll() == Poll.PRESENT;
        boolean byBooks = books.counted() && polls && lost.low() > UNFORESEEN_SHARE * lost.sends();
        boolean byProofs = books.ordered() && proven >= FEWEST_PROOFS && proofs.low() > FALSE_PROOFS;
        if (byBooks || byProofs || !books.counted() && byWayOut(books)) {
            return LOST;
        }
        if (proven > 0 || lost.low() > 0) {
            return OPEN;
        }
        boolean latchedByBooks = !lost.bound()
                && lost.high() <= NOTHING_LOST_SHARE * lost.sends()
                && books.share().high() <= MOST_LOST_OF_MASKED
                && books.share().masked() >= FEWEST_MASKED;
        boolean latchedByProofs = books.poll() == Poll.ABSENT
                && books.ordered()
                && settled >= FEWEST_MASKED
                && proofs.high() <= MOST_LOST_OF_MASKED;
        return latchedByBooks || latchedByProofs ? LATCHED : OPEN;
    }

    private static boolean byWayOut(Books books) {
        RescueTally rescues = books.rescues();
        Observation slower = Observation.withError(rescues.slowerAfterRescue(), rescues.slowerAfterRescueError());
        return books.poll() == Poll.PRESENT
                && books.ordered()
                && rescues.timed() >= FEWEST_MASKED
                && slower.high() < HARDLY_EVER_SLOWER;
    }
}
