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

    private final StateLayout layout;
    private final long[] words;

    /** The mailboxes in a state's words. */
    Mailbox(StateLayout layout, long[] words) {
        this.layout = layout;
        this.words = words;
    }

    int bits(int cpu) {
        int stored = (int) layout.bitsField.get(words, cpu);
        return layout.bitsField.width == 1 ? stored << 1 : stored;
    }

    void bits(int cpu, int bits) {
        layout.bitsField.set(words, cpu, layout.bitsField.width == 1 ? bits >>> 1 : bits);
    }

    boolean edge(int cpu) {
        return layout.edge.get(words, cpu) != 0;
    }

    void edge(int cpu, boolean held) {
        layout.edge.set(words, cpu, held ? 1 : 0);
    }

    /** Where no CPU takes anything but calls, what it took follows from how far it has come. */
    int ops(int cpu, Receive receive) {
        if (layout.ops.width != 0) {
            return (int) layout.ops.get(words, cpu);
        }
        return receive == Receive.RUN || receive == Receive.FLUSH ? CALL_FUNC : 0;
    }

    void ops(int cpu, int ops) {
        layout.ops.set(words, cpu, ops);
    }

    // ---- The call_single_queue and the flush.

    int lanes() {
        return layout.csdQueued.length;
    }

    Csd csd(int lane, int source, int target) {
        long bit = Field.bit(source, target);
        if ((layout.csdQueued[lane].get(words, target) & bit) != 0) {
            return Csd.QUEUED;
        }
        return (layout.csdTaken[lane].get(words, target) & bit) != 0 ? Csd.TAKEN : Csd.FREE;
    }

    void queueCsd(int lane, int source, int target, boolean sync) {
        long bit = Field.bit(source, target);
        setBits(layout.csdQueued[lane], target, bit, true);
        setBits(layout.csdSync[lane], target, bit, sync);
    }

    void freeCsd(int lane, int source, int target) {
        long bit = Field.bit(source, target);
        setBits(layout.csdTaken[lane], target, bit, false);
        setBits(layout.csdSync[lane], target, bit, false);
    }

    private void setBits(Field field, int cpu, long bits, boolean on) {
        long old = field.get(words, cpu);
        field.set(words, cpu, on ? old | bits : old & ~bits);
    }

    long taken(int lane, int target) {
        return Field.absolute(layout.csdTaken[lane].get(words, target), target);
    }

    long queued(int lane, int target) {
        return Field.absolute(layout.csdQueued[lane].get(words, target), target);
    }

    /** Of the sources, those whose csd is marked {@code CSD_TYPE_SYNC}; meaningful where both kinds occur. */
    long sync(int lane, int target, long sources) {
        return sources & Field.absolute(layout.csdSync[lane].get(words, target), target);
    }

    boolean queueEmpty(int cpu) {
        for (Field queued : layout.csdQueued) {
            if (queued.get(words, cpu) != 0) {
                return false;
            }
        }
        return !wakesQueued(cpu);
    }

    /** Whether the flush has nothing left to do. */
    boolean flushed(int cpu) {
        for (Field taken : layout.csdTaken) {
            if (taken.get(words, cpu) != 0) {
                return false;
            }
        }
        return !wakesTaken(cpu);
    }

    /** Moves the whole queue to the flush that runs. */
    void takeQueue(int cpu) {
        for (int lane = 0; lane < lanes(); lane++) {
            layout.csdTaken[lane].set(words, cpu, layout.csdQueued[lane].get(words, cpu));
            layout.csdQueued[lane].set(words, cpu, 0);
        }
        wakesTaken(cpu, wakesQueued(cpu));
        wakesQueued(cpu, false);
    }

    boolean wakesQueued(int cpu) {
        return layout.wakesQueued.get(words, cpu) != 0;
    }

    void wakesQueued(int cpu, boolean queued) {
        layout.wakesQueued.set(words, cpu, queued ? 1 : 0);
    }

    boolean wakesTaken(int cpu) {
        return layout.wakesTaken.get(words, cpu) != 0;
    }

    void wakesTaken(int cpu, boolean taken) {
        layout.wakesTaken.set(words, cpu, taken ? 1 : 0);
    }
}
