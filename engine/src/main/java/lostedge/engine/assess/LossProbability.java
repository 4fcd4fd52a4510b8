package lostedge.engine.assess;

import java.util.function.LongToDoubleFunction;
import lostedge.engine.books.Books;
import lostedge.engine.books.EdgeCounts;
import lostedge.engine.finding.Ipi;

/**
 * How likely the edge of one message was lost, where no single proof tells.
 *
 * <p>An edge that was sent while its target was seen in a handler met a mask, and was lost with the share of the
 * machine. An edge may also have met a mask no event shows: before a handler's entry event, after its exit event. A
 * call answered by its own interrupt was not lost, so these losses lie among the calls that were handled otherwise; a
 * RESCHEDULE, whose handling no event shows, met an unseen mask as often as a call did.
 *
 * <p><b>With a poll</b> hardly an edge is proven lost. The share is that of the books, and the probabilities of all
 * edges add up to their lost edges.
 *
 * <p><b>Without a poll</b> most losses are proven one by one. The share at a time is that of the proven neighbours, for
 * a machine may begin or cease to lose edges; and what is missed of the losses seen into handlers tells what is missed
 * of the others.
 */
public final class LossProbability {
    private static final long FEWEST_KNOWN = 8;

    private final LongToDoubleFunction intoHandler;
    private final double call;
    private final double reschedule;

    private LossProbability(LongToDoubleFunction intoHandler, double call, double reschedule) {
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
        if (books.poll() == Books.Poll.ABSENT && books.ordered() && edges.knownIntoHandlers() >= FEWEST_KNOWN) {
            return ofProofs(edges);
        }
        double share = books.share().estimate();
        if (Double.isNaN(share) || !books.counted()) {
            return new LossProbability(ns -> Double.NaN, Double.NaN, Double.NaN);
        }
        double left = Math.max(0, books.lost().estimate() - edges.all(Ipi.Edge.LOST));
        double open = edges.intoHandlers(Ipi.Edge.UNDETERMINED);
        double inside = books.poll() == Books.Poll.PRESENT ? share : among(left, open, share);
        return spread(ns -> inside, Math.max(0, left - inside * open), edges, share);
    }

    private static LossProbability ofProofs(EdgeCounts edges) {
        double proven = edges.intoHandlers(Ipi.Edge.LOST);
        double missed = proven == 0 ? 0 : edges.expectedOpenLost() / proven;
        double unseen = missed * (edges.calls(Ipi.Edge.LOST) + edges.reschedules(Ipi.Edge.LOST));
        return spread(edges::shareInto, unseen, edges, 1);
    }

    /** Spreads losses that met an unseen mask over calls and RESCHEDULEs as many as there are of each. */
    private static LossProbability spread(
            LongToDoubleFunction intoHandler, double unseen, EdgeCounts edges, double most) {
        double openCalls = edges.calls(Ipi.Edge.UNDETERMINED);
        double allCalls = openCalls + edges.calls(Ipi.Edge.DELIVERED);
        double openReschedules = edges.reschedules(Ipi.Edge.UNDETERMINED);
        double allReschedules = openReschedules + edges.reschedules(Ipi.Edge.DELIVERED);
        double rate = unseen / Math.max(1, allCalls + allReschedules);
        return new LossProbability(
                intoHandler,
                among(rate * allCalls, openCalls, most),
                among(rate * allReschedules, openReschedules, most));
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
                    yield intoHandler.applyAsDouble(ipi.sendNs());
                }
                yield EdgeCounts.call(ipi) ? call : reschedule;
            }
        };
    }

    /** {@return the message with this probability in place of its own} */
    public Ipi rated(Ipi ipi) {
        return new Ipi(
                ipi.id(),
                ipi.sendNs(),
                ipi.sourceCpu(),
                ipi.targetCpu(),
                ipi.message(),
                ipi.function(),
                ipi.fate(),
                ipi.edge(),
                of(ipi),
                ipi.maskedBy(),
                ipi.handledNs(),
                ipi.handledBy(),
                ipi.stallId(),
                ipi.position());
    }
}
