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
 * @param rescues messages rescued by poll or drain
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
        double deliveries,
        String method) {}
