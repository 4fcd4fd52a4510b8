package lostedge.engine.state;

/**
 * What others have sent to each CPU: bits and edge, the messages {@code handle_ipi} has taken, the
 * {@code call_single_queue} and the flush that runs. Masks have bit {@code n} for CPU {@code n}.
 */
public class Mailboxes {
    private final int cpus;
    private final int lanes;
    final int[] bits;
    final boolean[] edge;
    final int[] ops;
    final boolean[] wakesQueued;
    final boolean[] wakesTaken;
    /** Of csds: by lane, then target. */
    final long[] queued;

    final long[] taken;
    final long[] sync;

    /** All are empty. */
    Mailboxes(StateLayout layout) {
        cpus = layout.configuration().cpus();
        lanes = layout.lanes();
        bits = new int[cpus];
        edge = new boolean[cpus];
        ops = new int[cpus];
        wakesQueued = new boolean[cpus];
        wakesTaken = new boolean[cpus];
        queued = new long[lanes * cpus];
        taken = new long[lanes * cpus];
        sync = new long[lanes * cpus];
    }

    void copyFrom(Mailboxes other) {
        System.arraycopy(other.bits, 0, bits, 0, cpus);
        System.arraycopy(other.edge, 0, edge, 0, cpus);
        System.arraycopy(other.ops, 0, ops, 0, cpus);
        System.arraycopy(other.wakesQueued, 0, wakesQueued, 0, cpus);
        System.arraycopy(other.wakesTaken, 0, wakesTaken, 0, cpus);
        System.arraycopy(other.queued, 0, queued, 0, queued.length);
        System.arraycopy(other.taken, 0, taken, 0, taken.length);
        System.arraycopy(other.sync, 0, sync, 0, sync.length);
    }

    // ---- The hardware and handle_ipi.

    /** {@return {@code ipi_data[cpu].bits}, bit numbers as {@code IpiMessage} ordinals} */
    public int bits(int cpu) {
        touch(Variable.BITS, 0, cpu);
        return bits[cpu];
    }

    /** Sets them. */
    public void bits(int cpu, int messages) {
        touch(Variable.BITS, 0, cpu);
        bits[cpu] = messages;
    }

    /** {@return whether an edge is held for the CPU} */
    public boolean edge(int cpu) {
        touch(Variable.EDGE, 0, cpu);
        return edge[cpu];
    }

    /** Holds an edge, or none. */
    public void edge(int cpu, boolean held) {
        touch(Variable.EDGE, 0, cpu);
        edge[cpu] = held;
    }

    /** {@return the messages {@code handle_ipi} took and has not yet handled} */
    public int ops(int cpu) {
        touch(Variable.OPS, 0, cpu);
        return ops[cpu];
    }

    /** Sets them. */
    public void ops(int cpu, int messages) {
        touch(Variable.OPS, 0, cpu);
        ops[cpu] = messages;
    }

    // ---- The call_single_queue and the flush.

    /** {@return how many lanes of csds there are: one for tasks, a second if softirqs call} */
    public int lanes() {
        return lanes;
    }

    /** {@return who has the csd of a source and lane for a target} */
    public Csd csd(int lane, int source, int target) {
        if ((queued(lane, target) >>> source & 1) != 0) {
            return Csd.QUEUED;
        }
        return (taken(lane, target) >>> source & 1) != 0 ? Csd.TAKEN : Csd.FREE;
    }

    /** {@return sources whose csd of the lane is in the target's queue} */
    public long queued(int lane, int target) {
        touch(Variable.CSDS_QUEUED, lane, target);
        return queued[lane * cpus + target];
    }

    /** {@return sources whose csd of the lane a running flush of the target has} */
    public long taken(int lane, int target) {
        touch(Variable.CSDS_TAKEN, lane, target);
        return taken[lane * cpus + target];
    }

    /** {@return sources whose csd of the lane at the target is marked; see {@link SendStage#marksSync}} */
    public long sync(int lane, int target) {
        touch(Variable.CSDS_SYNC, lane, target);
        return sync[lane * cpus + target];
    }

    /** Puts a csd, which is free, into the target's queue, and marks it or not. */
    public void queueCsd(int lane, int source, int target, boolean marked) {
        touch(Variable.CSDS_QUEUED, lane, target);
        touch(Variable.CSDS_SYNC, lane, target);
        queued[lane * cpus + target] |= 1L << source;
        sync[lane * cpus + target] |= (marked ? 1L : 0) << source;
    }

    /** Frees a csd that the flush has. */
    public void freeCsd(int lane, int source, int target) {
        touch(Variable.CSDS_TAKEN, lane, target);
        touch(Variable.CSDS_SYNC, lane, target);
        taken[lane * cpus + target] &= ~(1L << source);
        sync[lane * cpus + target] &= ~(1L << source);
    }

    /** {@return whether the queue is empty} */
    public boolean queueEmpty(int cpu) {
        long any = 0;
        for (int lane = 0; lane < lanes; lane++) {
            any |= queued(lane, cpu);
        }
        return any == 0 && !wakesQueued(cpu);
    }

    /** {@return whether the flush has nothing left to do} */
    public boolean flushed(int cpu) {
        long any = 0;
        for (int lane = 0; lane < lanes; lane++) {
            any |= taken(lane, cpu);
        }
        return any == 0 && !wakesTaken(cpu);
    }

    /** Moves the whole queue to the flush that runs. */
    public void takeQueue(int cpu) {
        for (int lane = 0; lane < lanes; lane++) {
            touch(Variable.CSDS_QUEUED, lane, cpu);
            touch(Variable.CSDS_TAKEN, lane, cpu);
            taken[lane * cpus + cpu] = queued[lane * cpus + cpu];
            queued[lane * cpus + cpu] = 0;
        }
        wakesTaken(cpu, wakesQueued(cpu));
        wakesQueued(cpu, false);
    }

    /** {@return whether a wake-up is in the queue} */
    public boolean wakesQueued(int cpu) {
        touch(Variable.WAKES_QUEUED, 0, cpu);
        return wakesQueued[cpu];
    }

    /** Queues a wake-up, or none. */
    public void wakesQueued(int cpu, boolean queuesOne) {
        touch(Variable.WAKES_QUEUED, 0, cpu);
        wakesQueued[cpu] = queuesOne;
    }

    /** {@return whether the flush has a wake-up to do} */
    public boolean wakesTaken(int cpu) {
        touch(Variable.WAKES_TAKEN, 0, cpu);
        return wakesTaken[cpu];
    }

    /** Gives the flush a wake-up to do, or none. */
    public void wakesTaken(int cpu, boolean hasOne) {
        touch(Variable.WAKES_TAKEN, 0, cpu);
        wakesTaken[cpu] = hasOne;
    }

    /** A variable is looked at or changed. Only a {@link Footprint} wants to know. */
    void touch(Variable variable, int instance, int cpu) {}
}
