package lostedge.engine.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A state of the modelled machine: what runs on each CPU, the {@link Sends} under way, the {@link Mailboxes}, and who
 * holds the IPI lock. Everybody reads it, and the steps change it.
 */
public class SystemState {
    /** Context of a task. */
    public static final int TASK = 0;
    /** Context of softirqs in the outermost {@code irq_exit}. */
    public static final int SOFTIRQ = 1;
    /** Context of an interrupt, inside {@code do_entInt} at IPL 7. */
    public static final int INTERRUPT = 2;

    /** Added to a CPU number where a csd is meant that softirqs of that CPU own. */
    public static final int SOFTIRQ_CSD = 64;

    private final StateLayout layout;
    final ContextStack[] stack;
    private final Sends sends;
    private final Mailboxes mailboxes;
    int lockOwner = -1;

    /** The initial state: every CPU in its base context at IPL 0, nothing sent. */
    public SystemState(StateLayout layout) {
        this(layout, new Sends(layout), new Mailboxes(layout));
    }

    SystemState(StateLayout layout, Sends sends, Mailboxes mailboxes) {
        this.layout = layout;
        stack = new ContextStack[layout.configuration().cpus()];
        Arrays.fill(stack, layout.stacks.of(0));
        this.sends = sends;
        this.mailboxes = mailboxes;
    }

    /** {@return how it is packed} */
    public StateLayout layout() {
        return layout;
    }

    /** Becomes equal to another state of the same layout. */
    public void copyFrom(SystemState other) {
        System.arraycopy(other.stack, 0, stack, 0, stack.length);
        sends.copyFrom(other.sends);
        mailboxes.copyFrom(other.mailboxes);
        lockOwner = other.lockOwner;
    }

    /** {@return whether the other is a state that is packed alike} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SystemState state && Arrays.equals(layout.pack(this), state.layout.pack(state));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(layout.pack(this));
    }

    // ---- What runs on a CPU.

    /** {@return what stands on the CPU's stack} */
    public ContextStack stack(int cpu) {
        touch(Variable.STACK, 0, cpu);
        return stack[cpu];
    }

    /** Puts another stack in its place. */
    public void stack(int cpu, ContextStack other) {
        touch(Variable.STACK, 0, cpu);
        stack[cpu] = other;
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
        ContextStack top = stack(cpu);
        return top.atIpl7(stage(cpu, top.context()));
    }

    /** {@return whether the CPU is at IPL 7 because it is inside {@code do_entInt}} */
    public boolean inEntInt(int cpu) {
        return context(cpu) == INTERRUPT;
    }

    // ---- The send a context of a CPU has under way.

    /** {@return the sends under way, for the steps that change them} */
    public Sends sends() {
        return sends;
    }

    /** {@return what a context of the CPU sends and how far that has come} */
    public SendStage stage(int cpu, int context) {
        return sends.stage(cpu, context);
    }

    /** {@return how far the send of a context has come} */
    public Point point(int cpu, int context) {
        return stage(cpu, context).point();
    }

    /** {@return what the send is; meaningful unless {@link Point#IDLE}} */
    public Send send(int cpu, int context) {
        return stage(cpu, context).send();
    }

    /** {@return whether the send is a call that waits} */
    public boolean waits(int cpu, int context) {
        return stage(cpu, context).waits();
    }

    /** {@return targets that need an IPI and whose bit is not yet set, as a mask} */
    public long needIpi(int cpu, int context) {
        return sends.needIpi(cpu, context);
    }

    /** {@return all targets of the send, in any stage, as a mask} */
    public long targets(int cpu, int context) {
        return sends.low(cpu, context) | sends.high(cpu, context);
    }

    // ---- What others have sent to a CPU.

    /** {@return the mailboxes, for the steps that change them} */
    public Mailboxes mailboxes() {
        return mailboxes;
    }

    /** {@return {@code ipi_data[cpu].bits}, bit numbers as {@code IpiMessage} ordinals} */
    public int bits(int cpu) {
        return mailboxes.bits(cpu);
    }

    /** {@return whether an edge is held for the CPU, to be taken as soon as it is at IPL 0} */
    public boolean edge(int cpu) {
        return mailboxes.edge(cpu);
    }

    /** {@return the messages {@code handle_ipi} took and has not yet handled; none in a flush by the idle loop} */
    public int ops(int cpu) {
        return mailboxes.ops(cpu);
    }

    /** {@return how many lanes of csds there are: one for tasks, a second if softirqs call} */
    public int lanes() {
        return mailboxes.lanes();
    }

    /** {@return who has the csd of a source and lane for a target} */
    public Csd csd(int lane, int source, int target) {
        return mailboxes.csd(lane, source, target);
    }

    /** {@return sources whose csd of the lane a running flush of the target has, as a mask} */
    public long taken(int lane, int target) {
        return mailboxes.taken(lane, target);
    }

    /** {@return sources whose csd of the lane is in the target's queue, as a mask} */
    public long queued(int lane, int target) {
        return mailboxes.queued(lane, target);
    }

    /** {@return whether the CPU's {@code call_single_queue} is empty} */
    public boolean queueEmpty(int cpu) {
        return mailboxes.queueEmpty(cpu);
    }

    /** {@return whether a wake-up is in the CPU's queue} */
    public boolean wakesQueued(int cpu) {
        return mailboxes.wakesQueued(cpu);
    }

    /** {@return whether the flush that runs on the CPU has a wake-up to do} */
    public boolean wakesTaken(int cpu) {
        return mailboxes.wakesTaken(cpu);
    }

    // ---- The IPI lock.

    /** {@return the CPU that holds the IPI lock, plus {@link #SOFTIRQ_CSD} if its softirqs do, or -1} */
    public int lockOwner() {
        touch(Variable.OWNER, 0, 0);
        return lockOwner;
    }

    /** {@return whether a context of a CPU holds it} */
    public boolean holdsLock(int cpu, int context) {
        return lockOwner() == cpu + context * SOFTIRQ_CSD;
    }

    /** A context of a CPU takes it. */
    public void lock(int cpu, int context) {
        touch(Variable.OWNER, 0, 0);
        lockOwner = cpu + context * SOFTIRQ_CSD;
    }

    /** It is released. */
    public void unlock() {
        touch(Variable.OWNER, 0, 0);
        lockOwner = -1;
    }

    /** A variable is looked at or changed. Only a {@link Footprint} wants to know. */
    void touch(Variable variable, int instance, int cpu) {}
}
