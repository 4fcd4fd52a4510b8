package lostedge.engine.simulate;

import java.util.Arrays;

/**
 * Future events, at most one in each of a fixed number of slots, taken by time, then priority, then sequence: of two at
 * the same time with the same priority, the one scheduled earlier. A tournament tree over the slots (Knuth, The Art of
 * Computer Programming 3, section 5.4.1): every node holds the key of the first event below it, so a change costs one
 * minimum per level. A key orders by time and priority and names its slot; sequences are looked up only where those two
 * are equal. Slots that change often have a subtree of their own under the root, and so a shorter way to it.
 */
final class EventList {
    private static final int SLOT_BITS = 10;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int TIME_SHIFT = SLOT_BITS + 2;
    private static final int ROOT = 1;

    /** The time from which on slots are empty; events at this time or later, 26 days on, are not kept. */
    static final long NEVER = (Long.MAX_VALUE >>> TIME_SHIFT) - (1 << SLOT_BITS);

    private final int often;
    /** Added to a slot's number to find its leaf: for those that change often, and for the others. */
    private final int oftenLeaf;

    private final int seldomLeaf;
    /** Keys: time, priority, slot. Node {@code n} has children {@code 2n} and {@code 2n + 1}. */
    private final long[] first;

    private final long[] sequence;
    private long scheduled;

    /**
     * An empty list of at most 1024 slots.
     *
     * @param often how many slots change often, 1 or more; they have the lowest numbers
     * @param seldom how many others there are
     */
    EventList(int often, int seldom) {
        if (often < 1 || often + seldom > 1 << SLOT_BITS) {
            throw new IllegalArgumentException(
                    "expected 1 to " + (1 << SLOT_BITS) + " slots, found " + often + " and " + seldom);
        }
        this.often = often;
        oftenLeaf = 2 * powerAbove(often);
        seldomLeaf = 3 * powerAbove(seldom) - often;
        sequence = new long[often + seldom];
        first = new long[Math.max(2 * oftenLeaf, seldomLeaf + often + powerAbove(seldom))];
        Arrays.fill(first, Long.MAX_VALUE);
        for (int slot = 0; slot < sequence.length; slot++) {
            put(slot, empty(slot));
        }
    }

    private static int powerAbove(int slots) {
        return slots < 2 ? 1 : Integer.highestOneBit(slots - 1) << 1;
    }

    /** The key of an empty slot: after all events, and equal to no other in what comes before the slot's number. */
    private static long empty(int slot) {
        return NEVER << TIME_SHIFT | (long) slot << SLOT_BITS | slot;
    }

    private int leaf(int slot) {
        return slot + (slot < often ? oftenLeaf : seldomLeaf);
    }

    /**
     * Puts the slot's event at a time, in place of the one it had.
     *
     * @param priority 0 to 3; lower ones come first
     */
    void schedule(int slot, long timeNs, int priority) {
        sequence[slot] = scheduled++;
        put(slot, timeNs >= NEVER ? empty(slot) : timeNs << TIME_SHIFT | (long) priority << SLOT_BITS | slot);
    }

    void cancel(int slot) {
        if (time(slot) < NEVER) {
            put(slot, empty(slot));
        }
    }

    /* Ties are rare: they are looked for without a branch, and only if there was one is the way gone again. */
    private void put(int slot, long key) {
        long winner = key;
        long ties = 0;
        int node = leaf(slot);
        first[node] = key;
        while (node > ROOT) {
            long other = first[node ^ 1];
            ties |= (winner ^ other) - (1 << SLOT_BITS);
            winner = other < winner ? other : winner;
            node >>>= 1;
            first[node] = winner;
        }
        if (ties < 0) {
            putBySequence(slot);
        }
    }

    private void putBySequence(int slot) {
        int node = leaf(slot);
        while (node > ROOT) {
            long a = first[node];
            long b = first[node ^ 1];
            node >>>= 1;
            first[node] = (a ^ b) >>> SLOT_BITS == 0 ? scheduledFirst(a, b) : Math.min(a, b);
        }
    }

    private long scheduledFirst(long a, long b) {
        return sequence[(int) a & SLOT_MASK] < sequence[(int) b & SLOT_MASK] ? a : b;
    }

    /** {@return the slot whose event comes first; meaningful if its time is before {@link #NEVER}} */
    int first() {
        return (int) first[ROOT] & SLOT_MASK;
    }

    /** {@return the time of the event that comes first; {@link #NEVER} or later if there is none} */
    long firstTime() {
        return first[ROOT] >>> TIME_SHIFT;
    }

    /** {@return the time of a slot's event; {@link #NEVER} or later if it has none} */
    long time(int slot) {
        return first[leaf(slot)] >>> TIME_SHIFT;
    }
}
