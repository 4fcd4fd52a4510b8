package lostedge.engine.model;

import java.util.Arrays;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.KernelVariant.DrainReads;
import org.jspecify.annotations.Nullable;

/**
 * A state of the modelled machine, packed into words by a {@link StateLayout}. All zero is the initial state: every CPU
 * in its base context at IPL 0, nothing sent.
 */
public final class SystemState {
    /** Context of a task. */
    public static final int TASK = 0;
    /** Context of softirqs in the outermost {@code irq_exit}. */
    public static final int SOFTIRQ = 1;
    /** Context of an interrupt, inside {@code do_entInt} at IPL 7. */
    public static final int INTERRUPT = 2;

    /** Added to a CPU number where a csd is meant that softirqs of that CPU own. */
    public static final int SOFTIRQ_CSD = 64;

    /** How far a send has come. */
    public enum Point {
        /** There is none. */
        IDLE,
        /** At the IPI lock. */
        TRY_LOCK,
        /** In {@code alpha_drain_ipi}, before its own bits are read. */
        DRAIN_READ,
        /** In {@code alpha_drain_ipi}, before {@code local_irq_save}. */
        DRAIN_SAVE,
        /** In {@code alpha_drain_ipi}, before {@code local_irq_restore}. */
        DRAIN_RESTORE,
        /** At {@code csd_lock} and {@code llist_add} for the targets still to do. */
        ENQUEUE,
        /** Before a bit is set. */
        SET_BITS,
        /** Before a {@code wripir}. */
        WRIPIR,
        /** In {@code csd_lock_wait}. */
        WAIT,
        /** Before the IPI lock is released. */
        UNLOCK;

        private static final Point[] VALUES = values();
    }

    /** What a send is. */
    public enum Send {
        /** {@code smp_call_function_many}. */
        CALL(IpiMessage.CALL_FUNC),
        /** {@code ttwu_queue_wakelist}. */
        WAKE(IpiMessage.CALL_FUNC),
        /** {@code smp_send_reschedule}. */
        RESCHEDULE(IpiMessage.RESCHEDULE),
        /** {@code smp_send_stop}. */
        STOP(IpiMessage.CPU_STOP);

        private static final Send[] VALUES = values();
        private final int bit;

        Send(IpiMessage message) {
            bit = 1 << message.ordinal();
        }

        /** {@return the bit it sets in its targets' {@code ipi_data[].bits}} */
        public int bit() {
            return bit;
        }
    }

    /** Who has a csd. */
    public enum Csd {
        /** Nobody: the last use has ended, {@code CSD_FLAG_LOCK} is clear. */
        FREE,
        /** The target's {@code call_single_queue}. */
        QUEUED,
        /** A running flush of the target. */
        TAKEN
    }

    /** How far {@code handle_ipi} has come. */
    public enum Receive {
        /** It does not run. */
        NONE,
        /** Before {@code xchg}. */
        XCHG,
        /** Before the next of the messages taken. */
        RUN,
        /** In a flush of the queue. */
        FLUSH,
        /** Halted for good. */
        HALTED;

        private static final Receive[] VALUES = values();
    }

    private static final int CALL_FUNC = 1 << IpiMessage.CALL_FUNC.ordinal();

    private final StateLayout layout;
    private final long[] words;

    /** The initial state. */
    public SystemState(StateLayout layout) {
        this.layout = layout;
        words = new long[layout.words()];
    }

    /** {@return the packed words themselves; writing them changes the state} */
    public long[] words() {
        return words;
    }

    /** {@return where the variables live} */
    public StateLayout layout() {
        return layout;
    }

