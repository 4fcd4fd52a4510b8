package lostedge.engine.rescue;

/**
 * Calls handled at the end of other interrupts, by where they were sent, and how long the way out of the interrupt took
 * afterwards.
 *
 * <p>A latched edge outlives the poll that takes its message. It is delivered as soon as softirqs open the mask, and
 * that empty delivery puts off the first softirq. The time from the last {@code csd_function_exit} to
 * {@code softirq_entry} is compared with that from {@code irq_handler_exit} to {@code softirq_entry} where the poll
 * found nothing. Without an empty delivery the first way is a part of the second and must be shorter.
 */
public final class RescueTally {
    private static final long BIN_NS = 250;
    private static final int BINS = 1 << 10;

    private static final double POLLS_SOON_ENOUGH = 0.95;

    private final LatencyHistogram polls = new LatencyHistogram();
    private final long[] count = new long[SendPosition.values().length];
    private final long[] followed = new long[SendPosition.values().length];
    private final long[] afterRescue = new long[BINS];
    private final long[] afterNothing = new long[BINS];
    private long plain;
    private long plainOwn;
    private long reschedules;
    private long reschedulesAlone;
    private long afterRescues;
    private long afterNothings;

    /** A RESCHEDULE was sent into a handler; tells whether the poll there had nothing else to take. */
    void rescheduled(boolean alone) {
        reschedules++;
        reschedulesAlone += alone ? 1 : 0;
    }

    /** {@return the share of the rescued reschedules that had a poll of their own, after Laplace} */
    public double ownPollShare() {
        return (reschedulesAlone + 1.0) / (reschedules + 2.0);
    }

    /** {@return half-width of the 95% interval of {@link #ownPollShare()}} */
    public double ownPollShareError() {
        double share = ownPollShare();
        return 1.96 * Math.sqrt(share * (1 - share) / (reschedules + 3.0));
    }

    /** A call sent into a handler was handled this long after the handler's exit event. */
    void pollTook(long ns) {
        polls.add(ns);
    }

    /** {@return the delay after an exit event up to which a call may have been taken by the poll, ns} */
    public double pollWithinNs() {
        return polls.quantile(POLLS_SOON_ENOUGH);
    }

    void metPlainSection(boolean ownInterrupt) {
        plain++;
        plainOwn += ownInterrupt ? 1 : 0;
    }

    /** {@return calls that met a target with interrupts off outside of interrupts} */
    public long metPlainSections() {
        return plain;
    }

    /** {@return of those, the calls that their own interrupt brought} */
    public long answeredAfterPlainSections() {
        return plainOwn;
    }

    void handled(SendPosition position) {
        count[position.ordinal()]++;
    }

    /** A softirq followed the handling of a call; the gap counts only where the edge surely met a mask. */
    void softirqAfterRescue(SendPosition position, long gapNs) {
        followed[position.ordinal()]++;
        if (position == SendPosition.INSIDE || position == SendPosition.ENTERING) {
            afterRescue[bin(gapNs)]++;
            afterRescues++;
        }
    }

    void softirqAfterNothing(long gapNs) {
        afterNothing[bin(gapNs)]++;
        afterNothings++;
    }

    private static int bin(long gapNs) {
        return (int) Math.max(0, Math.min(BINS - 1, gapNs / BIN_NS));
    }

    /** {@return calls handled at the end of another interrupt that were sent at this position} */
    public long count(SendPosition position) {
        return count[position.ordinal()];
    }

    /** {@return calls handled at the end of another interrupt whose edge surely met its mask} */
    public long masked() {
        return count(SendPosition.INSIDE) + count(SendPosition.ENTERING);
    }

    /** {@return calls a poll took, as far as the trace tells} */
    public double polled() {
        return masked() + count(SendPosition.BEFORE) + polledShare(SendPosition.LEAVING) * count(SendPosition.LEAVING);
    }

    /**
     * {@return messages polls took, as far as the trace tells} No event shows a RESCHEDULE handled: those sent into
     * handlers are taken to be rescued as often as calls sent there, and as many more outside the handler's events.
     */
    public double polledMessages() {
        long inside = count(SendPosition.INSIDE);
        return inside == 0 ? polled() : polled() * (1 + (double) reschedules / inside);
    }

    /**
     * {@return the share of the calls sent at a position that a poll took, not their own interrupt} Softirqs run on the
     * way out of the interrupt the poll belongs to; after an own interrupt they have run before.
     */
    public double polledShare(SendPosition position) {
        double inside = rate(SendPosition.INSIDE);
        return inside == 0 ? 1 : Math.min(1, rate(position) / inside);
    }

    private double rate(SendPosition position) {
        long of = count[position.ordinal()];
        return of == 0 ? 0 : (double) followed[position.ordinal()] / of;
    }

    /** {@return rescues whose way out was timed} */
    public long timed() {
        return Math.min(afterRescues, afterNothings);
    }

    /**
     * {@return the probability that the way out takes longer after a rescue than after a poll that found nothing, ties
     * counted half (the Mann-Whitney statistic), or NaN without samples} It is far below one half if no empty delivery
     * follows, and about one half or more if one does.
     */
    public double slowerAfterRescue() {
        if (timed() == 0) {
            return Double.NaN;
        }
        double wins = 0;
        long shorter = 0;
        for (int bin = 0; bin < BINS; bin++) {
            wins += afterRescue[bin] * (shorter + afterNothing[bin] / 2.0);
            shorter += afterNothing[bin];
        }
        return wins / afterRescues / afterNothings;
    }

    /**
     * {@return standard error of {@link #slowerAfterRescue()}} After Hanley and McNeil, "The meaning and use of the
     * area under a ROC curve", Radiology 143 (1982), with their exponential approximation.
     */
    public double slowerAfterRescueError() {
        double area = slowerAfterRescue();
        double both = area / (2 - area);
        double twice = 2 * area * area / (1 + area);
        double variance = (area * (1 - area)
                        + (afterRescues - 1) * (both - area * area)
                        + (afterNothings - 1) * (twice - area * area))
                / ((double) afterRescues * afterNothings);
        return Math.sqrt(variance);
    }
}
