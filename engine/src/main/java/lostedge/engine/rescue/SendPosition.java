package lostedge.engine.rescue;

/**
 * Where a send event lies relative to the interrupt at whose end its message was handled.
 *
 * <p>The events of a handler lag the mask at both ends: {@code do_entInt} raises IPL before {@code irq_handler_entry},
 * and keeps it after {@code irq_handler_exit} until it returns.
 */
public enum SendPosition {
    /** Between the handler's entry and exit events: the edge met a masked target. */
    INSIDE,
    /** Before the entry event, by less than a target that runs takes to answer: it was masked already. */
    ENTERING,
    /** Longer before the entry event, and not answered by then: masked, or not running. */
    BEFORE,
    /** After the exit event, soon enough for the poll: masked still, or on its way to its own interrupt. */
    LEAVING,
    /** Handled by its own interrupt, not at the end of another. */
    ELSEWHERE;

    /**
     * Places a send whose message was handled after a handler's exit event, before the CPU left the hard interrupt.
     *
     * @param sendNs the send event
     * @param entryNs the handler's entry event
     * @param exitNs the handler's exit event
     * @param handledNs the start of its function
     * @param promptNs how long a target that runs takes to answer
     * @param pollWithinNs the longest time from exit event to function in which a poll can have taken it
     */
    public static SendPosition of(
            long sendNs, long entryNs, long exitNs, long handledNs, double promptNs, double pollWithinNs) {
        if (sendNs > exitNs) {
            return handledNs - exitNs <= pollWithinNs ? LEAVING : ELSEWHERE;
        }
        if (sendNs >= entryNs) {
            return INSIDE;
        }
        return entryNs - sendNs <= promptNs ? ENTERING : BEFORE;
    }
}
