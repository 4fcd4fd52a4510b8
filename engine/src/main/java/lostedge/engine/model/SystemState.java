package lostedge.engine.model;

import java.util.Arrays;
import lostedge.engine.event.IpiMessage;
import org.jspecify.annotations.Nullable;

/**
 * A state of the modelled machine, put into words by a {@link StateLayout}. All zero is the initial state: every CPU in
 * its base context at IPL 0, nothing sent.
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

        static Point of(int ordinal) {
            return VALUES[ordinal];
        }
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

        static Send of(int ordinal) {
            return VALUES[ordinal];
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

        static Receive of(int ordinal) {
            return VALUES[ordinal];
        }
    }

    private final StateLayout layout;
    private final long[] words;
    private final Mailbox mailbox;

    // What the layout says, at hand.
    private final @Nullable ContextStack[] stacks;
    private final @Nullable SendStage[] stages;
    private final Field stack;
    private final Field[] stage;
    private final Field[] low;
    private final Field[] high;
    private final Field owner;

    /** The initial state. */
    public SystemState(StateLayout layout) {
        this.layout = layout;
        stacks = layout.stacks.stacks;
        stages = layout.stages.stages;
        stack = layout.stack;
        stage = layout.stage;
        low = layout.low;
        high = layout.high;
        owner = layout.owner;
        words = new long[layout.words()];
        mailbox = new Mailbox(layout, words);
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

    // ---- What runs on a CPU.

    /** {@return what stands on the CPU's stack} */
    @SuppressWarnings("NullAway") // codes of stacks that do not occur stand in no state
    public ContextStack stack(int cpu) {
        return stacks[(int) stack.get(words, cpu)];
    }

    void stack(int cpu, ContextStack stack) {
        this.stack.set(words, cpu, stack.code);
    }

    /** {@return the innermost context of the CPU: {@link #TASK}, {@link #SOFTIRQ} or {@link #INTERRUPT}} */
    public int context(int cpu) {
        return stack(cpu).context();
    }

    /** {@return how many interrupts are on the CPU's stack, 0 to 2} */
    public int depth(int cpu) {
        return stack(cpu).depth();
    }

    /** {@return how far {@code handle_ipi} has come on the CPU; only one instance can run} */
    public Receive receive(int cpu) {
        return stack(cpu).receive();
    }

    /** {@return whether the CPU's task has interrupts off by {@code local_irq_save}} */
    public boolean irqsOff(int cpu) {
        return stack(cpu).irqsOff();
    }

    /** {@return whether the CPU is at IPL 7, so takes no interrupt} */
    public boolean atIpl7(int cpu) {
        ContextStack stack = stack(cpu);
        return stack.atIpl7(stage(cpu, stack.context()));
    }

    /** {@return whether the CPU is at IPL 7 because it is inside {@code do_entInt}} */
    public boolean inEntInt(int cpu) {
        return context(cpu) == INTERRUPT;
    }

    // ---- The send a context of a CPU has under way.

    /** {@return what a context of the CPU sends and how far that has come} */
    @SuppressWarnings("NullAway") // codes of stages that do not occur stand in no state
    public SendStage stage(int cpu, int context) {
        return stages[(int) this.stage[context].get(words, cpu)];
    }

    void stage(int cpu, int context, SendStage stage) {
        this.stage[context].set(words, cpu, stage.code);
    }

    /** {@return how far the send of a context has come} */
    public Point point(int cpu, int context) {
        return stage(cpu, context).point;
    }

    void point(int cpu, int context, Point point) {
        stage(cpu, context, stage(cpu, context).at(point));
    }

    /** {@return what the send is; meaningful unless {@link Point#IDLE}} */
    public Send send(int cpu, int context) {
        return stage(cpu, context).send;
    }

    /** {@return whether the send is a call that waits} */
    public boolean waits(int cpu, int context) {
        return stage(cpu, context).waits;
    }

    /** Targets whose csd is still to be queued, then those whose {@code wripir} is still to be issued. */
    long low(int cpu, int context) {
        return this.low[context].get(words, cpu);
    }

    /** Targets queued; with {@link #low}, those that need an IPI and have no bit yet. */
    long high(int cpu, int context) {
        return this.high[context].get(words, cpu);
    }

    void targets(int cpu, int context, long low, long high) {
        this.low[context].set(words, cpu, low);
        this.high[context].set(words, cpu, high);
    }

    /** {@return targets that need an IPI and whose bit is not yet set, as a mask} */
    public long needIpi(int cpu, int context) {
        return Field.absolute(low(cpu, context) & high(cpu, context), cpu);
    }

    /** {@return all targets of the send, in any stage, as a mask} */
    public long targets(int cpu, int context) {
        return Field.absolute(low(cpu, context) | high(cpu, context), cpu);
    }

    // ---- What others have sent to a CPU.

    Mailbox mailbox() {
        return mailbox;
    }

    /** {@return {@code ipi_data[cpu].bits}, bit numbers as {@link IpiMessage} ordinals} */
    public int bits(int cpu) {
        return mailbox.bits(cpu);
    }

    /** {@return whether an edge is held for the CPU, to be taken as soon as it is at IPL 0} */
    public boolean edge(int cpu) {
        return mailbox.edge(cpu);
    }

    /** {@return the messages {@code handle_ipi} took and has not yet handled; none in a flush by the idle loop} */
    public int ops(int cpu) {
        return mailbox.ops(cpu, receive(cpu));
    }

    /** {@return how many lanes of csds there are: one for tasks, a second if softirqs call} */
    public int lanes() {
        return mailbox.lanes();
    }

    /** {@return who has the csd of a source and lane for a target} */
    public Csd csd(int lane, int source, int target) {
        return mailbox.csd(lane, source, target);
    }

    /** {@return sources whose csd of the lane a running flush of the target has, as a mask} */
    public long taken(int lane, int target) {
        return mailbox.taken(lane, target);
    }

    /** {@return sources whose csd of the lane is in the target's queue, as a mask} */
    public long queued(int lane, int target) {
        return mailbox.queued(lane, target);
    }

    /** {@return whether the CPU's {@code call_single_queue} is empty} */
    public boolean queueEmpty(int cpu) {
        return mailbox.queueEmpty(cpu);
    }

    /** {@return whether a wake-up is in the CPU's queue} */
    public boolean wakesQueued(int cpu) {
        return mailbox.wakesQueued(cpu);
    }

    /** {@return whether the flush that runs on the CPU has a wake-up to do} */
    public boolean wakesTaken(int cpu) {
        return mailbox.wakesTaken(cpu);
    }

    // ---- The IPI lock.

    /** {@return the CPU that holds the IPI lock, plus {@link #SOFTIRQ_CSD} if its softirqs do, or -1} */
    public int lockOwner() {
        int held = (int) owner.get(words, 0) - 1;
        int cpus = layout.configuration().cpus();
        return held < cpus ? held : held - cpus + SOFTIRQ_CSD;
    }

    boolean holdsLock(int cpu, int context) {
        return owner.get(words, 0) == owner(cpu, context);
    }

    void lock(int cpu, int context) {
        owner.set(words, 0, owner(cpu, context));
    }

    void unlock() {
        owner.set(words, 0, 0);
    }

    private long owner(int cpu, int context) {
        return 1 + cpu + (long) context * layout.configuration().cpus();
    }
}
