package lostedge.engine.simulate;

import java.util.Arrays;

/**
 * Future events, at most one in each of a fixed number of slots, taken by time, then priority, then the number of the
 * slot. A tournament tree over the slots (Knuth, The Art of Computer Programming 3, section 5.4.1): every node holds
 * the least key below it, and a key is all that orders an event, so a change costs one minimum per level and no branch.
 */
final class EventList {
    private static final int SLOT_BITS = 10;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int TIME_SHIFT = SLOT_BITS + 2;
    private static final long NO_EVENT = Long.MAX_VALUE;

    /** The time of an empty slot; events at this time or later, 26 days on, are not kept. */
    static final long NEVER = NO_EVENT >>> TIME_SHIFT;

    private final int leaves;
    /** Keys: time, priority, slot. Node 1 is the root, node {@code n} has children {@code 2n} and {@code 2n + 1}. */
    private final long[] least;

    /** An empty list of at most 1024 slots. */
    EventList(int slots) {
        if (slots > 1 << SLOT_BITS) {
            throw new IllegalArgumentException("expected at most " + (1 << SLOT_BITS) + " slots, found " + slots);
        }
        leaves = Math.max(2, Integer.highestOneBit(Math.max(1, slots - 1)) << 1);
        least = new long[2 * leaves];
        Arrays.fill(least, NO_EVENT);
    }

    /**
     * Puts the slot's event at a time, in place of the one it had.
     *
     * @param priority 0 to 3; lower ones come first
     */
    void schedule(int slot, long timeNs, int priority) {
        put(slot, timeNs >= NEVER ? NO_EVENT : timeNs << TIME_SHIFT | (long) priority << SLOT_BITS | slot);
    }

    void cancel(int slot) {
        put(slot, NO_EVENT);
    }

    private void put(int slot, long key) {
        long winner = key;
        int node = leaves + slot;
        least[node] = key;
        while (node > 1) {
            winner = Math.min(winner, least[node ^ 1]);
            node >>>= 1;
            least[node] = winner;
        }
    }

    /** {@return the slot whose event comes first; meaningful unless its time is {@link #NEVER}} */
    int first() {
        return (int) least[1] & SLOT_MASK;
    }

    /** {@return the time of the event that comes first, or {@link #NEVER}} */
    long firstTime() {
        return least[1] >>> TIME_SHIFT;
    }

    /** {@return the time of a slot's event, or {@link #NEVER}} */
    long time(int slot) {
        return least[leaves + slot] >>> TIME_SHIFT;
    }
}
