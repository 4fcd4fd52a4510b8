package lostedge.engine.books;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.rescue.RescueTally;
import lostedge.engine.rescue.SendPosition;

/**
 * Sends, merges, polls and handled interrupts of a number of intervals and CPUs, balanced so that the lost edges
 * remain:
 *
 * <pre>lost = sends - (IPI row - polls) - merged</pre>
 *
 * <p>Merges depend on the share of edges lost, since a lost edge is not pending; the two are found together by
 * iteration.
 *
 * <p><b>Interval.</b> Four errors are independent and add in squares: the scatter over CPUs and intervals of what is
 * left of the lost edges after their mean share of the sends into handlers (its bootstrap, resampling CPUs and
 * intervals, has the standard error {@code sqrt(n) s} in closed form); the polls that took a RESCHEDULE and a CALL_FUNC
 * at once, whose share is that of the sends into handlers; how silent a target that took a RESCHEDULE can be; and the
 * rules of merging.
 */
final class Balance {
    /** Half-width of the relative error of merges that no reading of the silence covers. */
    private static final double MERGE_ERROR = 0.1;

    /** Most sends of a call that merge with that of another, in the moment between a poll and the return it delays. */
    private static final double CALL_MERGES = 0.002;

    private static final String MORE_HANDLED =
            "more interrupts were handled than sends recorded: sends are missing from the trace";
    /** Fewest rescues timed on their way out that bound the lost edges from below. */
    private static final long FEWEST_TIMED = 20;

    private static final double Z95 = 1.959964;
    private static final int ITERATIONS = 100;

    /** One CPU over one interval: its account, and the edges no interrupt of their own answered. */
    private record Entry(Account account, double unanswered) {}

    private final RescueTally rescues;
    private final List<Entry> entries = new ArrayList<>();
    private long sends;
    private long reschedules;
    private long intoHandlers;
    private long handled;
    private long rescuedCalls;
    private long rescuedOthers;
    private long drained;

    /** Books of a recording with these rescues. */
    Balance(RescueTally rescues) {
        this.rescues = rescues;
    }

    /** Adds one CPU over one interval. */
    void add(Account account, long handled, long rescuedCalls, long rescuedOthers) {
        double polls = rescuedCalls + rescues.ownPollShare() * rescuedOthers + account.drained;
        entries.add(new Entry(account, account.sends - handled + polls));
        drained += account.drained;
        sends += account.sends;
        reschedules += account.reschedules;
        intoHandlers += account.intoHandlers;
        this.handled += handled;
        this.rescuedCalls += rescuedCalls;
        this.rescuedOthers += rescuedOthers;
    }

    /** {@return sends between the readings} */
    long sends() {
        return sends;
    }

    /** {@return sends into handlers} */
    long intoHandlers() {
        return intoHandlers;
    }

    /** {@return messages rescued by polls, by the rows} */
    long rescues() {
        return rescuedCalls + rescuedOthers;
    }

    /**
     * {@return the share of the edges that met a masked target that was lost} At least the sends between a handler's
     * events met one, and with a poll no more than were rescued; between these stand the sends shortly before the entry
     * event, and those longer before it, of which half are taken.
     */
    LostShare share(LostEdges lost) {
        double least = intoHandlers;
        double most = rescues() == 0 ? least : Math.max(least, rescues());
        double before = rescues.count(SendPosition.ENTERING) + rescues.count(SendPosition.BEFORE) / 2.0;
        double masked = rescues() == 0 ? least : Math.min(most, least + before);
        return LostShare.of(lost, least, masked, most);
    }

    private double polls() {
        return rescuedCalls + rescues.ownPollShare() * rescuedOthers + drained;
    }

    private double unanswered() {
        return sends - handled + polls();
    }

    private double merged(int silence, double lostShare) {
        double merged = 0;
        for (Entry entry : entries) {
            merged += entry.account.merged(silence, lostShare);
        }
        return merged;
    }

