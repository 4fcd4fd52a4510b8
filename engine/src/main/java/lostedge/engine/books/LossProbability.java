package lostedge.engine.books;

import java.util.Arrays;
import lostedge.engine.rescue.RescueTally;
import lostedge.engine.rescue.SendPosition;

/**
 * How likely the edge of one message was lost, given where it was sent and how it was handled. The probabilities of all
 * edges of a recording add up to the number of lost edges in its books.
 *
 * <p>An edge that met a masked target was lost with the share of the machine. One answered by its own interrupt was not
 * lost. In between, a send some time before the handler's entry event met a target that was either masked already or
 * not running; a send after the exit event was taken by the poll or by its own interrupt. The first are lost as often
 * as the books leave over, the second as often as softirqs follow, which only the way out of a poll can open.
 */
public final class LossProbability {
    private final double[] byPosition;
    private final LostShare share;
    private final double promptNs;
    private final double pollWithinNs;

    private LossProbability(double[] byPosition, LostShare share, double promptNs, double pollWithinNs) {
        this.byPosition = byPosition;
        this.share = share;
        this.promptNs = promptNs;
        this.pollWithinNs = pollWithinNs;
    }

    /** {@return the probabilities of a recording of which nothing can be said} */
    static LossProbability unknown() {
        double[] unknown = new double[SendPosition.values().length];
        Arrays.fill(unknown, Double.NaN);
        return new LossProbability(unknown, LostShare.UNKNOWN, Double.NaN, Double.NaN);
    }

    /**
     * {@return the probabilities of a recording whose books are balanced}
     *
     * @param lost lost edges by the books
     * @param share share of the edges that met a masked target that was lost
     * @param intoHandlers sends between a handler's entry and exit events
     * @param rescues calls handled at the end of other interrupts
     * @param promptNs how long a target that runs takes to answer
     */
    static LossProbability of(double lost, LostShare share, double intoHandlers, RescueTally rescues, double promptNs) {
        double[] p = new double[SendPosition.values().length];
        double masked = share.estimate();
        p[SendPosition.INSIDE.ordinal()] = masked;
        p[SendPosition.ENTERING.ordinal()] = masked;
        p[SendPosition.LEAVING.ordinal()] = masked * rescues.polledShare(SendPosition.LEAVING);
        double left = lost
                - masked * (intoHandlers + rescues.count(SendPosition.ENTERING))
                - p[SendPosition.LEAVING.ordinal()] * rescues.count(SendPosition.LEAVING);
        long before = rescues.count(SendPosition.BEFORE);
        p[SendPosition.BEFORE.ordinal()] = before == 0 ? 0 : Math.max(0, Math.min(masked, left / before));
        return new LossProbability(p, share, promptNs, rescues.pollWithinNs());
    }

    /** {@return the share of the edges that met a masked target that was lost} */
    public LostShare share() {
        return share;
    }

    /** {@return the probability that the edge of a send at this position was lost, or NaN if nothing can be said} */
    public double of(SendPosition position) {
        return byPosition[position.ordinal()];
    }

    /**
     * {@return where a send lies whose message was handled after a handler's exit event, before the CPU left the hard
     * interrupt}
     *
     * @param sendNs the send event
     * @param entryNs the handler's entry event
     * @param exitNs the handler's exit event
     * @param handledNs the start of its function
     */
    public SendPosition place(long sendNs, long entryNs, long exitNs, long handledNs) {
        return SendPosition.of(sendNs, entryNs, exitNs, handledNs, promptNs, pollWithinNs);
    }
}
