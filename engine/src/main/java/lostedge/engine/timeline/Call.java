package lostedge.engine.timeline;

import lostedge.engine.cpu.ContextLevel;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/**
 * One function call queued on another CPU: a {@code call_single_data} (csd) from {@code csd_queue_cpu} over
 * {@code csd_function_entry} to {@code csd_function_exit}.
 */
public final class Call {
    /** The time of what was not seen to happen. */
    public static final long NEVER = CpuTimeline.NEVER;

    /** What queued it and how its function is run (the csd types of Linux {@code smp_types.h}). */
    public enum Kind {
        /** A function called by {@code smp_call_function*}. */
        FUNCTION,
        /** A wake-up, {@code sched_ttwu_pending}: one traced start takes every wake-up in the queue. */
        WAKE_UP,
        /** Remote irq_work: it rides in the queue, and no event shows its start. */
        IRQ_WORK
    }

    /** Where a function was started. */
    public enum Context {
        /** In the traced handler of an interprocessor interrupt. */
        IPI_HANDLER,
        /** Inside another interrupt's traced handler. */
        OTHER_HANDLER,
        /** In hard interrupt context right after another handler's exit, sent before it: where a poll runs. */
        HANDLER_END,
        /** There too, but sent after the exit: by a poll that still met it, or by its own interrupt. */
        PAST_HANDLER_END,
        /** In hard interrupt context elsewhere. */
        HARD_INTERRUPT,
        /** In a softirq. */
        SOFTIRQ,
        /** In the idle task. */
        IDLE,
        /** In any other task. */
        TASK,
        /** The function was not seen to start, or the recording does not tell contexts. */
        UNKNOWN
    }

    /** How a call left the timeline. */
    public enum End {
        /** Its function ended. */
        RETURNED,
        /** It was taken together with another wake-up, at {@link #startNs()}. */
        BATCHED,
        /** It must have run unseen: its csd was queued again, or the target took calls queued after it. */
        UNSEEN,
        /** A gap in the recording hides what became of it. */
        GAP,
        /** The recording ended before it did. */
        OPEN
    }

    final long id;
    final long csd;
    final int function;
    final Kind kind;
    final int source;
    final int target;
    final long queueNs;
    final long queuePosition;
    ContextLevel sourceLevel = ContextLevel.TASK;
    int sourcePid = EventBatch.NONE;
    int sourceFlags;
    long startNs = NEVER;
    long startPosition = -1;
    Context context = Context.UNKNOWN;
    long flushNs = NEVER;

    @Nullable
    InterruptKind afterHandler;

    long sinceHandlerNs = NEVER;

    int means = Labels.NONE;
    long exitNs = NEVER;
    long wentOnNs = NEVER;
    long wentOnPosition = -1;
    long batchStartNs = NEVER;
    boolean opensEpoch;
    boolean ambiguous;
    boolean finished;

    @Nullable
    Edge edge;

    /** Next call with the same csd, in order of queueing. */
    @Nullable
    Call nextSameKey;

    Call(long id, long csd, int function, Kind kind, int source, int target, long queueNs, long queuePosition) {
        this.id = id;
        this.csd = csd;
        this.function = function;
        this.kind = kind;
        this.source = source;
        this.target = target;
        this.queueNs = queueNs;
        this.queuePosition = queuePosition;
    }

    /** {@return the message's number, counted from 0 over all calls and edges in order of their first event} */
    public long id() {
        return id;
    }

    /** {@return the csd pointer, or {@link EventBatch#HIDDEN_POINTER}} */
    public long csd() {
        return csd;
    }

    /** {@return the label id of the function} */
    public int function() {
        return function;
    }

    /** {@return how it was queued} */
    public Kind kind() {
        return kind;
    }

    /** {@return the CPU that queued it} */
    public int source() {
        return source;
    }

    /** {@return the task that queued it, or -1} */
    public int sourcePid() {
        return sourcePid;
    }

    /** {@return whether it was queued in task context, so that its sender may wait for it} */
    public boolean fromTask() {
        return sourceLevel == ContextLevel.TASK;
    }

    /** {@return whether its sender is known to have had interrupts off as it queued it} */
    public boolean interruptsOff() {
        return (sourceFlags & ContextFlags.IRQS_OFF) != 0;
    }

    /** {@return the CPU that shall run it} */
    public int target() {
        return target;
    }

    /** {@return when it was queued, ns} */
    public long queueNs() {
        return queueNs;
    }

    /** {@return where its queue event stands in the recording} */
    public long queuePosition() {
        return queuePosition;
    }

    /** {@return when its function started, ns, or {@link #NEVER}} */
    public long startNs() {
        return startNs;
    }

    /** {@return where its start stands in the recording, or -1} */
    public long startPosition() {
        return startPosition;
    }

    /** {@return where its function was started} */
    public Context context() {
        return context;
    }

    /** {@return when the target began to work off the queue this call was in, ns, or {@link #NEVER}} */
    public long flushNs() {
        return flushNs;
    }

    /** {@return the handler at or past whose end it was started, or null in other contexts} */
    public @Nullable InterruptKind afterHandler() {
        return afterHandler;
    }

    /** {@return time from that handler's exit to the start of the flush, ns, or {@link #NEVER} in other contexts} */
    public long sinceHandlerNs() {
        return sinceHandlerNs;
    }

    /**
     * {@return the label of what made its target take it, as a hardware event told: own interrupt, poll or drain; or
     * {@link Labels#NONE}}
     */
    public int means() {
        return means;
    }

    void startedAs(Call other) {
        startNs = other.startNs;
        startPosition = other.startPosition;
        context = other.context;
        flushNs = other.flushNs;
        afterHandler = other.afterHandler;
        sinceHandlerNs = other.sinceHandlerNs;
        means = other.means;
    }

    /** {@return when its function ended, ns, or {@link #NEVER}} */
    public long exitNs() {
        return exitNs;
    }

    /**
     * {@return when the sender was first seen past the call in the context it had called from, ns, or {@link #NEVER}}
     * Before {@link #startNs} it shows that the sender did not wait.
     */
    public long wentOnNs() {
        return wentOnNs;
    }

    /** {@return where the event of {@link #wentOnNs} stands, or -1} */
    public long wentOnPosition() {
        return wentOnPosition;
    }

    /** {@return whether it found the queue empty, so that its sender raised the interrupt for the whole epoch} */
    public boolean opensEpoch() {
        return opensEpoch;
    }

    /** {@return whether the clock is too coarse to tell which start belongs to it} */
    public boolean ambiguous() {
        return ambiguous;
    }

    /** {@return the one edge its queue epoch was entrusted to, or null if no send event shows it} */
    public @Nullable Edge edge() {
        return edge;
    }
}
