package lostedge.engine.cpu;

import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/**
 * What one CPU was doing, as of its last event: the handlers it is in, whether it could take an interrupt, since when
 * it is known.
 */
public final class CpuTimeline {
    /** The time of what was not seen to happen. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final int IDLE_TASK = 0;
    private static final byte OTHER = (byte) EventKind.OTHER.ordinal();

    private final int cpu;
    private final Stretches stretches;

    private final HandlerStack handlers;
    private final Mask mask;
    private final Running running;
    private final Continuity continuity = new Continuity();
    private long sinceLeft = -1;

    private boolean idle;

    private long firstNs = NEVER;
    private long knownSinceNs = NEVER;
    private long lastNs = NEVER;
    private long sinceLastNs;
    private long lastPosition = -1;
    private int lastFlags;
    private int previousFlags;
    private int lastPid = EventBatch.NONE;
    private byte lastKind = OTHER;
    private byte previousKind = OTHER;

    /**
     * The timeline of a CPU nothing is known of yet.
     *
     * @param cpu its number
     * @param longStretchNs the shortest stretch in one state worth keeping, ns
     */
    public CpuTimeline(int cpu, long longStretchNs) {
        this.cpu = cpu;
        stretches = new Stretches(longStretchNs);
        handlers = new HandlerStack(stretches);
        mask = new Mask(stretches);
        running = new Running(stretches);
    }

    /** {@return whether the event can be the CPU's next: if not, events before it are missing or recorded twice} */
    public boolean allows(EventBatch batch, int row, EventKind kind) {
        return continuity.allows(kind, batch.pid[row], batch.code[row], batch.flags[row], handlers);
    }

    /** Takes in the CPU's next event; the handler kind is null unless the event enters or leaves one. Hot. */
    public void take(EventBatch batch, int row, EventKind kind, @Nullable InterruptKind handler) {
        long ns = batch.timestampNs[row];
        int flags = batch.flags[row];
        int pid = batch.pid[row];
        if (unseen()) {
            begin(ns);
        } else if (ns - lastNs >= stretches.leastNs()) {
            endSilence(ns);
        }
        mask.take(kind, flags, ns, lastNs, batch.label[row]);
        if (!handlers.isEmpty() && continuity.outside(kind, flags)) {
            handlers.leaveAll();
        }
        if (kind != EventKind.OTHER) {
            sinceLeft++;
            enterOrLeave(batch, row, kind, handler, ns);
        }
        sinceLastNs = ns - lastNs;
        lastNs = ns;
        lastPosition = batch.position[row];
        lastPid = pid;
        previousKind = lastKind;
        lastKind = batch.kind[row];
        previousFlags = lastFlags;
        lastFlags = flags;
        continuity.take(kind, pid, batch.code[row], flags);
        if (pid != EventBatch.NONE || kind == EventKind.CPU_IDLE) {
            idle = kind == EventKind.CPU_IDLE ? batch.code[row] >= 0 : task(batch, row, kind, pid) == IDLE_TASK;
        }
        if (running.inSoftirq() && level() == ContextLevel.TASK) {
            running.leftSoftirq();
        }
    }

    /** {@return the task that runs after the event} */
    private static int task(EventBatch batch, int row, EventKind kind, int pid) {
        return kind == EventKind.SCHED_SWITCH ? batch.code[row] : pid;
    }

    private void begin(long ns) {
        firstNs = ns;
        knownSinceNs = ns;
        lastNs = ns;
    }

    private void enterOrLeave(EventBatch batch, int row, EventKind kind, @Nullable InterruptKind handler, long ns) {
        switch (kind.role()) {
            case INTERRUPT_ENTRY -> handlers.enter(handler, batch.code[row], batch.label[row], ns);
            case INTERRUPT_EXIT -> {
                handlers.leave(handler, batch.code[row], ns);
                sinceLeft = 0;
            }
            case SOFTIRQ -> running.softirq(kind, batch.code[row], ns);
            case CALL_START -> running.start(batch.reference[row] == 0, ns);
            case CALL_END -> running.end(batch.label[row], ns);
            default -> {}
        }
    }

    private void endSilence(long ns) {
        if (inHandler() || running.functionNs() != NEVER || mask.switchedOff()) {
            return;
        }
        mask.end(lastNs);
        Stretches.Kind kind =
                idle ? Stretches.Kind.IDLE : switchedOn() ? Stretches.Kind.NOT_RUNNING : Stretches.Kind.SILENT;
        stretches.add(kind, lastNs, ns, null, EventBatch.NONE, Labels.NONE);
    }

    /** Forgets what a gap in the recording makes doubtful. */
    public void forget(long ns) {
        handlers.forget();
        mask.forget();
        running.forget();
        continuity.forget();
        sinceLeft = -1;
        knownSinceNs = ns;
        lastNs = ns;
        lastFlags = 0;
        stretches.add(Stretches.Kind.GAP, ns, ns, null, EventBatch.NONE, Labels.NONE);
    }

