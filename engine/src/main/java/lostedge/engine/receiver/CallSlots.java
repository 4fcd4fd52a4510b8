package lostedge.engine.receiver;

import java.util.Arrays;
import lostedge.engine.belief.TooManyStates;
import lostedge.engine.event.EventBatch;
import org.jspecify.annotations.Nullable;

/** Which recorded call each sender of a receiver's system stands for. */
public final class CallSlots {
    /** How a queued call is run. */
    public enum Kind {
        /** As a function with events of its own. */
        FUNCTION,
        /** With all others of its kind, by {@code sched_ttwu_pending}. */
        WAKE_UP,
        /** By {@code irq_work}, without events. */
        IRQ_WORK,
        /** Not at all: a message without a queue. */
        RESCHEDULE
    }

    /**
     * A call as recorded.
     *
     * @param kind how it is run
     * @param source the CPU that queued it
     * @param csd its pointer, or {@link EventBatch#HIDDEN_POINTER}
     * @param function id of the function's name
     * @param queuedNs when it was queued, ns
     */
    public record Call(Kind kind, int source, long csd, int function, long queuedNs) {}

    /** A message without a queue. */
    public static final Call RESCHEDULE = new Call(Kind.RESCHEDULE, EventBatch.NONE, 0, EventBatch.NONE, 0);

    private final @Nullable Call[] calls;
    private final long[] order;
    private final boolean[] ran;
    private long next;

    CallSlots(int slots) {
        calls = new Call[slots + 1];
        order = new long[slots + 1];
        ran = new boolean[slots + 1];
    }

    /** {@return how many calls it can hold} */
    public int size() {
        return calls.length - 1;
    }

    void clear() {
        Arrays.fill(calls, null);
    }

    /** {@return the first slot taken, or 0} */
    public int first() {
        for (int slot = 1; slot < calls.length; slot++) {
            if (calls[slot] != null) {
                return slot;
            }
        }
        return 0;
    }

    /** {@return the call in a slot, or null} */
    public @Nullable Call call(int slot) {
        return calls[slot];
    }

    int take(Call call) {
        for (int slot = 1; slot < calls.length; slot++) {
            if (calls[slot] == null) {
                calls[slot] = call;
                order[slot] = next++;
                ran[slot] = false;
                return slot;
            }
        }
        throw new TooManyStates("more than " + size() + " sends are under way to one CPU");
    }

    void free(int slot) {
        calls[slot] = null;
    }

    /** Notes that the call's function has run. */
    void ran(int slot) {
        ran[slot] = true;
    }

    /** {@return the slot of the oldest call that has not run with this csd, and function where it is hidden; or 0} */
    int find(Call wanted) {
        int found = 0;
        for (int slot = 1; slot < calls.length; slot++) {
            Call call = calls[slot];
            if (call == null || ran[slot] || call.kind() != Kind.FUNCTION || call.csd() != wanted.csd()) {
                continue;
            }
            boolean same = wanted.csd() != EventBatch.HIDDEN_POINTER || call.function() == wanted.function();
            if (same && (found == 0 || order[slot] < order[found])) {
                found = slot;
            }
        }
        return found;
    }
}
