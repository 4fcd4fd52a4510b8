package lostedge.engine.timeline;

import java.util.function.Consumer;
import lostedge.engine.event.EventBatch;
import org.jspecify.annotations.Nullable;

/**
 * Outstanding calls by csd and target, in order of queueing. Calls whose csd the kernel hid are told apart by function
 * and target only.
 *
 * <p>One csd cannot be queued twice at once. Two outstanding calls of one csd therefore mean that the start of the
 * first was missed, unless both were stamped alike: then the clock was too coarse to show the start between them.
 */
final class CallTable {
    private static final int MIN_CAPACITY = 256;

    private @Nullable Call[] heads = new Call[MIN_CAPACITY];
    private int used;
    private int size;

    /** {@return how many calls are outstanding} */
    int size() {
        return size;
    }

    private static long key(long csd, int function) {
        return csd == EventBatch.HIDDEN_POINTER ? ~(long) function : csd;
    }

    private static long key(Call call) {
        return key(call.csd, call.function);
    }

    private int slot(long key, int target) {
        long mixed = (key ^ (long) target << 56) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (heads.length - 1);
        for (Call head = heads[slot]; head != null; head = heads[slot]) {
            if (head.target == target && key(head) == key) {
                break;
            }
            slot = (slot + 1) & (heads.length - 1);
        }
        return slot;
    }

    /** {@return a call of the same csd, for the same target, that has not started; null if its csd is hidden} */
    @Nullable
    Call outstanding(Call call) {
        return call.csd == EventBatch.HIDDEN_POINTER ? null : heads[slot(key(call), call.target)];
    }

    void add(Call call) {
        int slot = slot(key(call), call.target);
        size++;
        Call head = heads[slot];
        if (head == null) {
            heads[slot] = call;
            if (++used * 2 > heads.length) {
                grow();
            }
            return;
        }
        while (head.nextSameKey != null) {
            head = head.nextSameKey;
        }
        head.nextSameKey = call;
    }

    /**
     * Takes out the call a start belongs to: of several with one key the first, but for wake-ups that an earlier start
     * has probably taken.
     *
     * @param unseen receives calls of the same csd whose start must have been missed
     * @return null if no such call is outstanding
     */
    @Nullable
    Call start(long csd, int function, int target, long startNs, Consumer<Call> unseen) {
        long key = key(csd, function);
        int slot = slot(key, target);
        Call head = heads[slot];
        while (head != null
                && csd != EventBatch.HIDDEN_POINTER
                && head.nextSameKey != null
                && head.nextSameKey.queueNs < startNs
                && head.queueNs < head.nextSameKey.queueNs) {
            Call missed = head;
            head = head.nextSameKey;
            heads[slot] = head;
            size--;
            unseen.accept(missed);
        }
        if (head == null) {
            return null;
        }
        Call first = head;
        while (first.batchStartNs != Call.NEVER && first.nextSameKey != null) {
            first = first.nextSameKey;
        }
        if (first.batchStartNs != Call.NEVER) {
            first = head;
        }
        remove(first);
        return first;
    }

    void remove(Call call) {
        int slot = slot(key(call), call.target);
        Call head = heads[slot];
        if (head == call) {
            removeHead(slot, head);
            return;
        }
        for (Call before = head; before != null; before = before.nextSameKey) {
            if (before.nextSameKey == call) {
                before.nextSameKey = call.nextSameKey;
                size--;
                return;
            }
        }
    }

    private void removeHead(int slot, Call head) {
        size--;
        heads[slot] = head.nextSameKey;
        if (heads[slot] == null) {
            used--;
            closeGap(slot);
        }
    }

    private void closeGap(int empty) {
        int mask = heads.length - 1;
        for (int slot = (empty + 1) & mask; ; slot = (slot + 1) & mask) {
            Call head = heads[slot];
            if (head == null) {
                return;
            }
            heads[slot] = null;
            heads[slot(key(head), head.target)] = head;
        }
    }

    private void grow() {
        @Nullable Call[] old = heads;
        heads = new Call[old.length * 2];
        for (Call head : old) {
            if (head != null) {
                heads[slot(key(head), head.target)] = head;
            }
        }
    }
}
