package lostedge.engine.finding;

/**
 * The number of lost edges estimated from the books of sends, rescues and deliveries.
 *
 * @param estimate most likely number, or NaN where nothing can be said
 * @param low lower end of the 95% interval or, where {@code bound} is true, of an order-free bound
 * @param high upper end
 * @param bound whether low and high bound the number without a probability attached
 * @param sends traced sends x targets the books cover
 * @param coalesced of those, coalesced
 * @param rescues messages rescued by polls: as the counters have it, or where none cover the books as events tell
 * @param rescuesByEvents messages rescued by polls over the whole recording, estimated from events alone: calls handled
 *     at the end of other interrupts, and RESCHEDULEs, which no event shows handled, in proportion; NaN without a poll
 * @param deliveries interrupts that delivered a message
 * @param method how it was found, one clause
 */
public record LostEdges(
        double estimate,
        double low,
        double high,
        boolean bound,
        long sends,
        double coalesced,
        long rescues,
        double rescuesByEvents,
        double deliveries,
        String method) {

    /** {@return whether the books could be balanced: without it nothing but the sends and the reason is known} */
    public boolean isBalanced() {
        return !Double.isNaN(high);
    }
}