    private double lostShare(int silence) {
        double share = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            double lost = unanswered() - merged(silence, share);
            share = intoHandlers == 0 ? 0 : Math.max(0, Math.min(1, lost / intoHandlers));
        }
        return share;
    }

    private double lost(int silence) {
        return unanswered() - merged(silence, lostShare(silence));
    }

    private double scatter(double share) {
        double sum = 0;
        double squares = 0;
        for (Entry entry : entries) {
            double left =
                    entry.unanswered - entry.account.merged(Account.LIKELY, share) - share * entry.account.intoHandlers;
            sum += left;
            squares += left * left;
        }
        int n = entries.size();
        return Math.sqrt(Math.max(0, squares - sum * sum / n));
    }

    /** {@return the lost edges, where the order of events is known} */
    LostEdges ordered(String method) {
        double share = lostShare(Account.LIKELY);
        double merged = merged(Account.LIKELY, share);
        double lost = unanswered() - merged;
        double scatter = Z95 * scatter(share);
        double polls = rescues.ownPollShareError() * rescuedOthers;
        double silence = (lost(Account.SILENCES.length - 1) - lost(0)) / 2;
        double merging = MERGE_ERROR * merged;
        double half = Math.sqrt(scatter * scatter + polls * polls + silence * silence + merging * merging);
        if (lost + half < 0) {
            return unknown(sends, MORE_HANDLED);
        }
        return edges(lost, lost - half, lost + half, false, merged, method);
    }

    /**
     * {@return bounds of the lost edges that need no order of events} Calls go only to an empty queue, so nothing but a
     * RESCHEDULE merges. Rescues bound nothing: a lost edge may be repaired by a later interrupt.
     *
     * @param slack sends that may lie on either side of the readings
     */
    LostEdges orderFree(double slack, String method) {
        double least = sends - handled + rescuedCalls + drained - reschedules - CALL_MERGES * sends - slack;
        double most = sends - handled + rescuedCalls + rescuedOthers + drained + slack;
        return most < 0 ? unknown(sends, MORE_HANDLED) : edges(Double.NaN, least, most, true, Double.NaN, method);
    }

    /** {@return the lost edges, of which some are proven one by one} */
    LostEdges atLeast(LostEdges lost, long proven) {
        if (Double.isNaN(lost.estimate())) {
            return lost;
        }
        double low = Math.max(lost.low(), proven);
        double high = Math.max(lost.high(), proven);
        return edges(
                Math.max(lost.estimate(), proven),
                low,
                high,
                lost.bound(),
                lost.coalesced(),
                lost.method() + ", no fewer than are proven one by one");
    }

    private LostEdges edges(double lost, double low, double high, boolean bound, double merged, String method) {
        double deliveries = handled - polls();
        double byEvents = rescues() == 0 ? Double.NaN : rescues.polledMessages();
        return new LostEdges(
                clip(lost), clip(low), clip(high), bound, sends, merged, rescues(), byEvents, deliveries, method);
    }

    private double clip(double edges) {
        return Double.isNaN(edges) ? edges : Math.max(0, Math.min(sends, edges));
    }

    /**
     * {@return bounds of the lost edges of a kernel that polls, from the trace alone} No more edges were lost than
     * calls were rescued, but for the few a later interrupt repaired. If every rescue were followed by an empty
     * delivery, the way out would be no faster after a rescue than after nothing; each rescue without one wins at most
     * the whole of a comparison.
     */
    static LostEdges byWayOut(long sends, long reschedules, RescueTally rescues) {
        double withReschedules = sends == reschedules ? 1 : (double) sends / (sends - reschedules);
        double rescued = rescues.polled();
        double slower = Math.min(1, rescues.slowerAfterRescue() + Z95 * rescues.slowerAfterRescueError());
        boolean told = rescues.timed() >= FEWEST_TIMED && !Double.isNaN(slower);
        double low = rescues.masked() * (told ? Math.max(0, 1 - 2 * slower) : 0);
        double unsure = (1 - rescues.polledShare(SendPosition.LEAVING)) * rescues.count(SendPosition.LEAVING);
        double high = (rescued + unsure) * withReschedules;
        return new LostEdges(
                low > 0 ? (low + high) / 2 : Double.NaN,
                low,
                high,
                true,
                sends,
                Double.NaN,
                Math.round(rescues.polledMessages()),
                rescues.polledMessages(),
                Double.NaN,
                "bound from the trace alone: rescues, and how fast the kernel left them");
    }

    /** {@return bounds of the lost edges from the edges a replay settled one by one} */
    static LostEdges bySingleEdges(long sends, EdgeCounts edges) {
        double proven = edges.all(Ipi.Edge.LOST);
        double open = edges.intoHandlers(Ipi.Edge.UNDETERMINED) + edges.calls(Ipi.Edge.UNDETERMINED);
        return new LostEdges(
                proven,
                proven,
                Math.min(sends, proven + open),
                true,
                sends,
                Double.NaN,
                0,
                Double.NaN,
                Double.NaN,
                "edges proven lost one by one, and those of which nothing is proven");
    }

    /** {@return lost edges of which nothing can be said, and why} */
    static LostEdges unknown(long sends, String why) {
        return new LostEdges(
                Double.NaN, Double.NaN, Double.NaN, false, sends, Double.NaN, 0, Double.NaN, Double.NaN, why);
    }
}
