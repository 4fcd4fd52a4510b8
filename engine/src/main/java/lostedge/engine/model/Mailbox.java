package lostedge.engine.model;

import lostedge.engine.event.IpiMessage;
import lostedge.engine.model.SystemState.Csd;
import lostedge.engine.model.SystemState.Receive;

/**
 * What others have sent to each CPU of a state: bits and edge, the messages {@code handle_ipi} has taken, the
 * {@code call_single_queue} and the flush that runs.
 */
final class Mailbox {
    private static final int CALL_FUNC = 1 << IpiMessage.CALL_FUNC.ordinal();

    private final long[] words;
    private final Field bits;
    private final Field edge;
    private final Field ops;
    private final Field[] csdQueued;
    private final Field[] csdTaken;
    private final Field[] csdSync;
    private final Field wakesQueued;
    private final Field wakesTaken;

    /** The mailboxes in a state's words. */
    Mailbox(StateLayout layout, long[] words) {
        this.words = words;
        bits = layout.bitsField;
        edge = layout.edge;
        ops = layout.ops;
        csdQueued = layout.csdQueued;
        csdTaken = layout.csdTaken;
        csdSync = layout.csdSync;
        wakesQueued = layout.wakesQueued;
        wakesTaken = layout.wakesTaken;
    }

    int bits(int cpu) {
        int stored = (int) bits.get(words, cpu);
        return bits.width == 1 ? stored << 1 : stored;
    }

    void bits(int cpu, int messages) {
        bits.set(words, cpu, bits.width == 1 ? messages >>> 1 : messages);
    }

    boolean edge(int cpu) {
        return edge.get(words, cpu) != 0;
    }

    void edge(int cpu, boolean held) {
        edge.set(words, cpu, held ? 1 : 0);
    }

    /** Where no CPU takes anything but calls, what it took follows from how far it has come. */
    int ops(int cpu, Receive receive) {
        if (ops.width != 0) {
            return (int) ops.get(words, cpu);
        }
        return receive == Receive.RUN || receive == Receive.FLUSH ? CALL_FUNC : 0;
    }

    void ops(int cpu, int messages) {
        ops.set(words, cpu, messages);
    }

    // ---- The call_single_queue and the flush.

    int lanes() {
        return csdQueued.length;
    }

    Csd csd(int lane, int source, int target) {
        long bit = Field.bit(source, target);
        if ((csdQueued[lane].get(words, target) & bit) != 0) {
            return Csd.QUEUED;
        }
        return (csdTaken[lane].get(words, target) & bit) != 0 ? Csd.TAKEN : Csd.FREE;
    }

    void queueCsd(int lane, int source, int target, boolean sync) {
        long bit = Field.bit(source, target);
        setBits(csdQueued[lane], target, bit, true);
        setBits(csdSync[lane], target, bit, sync);
    }

    void freeCsd(int lane, int source, int target) {
        long bit = Field.bit(source, target);
        setBits(csdTaken[lane], target, bit, false);
        setBits(csdSync[lane], target, bit, false);
    }

    private void setBits(Field field, int cpu, long bits, boolean on) {
        long old = field.get(words, cpu);
        field.set(words, cpu, on ? old | bits : old & ~bits);
    }

    long taken(int lane, int target) {
        return Field.absolute(csdTaken[lane].get(words, target), target);
    }

    long queued(int lane, int target) {
        return Field.absolute(csdQueued[lane].get(words, target), target);
    }

    /** Of the sources, those whose csd is marked {@code CSD_TYPE_SYNC}; meaningful where both kinds occur. */
    long sync(int lane, int target, long sources) {
        return sources & Field.absolute(csdSync[lane].get(words, target), target);
    }

    boolean queueEmpty(int cpu) {
        for (Field queued : csdQueued) {
            if (queued.get(words, cpu) != 0) {
                return false;
            }
        }
        return !wakesQueued(cpu);
    }

    /** Whether the flush has nothing left to do. */
    boolean flushed(int cpu) {
        for (Field taken : csdTaken) {
            if (taken.get(words, cpu) != 0) {
                return false;
            }
        }
        return !wakesTaken(cpu);
    }

    /** Moves the whole queue to the flush that runs. */
    void takeQueue(int cpu) {
        for (int lane = 0; lane < lanes(); lane++) {
            csdTaken[lane].set(words, cpu, csdQueued[lane].get(words, cpu));
            csdQueued[lane].set(words, cpu, 0);
        }
        wakesTaken(cpu, wakesQueued(cpu));
        wakesQueued(cpu, false);
    }

    boolean wakesQueued(int cpu) {
        return wakesQueued.get(words, cpu) != 0;
    }

    void wakesQueued(int cpu, boolean queued) {
        wakesQueued.set(words, cpu, queued ? 1 : 0);
    }

    boolean wakesTaken(int cpu) {
        return wakesTaken.get(words, cpu) != 0;
    }

    void wakesTaken(int cpu, boolean taken) {
        wakesTaken.set(words, cpu, taken ? 1 : 0);
    }
}