    /** Becomes equal to another state of the same layout. */
    public void copyFrom(SystemState other) {
        System.arraycopy(other.words, 0, words, 0, words.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SystemState state && Arrays.equals(words, state.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    // ---- The CPU and its stack of contexts.

    private long scalars(int cpu) {
        return layout.scalars(words, cpu);
    }

    private ContextStack stack(int cpu) {
        return layout.stack(scalars(cpu), cpu);
    }

    /** {@return the innermost context of the CPU: {@link #TASK}, {@link #SOFTIRQ} or {@link #INTERRUPT}} */
    public int context(int cpu) {
        return stack(cpu).context;
    }

    /** {@return whether the CPU is at IPL 7, so takes no interrupt} */
    public boolean atIpl7(int cpu) {
        long scalars = scalars(cpu);
        int context = layout.stack(scalars, cpu).context;
        return context == INTERRUPT
                || layout.receive.in(scalars, cpu) != Receive.NONE.ordinal()
                || context == TASK && layout.irqsOff.in(scalars, cpu) != 0
                || masksItself(scalars, cpu, context);
    }

    /** {@return whether the CPU is at IPL 7 because it is inside {@code do_entInt}} */
    public boolean inEntInt(int cpu) {
        return context(cpu) == INTERRUPT;
    }

    /** Wake-ups and reschedules are sent with interrupts off; a drain handles bits so, and may read them so. */
    private boolean masksItself(long scalars, int cpu, int context) {
        return switch (point(scalars, cpu, context)) {
            case IDLE -> false;
            case DRAIN_RESTORE -> true;
            case DRAIN_READ -> layout.configuration().kernel().drainReads() == DrainReads.IRQS_OFF;
            default -> {
                Send send = send(scalars, cpu, context);
                yield send == Send.WAKE || send == Send.RESCHEDULE;
            }
        };
    }

    /** {@return whether the CPU's innermost interrupt is at its {@code irq_exit}} */
    public boolean atIrqExit(int cpu) {
        Frame frame = innermostFrame(cpu);
        return frame == Frame.EXIT || frame == Frame.INNER_EXIT;
    }

    /** {@return whether softirqs run on the CPU, be it under a nested interrupt} */
    public boolean softirqsRun(int cpu) {
        return stack(cpu).outer.isSoftirq();
    }

    /** {@return how many interrupts are on the CPU's stack, 0 to 2} */
    public int depth(int cpu) {
        return stack(cpu).depth;
    }

    Frame innermostFrame(int cpu) {
        return stack(cpu).innermost;
    }

    void frame(int cpu, int level, Frame frame) {
        layout.frame(words, cpu, level, frame);
    }

    /** {@return whether the CPU's task has interrupts off by {@code local_irq_save}} */
    public boolean irqsOff(int cpu) {
        return layout.irqsOff.get(words, cpu) != 0;
    }

    void irqsOff(int cpu, boolean off) {
        layout.irqsOff.set(words, cpu, off ? 1 : 0);
    }

    // ---- The mailbox of a CPU: bits, edge, handle_ipi, call_single_queue.

    /** {@return {@code ipi_data[cpu].bits}, bit numbers as {@link IpiMessage} ordinals} */
    public int bits(int cpu) {
        int stored = (int) layout.bitsField.get(words, cpu);
        return layout.bitsField.width == 1 ? stored << 1 : stored;
    }

    void bits(int cpu, int bits) {
        layout.bitsField.set(words, cpu, layout.bitsField.width == 1 ? bits >>> 1 : bits);
    }

    /** {@return whether an edge is held for the CPU, to be taken as soon as it is at IPL 0} */
    public boolean edge(int cpu) {
        return layout.edge.get(words, cpu) != 0;
    }

    void edge(int cpu, boolean held) {
        layout.edge.set(words, cpu, held ? 1 : 0);
    }

    /** {@return how far {@code handle_ipi} has come on the CPU; only one instance can run} */
    public Receive receive(int cpu) {
        return Receive.VALUES[(int) layout.receive.get(words, cpu)];
    }

    void receive(int cpu, Receive receive) {
        layout.receive.set(words, cpu, receive.ordinal());
    }

    /** {@return the messages {@code handle_ipi} took and has not yet handled; none in a flush by the idle loop} */
    public int ops(int cpu) {
        if (layout.ops.width != 0) {
            return (int) layout.ops.get(words, cpu);
        }
        Receive receive = receive(cpu);
        return receive == Receive.RUN || receive == Receive.FLUSH ? CALL_FUNC : 0;
    }

    void ops(int cpu, int ops) {
        layout.ops.set(words, cpu, ops);
    }

    /** {@return how many lanes of csds there are: one for tasks, a second if softirqs call} */
    public int lanes() {
        return layout.csdQueued.length;
    }

    /** {@return who has the csd of a source and lane for a target} */
    public Csd csd(int lane, int source, int target) {
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

    /** {@return sources whose csd of the lane a running flush of the target has, as a mask} */
    public long taken(int lane, int target) {
        return Field.absolute(layout.csdTaken[lane].get(words, target), target);
    }

    /** {@return sources whose csd of the lane is in the target's queue, as a mask} */
    public long queued(int lane, int target) {
        return Field.absolute(layout.csdQueued[lane].get(words, target), target);
    }

    /** {@return of the sources, those whose csd is marked {@code CSD_TYPE_SYNC}; meaningful where both kinds occur} */
    long sync(int lane, int target, long sources) {
        return sources & Field.absolute(layout.csdSync[lane].get(words, target), target);
    }

    /** {@return whether the CPU's {@code call_single_queue} is empty} */
    public boolean queueEmpty(int cpu) {
        for (int lane = 0; lane < lanes(); lane++) {
            if (layout.csdQueued[lane].get(words, cpu) != 0) {
                return false;
            }
        }
        return !wakesQueued(cpu);
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

    /** {@return whether a wake-up is in the CPU's queue} */
    public boolean wakesQueued(int cpu) {
        return layout.wakesQueued.get(words, cpu) != 0;
    }

    void wakesQueued(int cpu, boolean queued) {
        layout.wakesQueued.set(words, cpu, queued ? 1 : 0);
    }

    /** {@return whether the flush that runs on the CPU has a wake-up to do} */
    public boolean wakesTaken(int cpu) {
        return layout.wakesTaken.get(words, cpu) != 0;
    }

    void wakesTaken(int cpu, boolean taken) {
        layout.wakesTaken.set(words, cpu, taken ? 1 : 0);
    }

    // ---- The send a context of a CPU has under way.

    /** {@return how far the send of a context has come} */
    public Point point(int cpu, int context) {
        return point(scalars(cpu), cpu, context);
    }

    private Point point(long scalars, int cpu, int context) {
        return context < layout.point.length ? Point.VALUES[(int) layout.point[context].in(scalars, cpu)] : Point.IDLE;
    }

    void point(int cpu, int context, Point point) {
        layout.point[context].set(words, cpu, point.ordinal());
    }

    /** {@return what the send is; meaningful unless {@link Point#IDLE}} */
    public Send send(int cpu, int context) {
        return send(scalars(cpu), cpu, context);
    }

    private Send send(long scalars, int cpu, int context) {
        return Send.VALUES[(int) layout.message[context].in(scalars, cpu)];
    }

    void send(int cpu, int context, Send send) {
        layout.message[context].set(words, cpu, send.ordinal());
    }

    /** {@return whether the send is a call that waits} */
    public boolean waits(int cpu, int context) {
        if (send(cpu, context) != Send.CALL) {
            return false;
        }
        return layout.waits[context].width == 0
                ? layout.configuration().callers().waiting() == Choice.ON
                : layout.waits[context].get(words, cpu) != 0;
    }

    void waits(int cpu, int context, boolean waits) {
        layout.waits[context].set(words, cpu, waits ? 1 : 0);
    }

    /** Targets whose csd is still to be queued, then those whose {@code wripir} is still to be issued. */
    long low(int cpu, int context) {
        return layout.low[context].get(words, cpu);
    }

    /** Targets queued; with {@link #low}, those that need an IPI and have no bit yet. */
    long high(int cpu, int context) {
        return layout.high[context].get(words, cpu);
    }

    void targets(int cpu, int context, long low, long high) {
        layout.low[context].set(words, cpu, low);
        layout.high[context].set(words, cpu, high);
    }

    /** {@return targets that need an IPI and whose bit is not yet set, as a mask} */
    public long needIpi(int cpu, int context) {
        return Field.absolute(low(cpu, context) & high(cpu, context), cpu);
    }

    /** {@return all targets of the send, in any stage, as a mask} */
    public long targets(int cpu, int context) {
        return Field.absolute(low(cpu, context) | high(cpu, context), cpu);
    }

    // ---- The IPI lock.

    /** {@return the CPU that holds the IPI lock, plus {@link #SOFTIRQ_CSD} if its softirqs do, or -1} */
    public int lockOwner() {
        int held = (int) layout.owner.get(words, 0) - 1;
        int cpus = layout.configuration().cpus();
        return held < cpus ? held : held - cpus + SOFTIRQ_CSD;
    }

    boolean holdsLock(int cpu, int context) {
        return layout.owner.get(words, 0)
                == 1 + cpu + (long) context * layout.configuration().cpus();
    }

    void lockOwner(int cpu, int context) {
        layout.owner.set(
                words, 0, 1 + cpu + (long) context * layout.configuration().cpus());
    }

    void unlock() {
        layout.owner.set(words, 0, 0);
    }

    private void setBits(Field field, int cpu, long bits, boolean on) {
        long old = field.get(words, cpu);
        field.set(words, cpu, on ? old | bits : old & ~bits);
    }
}
