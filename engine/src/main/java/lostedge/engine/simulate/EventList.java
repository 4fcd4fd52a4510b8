package lostedge.engine.simulate;

import java.util.Arrays;

/**
 * Future events, at most one in each of a fixed number of slots, taken by time, then priority, then the order in which
 * they were scheduled. A tournament tree over the slots: a change costs one comparison per level (Knuth, The Art of
 * Computer Programming 3, section 5.4.1, "loser trees", here with winners kept).
 */
final class EventList {
    /** The time of an empty slot. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int PRIORITY_SHIFT = 56;

    private final int leaves;
    private final long[] times;
    private final long[] orders;
    /** Winner of each inner node; node 1 is the root, node {@code n} has children {@code 2n} and {@code 2n + 1}. */
    private final int[] winners;

    private long sequence;

    EventList(int slots) {
        leaves = Math.max(2, Integer.highestOneBit(Math.max(1, slots - 1)) << 1);
        times = new long[leaves];
        orders = new long[leaves];
        winners = new int[leaves];
        Arrays.fill(times, NEVER);
        for (int node = leaves - 1; node > 0; node--) {
            winners[node] = 2 * node < leaves ? winners[2 * node] : 2 * node - leaves;
        }
    }

    /** Puts the slot's event at a time, in place of the one it had. Lower priorities come first. */
    void schedule(int slot, long timeNs, int priority) {
        times[slot] = timeNs;
        orders[slot] = (long) priority << PRIORITY_SHIFT | sequence++;
        replay(slot);
    }

    void cancel(int slot) {
        if (times[slot] != NEVER) {
            times[slot] = NEVER;
            replay(slot);
        }
    }

    /** {@return the slot whose event comes first} */
    int first() {
        return winners[1];
    }

    /** {@return the time of a slot's event, or {@link #NEVER}} */
    long time(int slot) {
        return times[slot];
    }

    private void replay(int slot) {
        int winner = slot;
        for (int node = slot + leaves; node > 1; node >>>= 1) {
            int sibling = node ^ 1;
            int rival = sibling >= leaves ? sibling - leaves : winners[sibling];
            if (comesFirst(rival, winner)) {
                winner = rival;
            }
            winners[node >>> 1] = winner;
        }
    }

    private boolean comesFirst(int a, int b) {
        return times[a] < times[b] || times[a] == times[b] && orders[a] < orders[b];
    }
}
