package lostedge.engine.assess;

import lostedge.engine.books.Books;
import lostedge.engine.books.EdgeCounts;
import lostedge.engine.finding.Ipi;

/**
 * How likely the edge of one message was lost, where no single proof tells. The probabilities of all edges of a
 * recording add up to the number of lost edges in its books.
 *
 * <p>An edge that was sent while its target was seen in a handler met a mask, and was lost with the share of the
 * machine; without a poll such a loss is mostly proven, so that those left without a proof share what the proofs leave
 * over with all others. What the books leave over besides was lost where no event shows the mask: before a handler's
 * entry event, after its exit event. A call answered by its own interrupt was not lost, so these losses lie among the
 * calls that were handled otherwise; a RESCHEDULE, whose handling no event shows, met an unseen mask as often as a call
 * did.
 */
public final class LossProbability {
    private final double intoHandler;
    private final double call;
    private final double reschedule;

    private LossProbability(double intoHandler, double call, double reschedule) {
        this.intoHandler = intoHandler;
        this.call = call;
        this.reschedule = reschedule;
    }

    /**
     * {@return the probabilities of a recording}
     *
     * @param books its books
     * @param edges how its replay settled the edges one by one
     */
    public static LossProbability of(Books books, EdgeCounts edges) {
        double share = books.share().estimate();
        if (Double.isNaN(share) || !books.counted()) {
            return new LossProbability(Double.NaN, Double.NaN, Double.NaN);
        }
        double left = Math.max(0, books.lost().estimate() - edges.all(Ipi.Edge.LOST));
        double openInside = edges.intoHandlers(Ipi.Edge.UNDETERMINED);
        double openCalls = edges.calls(Ipi.Edge.UNDETERMINED);
        double inside = books.poll() == Books.Poll.PRESENT ? share : among(left, openInside + openCalls, share);
        double allCalls = openCalls + edges.calls(Ipi.Edge.DELIVERED);
        double openReschedules = edges.reschedules(Ipi.Edge.UNDETERMINED);
        double allReschedules = openReschedules + edges.reschedules(Ipi.Edge.DELIVERED);
        double rate = Math.max(0, left - inside * openInside) / Math.max(1, allCalls + allReschedules);
        return new LossProbability(
                inside, among(rate * allCalls, openCalls, share), among(rate * allReschedules, openReschedules, share));
    }

    private static double among(double lost, double open, double most) {
        return open == 0 ? 0 : Math.min(most, lost / open);
    }

    /** {@return the probability that the edge of a message was lost, or NaN if nothing can be said or it had none} */
    public double of(Ipi ipi) {
        return switch (ipi.edge()) {
            case LOST -> 1;
            case DELIVERED, LATCHED -> 0;
            case NONE -> Double.NaN;
            case UNDETERMINED -> {
                if (EdgeCounts.intoHandler(ipi)) {
                    yield intoHandler;
                }
                yield EdgeCounts.call(ipi) ? call : reschedule;
            }
        };
    }
}
