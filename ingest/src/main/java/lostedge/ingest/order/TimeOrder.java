package lostedge.ingest.order;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;

/**
 * Puts rows into time order. perf writes each CPU's buffer in turn and marks the end of every round; what was recorded
 * before a round began cannot appear after it has ended, so at the end of a round all rows up to the newest of the
 * round before are in place ({@code tools/perf/util/ordered-events.c}).
 *
 * <p>Rows come in runs that are in order, a CPU's buffer each: {@link SortedRuns} merges them, and rows of one time
 * come in the order they were appended.
 *
 * <p>Holds a bounded number of rows: where a round is longer, {@link #isFull} says so.
 */
public final class TimeOrder {
    private static final int MAX_HELD = 1 << 20;
    private static final int FEW = 1 << 11;

    private final SortedRuns runs = new SortedRuns();
    private final int[] next = new int[FEW];
    private EventBatch held = new EventBatch(1 << 12);
    private long newest = Long.MIN_VALUE;
    private long newestOfLastRound = Long.MIN_VALUE;

    /**
     * {@return the batch new rows are appended to, none while ready rows have not been handed out; it has room for
     * {@code rows} of them}
     */
    public EventBatch room(int rows) {
        if (held.size() + rows > held.capacity()) {
            EventBatch larger = new EventBatch(Math.max(held.capacity() * 2, held.size() + rows));
            larger.appendFrom(held, 0, held.size());
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
        runs.open(held, newestOfLastRound);
        newestOfLastRound = newest;
    }

    /** Makes the older half ready although its round has not ended. */
    public void letGoEarly() {
        long[] times = Arrays.copyOf(held.timestampNs, held.size());
        Arrays.sort(times);
        runs.open(held, times[times.length / 2]);
    }

    /** Makes all rows ready. */
    public void end() {
        runs.open(held, Long.MAX_VALUE);
    }

    /** Moves ready rows into a batch until it is full; {@return whether more are ready} */
    public boolean handOut(EventBatch batch) {
        while (!batch.isFull()) {
            int rows = runs.next(next, Math.min(FEW, batch.capacity() - batch.size()));
            if (rows == 0) {
                runs.keepRest(held);
                return false;
            }
            append(rows, batch);
        }
        return true;
    }

    /** Hot: column by column, since a row's columns lie far apart. */
    private void append(int rows, EventBatch batch) {
        int to = batch.size();
        batch.resize(to + rows);
        gather(held.timestampNs, batch.timestampNs, to, rows);
        gather(held.cpu, batch.cpu, to, rows);
        gather(held.kind, batch.kind, to, rows);
        gather(held.flags, batch.flags, to, rows);
        gather(held.pid, batch.pid, to, rows);
        gather(held.peer, batch.peer, to, rows);
        gather(held.code, batch.code, to, rows);
        gather(held.reference, batch.reference, to, rows);
        gather(held.label, batch.label, to, rows);
        gather(held.site, batch.site, to, rows);
        gather(held.position, batch.position, to, rows);
    }

    private void gather(long[] from, long[] into, int to, int rows) {
        for (int i = 0; i < rows; i++) {
            into[to + i] = from[next[i]];
        }
    }

    private void gather(int[] from, int[] into, int to, int rows) {
        for (int i = 0; i < rows; i++) {
            into[to + i] = from[next[i]];
        }
    }

    private void gather(byte[] from, byte[] into, int to, int rows) {
        for (int i = 0; i < rows; i++) {
            into[to + i] = from[next[i]];
        }
    }
}
