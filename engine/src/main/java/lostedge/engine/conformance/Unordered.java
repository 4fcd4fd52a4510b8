package lostedge.engine.conformance;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import lostedge.engine.belief.TooManyStates;
import lostedge.engine.event.EventBatch;

/**
 * Events that may have happened in another order than they are recorded in, as their stamps are too close.
 *
 * <p>Of two events of different CPUs that lie within the tolerance either may have been first. What a receiver does
 * stays in its recorded order; what others send to it may begin as early as the tolerance allows, so a send is told as
 * soon as it is read, and the events of receivers wait here until no such send can follow. That a sender is past a send
 * may be as late as the tolerance allows, so it waits until the receiver's events of that time have gone by. What
 * contradicts the model then, contradicts it in every order.
 */
final class Unordered {
    /** Takes what can no longer change its place. */
    interface Listener {
        /** A receiver's event. */
        void happens(EventBatch batch, int row, long index);

        /** What a sender's event tells. */
        void passes(Passage passage);
    }

    private static final int FIRST_ROWS = 1 << 10;
    private static final int MOST_ROWS = 1 << 16;

    private final long toleranceNs;
    private final Listener listener;
    private final Deque<Passage> passages = new ArrayDeque<>();
    private EventBatch rows = new EventBatch(FIRST_ROWS);
    private long[] indices = new long[FIRST_ROWS];
    private int head;

    Unordered(long toleranceNs, Listener listener) {
        this.toleranceNs = toleranceNs;
        this.listener = listener;
    }

    /** No event before this time is read any more; what follows it surely may go on. */
    void until(long ns) {
        while (head < rows.size() && rows.timestampNs[head] < ns - toleranceNs) {
            happens();
        }
        pass(head < rows.size() ? rows.timestampNs[head] : ns);
    }

    /** Nothing follows for now. */
    void end() {
        while (head < rows.size()) {
            happens();
        }
        pass(Long.MAX_VALUE);
    }

    /** Drops all. */
    void clear() {
        rows.clear();
        head = 0;
        passages.clear();
    }

    private void happens() {
        int row = head++;
        pass(rows.timestampNs[row]);
        listener.happens(rows, row, indices[row]);
    }

    private void pass(long ns) {
        for (Passage next = passages.peek();
                next != null && next.event().ns() < ns - toleranceNs;
                next = passages.peek()) {
            passages.remove();
            listener.passes(next);
        }
    }

    /** A receiver's event. */
    void add(EventBatch batch, int row, long index) {
        if (rows.isFull()) {
            makeRoom();
        }
        indices[rows.size()] = index;
        rows.appendFrom(batch, row);
    }

    /** What a sender's event tells. */
    void add(Passage passage) {
        passages.add(passage);
    }

    private void makeRoom() {
        int left = rows.size() - head;
        if (left >= MOST_ROWS) {
            throw new TooManyStates("more than " + MOST_ROWS + " events lie closer than stamps tell their order");
        }
        EventBatch longer = new EventBatch(Math.max(FIRST_ROWS, 2 * left));
        longer.appendFrom(rows, head, left);
        indices = Arrays.copyOf(Arrays.copyOfRange(indices, head, head + left), longer.capacity());
        rows = longer;
        head = 0;
    }
}