    /** {@return its number} */
    public int cpu() {
        return cpu;
    }

    /** {@return its long stretches in one state, newest last} */
    public Stretches stretches() {
        return stretches;
    }

    /** {@return whether no event of it was seen yet} */
    public boolean unseen() {
        return firstNs == NEVER;
    }

    /** {@return since when its events are known without a gap, ns, or {@link #NEVER}} */
    public long knownSinceNs() {
        return knownSinceNs;
    }

    /** {@return time of its last event, ns, or {@link #NEVER}} */
    public long lastNs() {
        return lastNs;
    }

    /** {@return time between its last event and the one before, ns; 0 if there was none} */
    public long sinceLastNs() {
        return sinceLastNs;
    }

    /** {@return where its last event stands in the recording} */
    public long lastPosition() {
        return lastPosition;
    }

    /** {@return the {@link ContextFlags} of its last event} */
    public int lastFlags() {
        return lastFlags;
    }

    /** {@return the task of its last event, or -1} */
    public int lastPid() {
        return lastPid;
    }

    /** {@return kind of its last event} */
    public EventKind lastKind() {
        return EventKind.of(lastKind);
    }

    /** {@return kind of the event before its last} */
    public EventKind previousKind() {
        return EventKind.of(previousKind);
    }

    /** {@return whether its last two events lie both inside a softirq or both outside} */
    public boolean sameSoftirq() {
        return ((previousFlags ^ lastFlags) & ContextFlags.SOFTIRQ) == 0;
    }

    /** {@return what its last event lies in} */
    public ContextLevel level() {
        if ((lastFlags & ContextFlags.KNOWN) != 0) {
            if ((lastFlags & ContextFlags.NMI) != 0) {
                return ContextLevel.NMI;
            }
            if ((lastFlags & ContextFlags.HARDIRQ) != 0) {
                return ContextLevel.HARDIRQ;
            }
            return (lastFlags & ContextFlags.SOFTIRQ) != 0 ? ContextLevel.SOFTIRQ : ContextLevel.TASK;
        }
        if (inHandler()) {
            return ContextLevel.HARDIRQ;
        }
        return running.inSoftirq() ? ContextLevel.SOFTIRQ : ContextLevel.TASK;
    }

    /**
     * {@return whether its last event surely lies in a context of this level or below it} Without flags nothing tells
     * an interrupt that records no entry from the task it interrupted; only a task switch does.
     */
    public boolean seenAtOrBelow(ContextLevel bound) {
        return level().compareTo(bound) <= 0
                && ((lastFlags & ContextFlags.KNOWN) != 0 || lastKind() == EventKind.SCHED_SWITCH);
    }

    /** {@return whether its last event shows it able to take an interrupt (at IPL 0)} */
    public boolean accepting() {
        return ContextFlags.acceptsInterrupts(lastFlags);
    }

    /** {@return since when it runs a function another CPU called, ns, or {@link #NEVER}} */
    public long functionNs() {
        return running.functionNs();
    }

    /**
     * {@return whether its last event begins or ends a function, outside the idle task, with interrupts off: a drain}
     */
    public boolean drains() {
        EventKind last = lastKind();
        boolean call = last == EventKind.CSD_FUNCTION_ENTRY || last == EventKind.CSD_FUNCTION_EXIT;
        return call && !idle && (lastFlags & ContextFlags.IRQS_OFF) != 0;
    }

    /** {@return whether it runs its own copy of a function it called on others} */
    public boolean inOwnCopy() {
        return running.inOwnCopy();
    }

    /** {@return whether it runs the idle task} */
    public boolean idle() {
        return idle;
    }

    /** {@return whether it switched interrupts on and not off again, as irq_disable and irq_enable show} */
    public boolean switchedOn() {
        return mask.switchedOn();
    }

    /** {@return whether an interrupt handler's entry was seen and not yet its exit} */
    public boolean inHandler() {
        return !handlers.isEmpty();
    }

    /** {@return the innermost open handler's kind, or null outside handlers} */
    public @Nullable InterruptKind handlerKind() {
        return handlers.kind();
    }

    /** {@return when the innermost open handler was entered, ns, or {@link #NEVER}} */
    public long handlerNs() {
        return handlers.sinceNs();
    }

    /** {@return kind of the handler it left last, or null} */
    public @Nullable InterruptKind leftKind() {
        return handlers.leftKind();
    }

    /** {@return when it left a handler last, ns, or {@link #NEVER}} */
    public long leftNs() {
        return handlers.leftNs();
    }

    /**
     * {@return how many events of known tracepoints came after that exit, the last one included; 0 if none did, -1
     * without an exit}
     */
    public long eventsSinceLeft() {
        return handlers.leftNs() == NEVER ? -1 : sinceLeft;
    }
}
