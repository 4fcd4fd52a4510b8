package lostedge.ingest.order;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;

/**
 * Puts rows into time order. perf writes each CPU's buffer in turn and marks the end of every round; what was recorded
 * before a round began cannot appear after it has ended, so at the end of a round all rows up to the newest of the
 * round before are in place ({@code tools/perf/util/ordered-events.c}).
 *
 * <p>Holds a bounded number of rows: where rounds are longer, the older half is let go early and {@link #early} counts
 * how often that was.
 */
public final class TimeOrder {
    private static final int MAX_HELD = 1 << 20;

    private EventBatch held = new EventBatch(1 << 12);
    private int[] order = {};
    private int ordered;
    private long readyUntil;
    private int handedOut;
    private long newest = Long.MIN_VALUE;
    private long newestOfLastRound = Long.MIN_VALUE;
    private long early;

    /** {@return the batch new rows are appended to; it has room for {@code rows} of them} */
    public EventBatch room(int rows) {
        if (held.size() + rows > held.capacity()) {
            EventBatch larger = new EventBatch(Math.max(held.capacity() * 2, held.size() + rows));
            for (int row = 0; row < held.size(); row++) {
                larger.appendFrom(held, row);
            }
            held = larger;
        }
        return held;
    }

    /** Notes the time of the newest row appended. */
    public void note(long timestampNs) {
        newest = Math.max(newest, timestampNs);
    }

    /** {@return whether so many rows are held that some must go} */
    public boolean isFull() {
        return held.size() >= MAX_HELD;
    }

    /** Ends a round: rows up to the newest of the round before become ready. */
    public void endRound() {
        long until = newestOfLastRound;
        newestOfLastRound = newest;
        ready(until);
    }

    /** Makes the older half ready although its round has not ended. */
    public void letGoEarly() {
        early++;
        long[] times = Arrays.copyOf(held.timestampNs, held.size());
        Arrays.sort(times);
        ready(times[times.length / 2]);
    }

    /** Makes all rows ready. */
    public void end() {
        ready(Long.MAX_VALUE);
    }

    private void ready(long until) {
        if (order.length < held.size()) {
            order = new int[held.capacity()];
        }
        readyUntil = until;
        ordered = 0;
        for (int row = 0; row < held.size(); row++) {
            if (held.timestampNs[row] <= until) {
                order[ordered++] = row;
            }
        }
        sort(order, ordered, held.timestampNs);
        handedOut = 0;
    }

    /** Moves ready rows into a batch until it is full; {@return whether more are ready} */
    public boolean handOut(EventBatch batch) {
        while (handedOut < ordered && !batch.isFull()) {
            batch.appendFrom(held, order[handedOut++]);
        }
        if (handedOut < ordered) {
            return true;
        }
        forgetReady();
        return false;
    }

    private void forgetReady() {
        if (ordered == 0) {
            return;
        }
        int rows = held.size();
        held.clear();
        for (int row = 0; row < rows; row++) {
            if (held.timestampNs[row] > readyUntil) {
                held.appendFrom(held, row);
            }
        }
        ordered = 0;
        handedOut = 0;
    }

    /** {@return how often rows were let go before their round had ended} */
    public long early() {
        return early;
    }

    /** Sorts row numbers by time, stably: a natural merge sort, since every CPU's rows are in order already. */
    private static void sort(int[] rows, int count, long[] times) {
        int[] from = rows;
        int[] to = new int[count];
        boolean sorted = false;
        while (!sorted) {
            sorted = true;
            int at = 0;
            while (at < count) {
                int middle = runEnd(from, at, count, times);
                int end = middle == count ? count : runEnd(from, middle, count, times);
                sorted &= at == 0 && middle == count;
                merge(from, at, middle, end, to, times);
                at = end;
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        if (from != rows) {
            System.arraycopy(from, 0, rows, 0, count);
        }
    }

    private static int runEnd(int[] rows, int from, int count, long[] times) {
        int at = from + 1;
        while (at < count && times[rows[at - 1]] <= times[rows[at]]) {
            at++;
        }
        return at;
    }

    private static void merge(int[] from, int start, int middle, int end, int[] to, long[] times) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = left < middle && (right == end || times[from[left]] <= times[from[right]]);
            to[at] = takeLeft ? from[left++] : from[right++];
        }
    }
}
