package lostedge.engine.event;

import static lostedge.engine.event.EventRole.CALL_END;
import static lostedge.engine.event.EventRole.CALL_QUEUE;
import static lostedge.engine.event.EventRole.CALL_START;
import static lostedge.engine.event.EventRole.HARDWARE;
import static lostedge.engine.event.EventRole.INTERRUPT_ENTRY;
import static lostedge.engine.event.EventRole.INTERRUPT_EXIT;
import static lostedge.engine.event.EventRole.KERNEL_LOG;
import static lostedge.engine.event.EventRole.MASKING;
import static lostedge.engine.event.EventRole.OTHER_EVENT;
import static lostedge.engine.event.EventRole.RECORDER;
import static lostedge.engine.event.EventRole.SCHEDULER;
import static lostedge.engine.event.EventRole.SEND;
import static lostedge.engine.event.EventRole.SOFTIRQ;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of event a recording can carry, one per kernel tracepoint and named as the kernel names it, plus what
 * recorders and the kernel log say.
 *
 * <p>The Javadoc of each constant tells which columns of {@link EventBatch} it fills beyond {@code timestampNs},
 * {@code cpu}, {@code flags}, {@code pid} and {@code position}. A column it does not name holds the column's "none".
 */
public enum EventKind {
    /** {@code irq:irq_handler_entry}: {@code code} irq number, {@code label} handler name. */
    IRQ_HANDLER_ENTRY("irq", "irq_handler_entry", INTERRUPT_ENTRY),
    /** {@code irq:irq_handler_exit}: {@code code} irq number, {@code reference} 1 if handled. */
    IRQ_HANDLER_EXIT("irq", "irq_handler_exit", INTERRUPT_EXIT),
    /** {@code irq:softirq_raise}: {@code code} softirq vector. */
    SOFTIRQ_RAISE("irq", "softirq_raise", SOFTIRQ),
    /** {@code irq:softirq_entry}: {@code code} softirq vector. */
    SOFTIRQ_ENTRY("irq", "softirq_entry", SOFTIRQ),
    /** {@code irq:softirq_exit}: {@code code} softirq vector. */
    SOFTIRQ_EXIT("irq", "softirq_exit", SOFTIRQ),

    /** {@code irq_vectors:local_timer_entry} (x86): {@code code} vector. */
    LOCAL_TIMER_ENTRY("irq_vectors", "local_timer_entry", INTERRUPT_ENTRY, InterruptKind.RTC, null),
    /** {@code irq_vectors:local_timer_exit} (x86): {@code code} vector. */
    LOCAL_TIMER_EXIT("irq_vectors", "local_timer_exit", INTERRUPT_EXIT, InterruptKind.RTC, null),
    /** {@code irq_vectors:reschedule_entry} (x86): {@code code} vector. */
    RESCHEDULE_ENTRY("irq_vectors", "reschedule_entry", INTERRUPT_ENTRY, InterruptKind.IPI, IpiMessage.RESCHEDULE),
    /** {@code irq_vectors:reschedule_exit} (x86): {@code code} vector. */
    RESCHEDULE_EXIT("irq_vectors", "reschedule_exit", INTERRUPT_EXIT, InterruptKind.IPI, IpiMessage.RESCHEDULE),
    /** {@code irq_vectors:call_function_entry} (x86): {@code code} vector. */
    CALL_FUNCTION_ENTRY("irq_vectors", "call_function_entry", INTERRUPT_ENTRY, InterruptKind.IPI, IpiMessage.CALL_FUNC),
    /** {@code irq_vectors:call_function_exit} (x86): {@code code} vector. */
    CALL_FUNCTION_EXIT("irq_vectors", "call_function_exit", INTERRUPT_EXIT, InterruptKind.IPI, IpiMessage.CALL_FUNC),
    /** {@code irq_vectors:call_function_single_entry} (x86): {@code code} vector. */
    CALL_FUNCTION_SINGLE_ENTRY(
            "irq_vectors", "call_function_single_entry", INTERRUPT_ENTRY, InterruptKind.IPI, IpiMessage.CALL_FUNC),
    /** {@code irq_vectors:call_function_single_exit} (x86): {@code code} vector. */
    CALL_FUNCTION_SINGLE_EXIT(
            "irq_vectors", "call_function_single_exit", INTERRUPT_EXIT, InterruptKind.IPI, IpiMessage.CALL_FUNC),
    /** {@code irq_vectors:irq_work_entry} (x86): {@code code} vector. */
    IRQ_WORK_ENTRY("irq_vectors", "irq_work_entry", INTERRUPT_ENTRY, InterruptKind.IPI, IpiMessage.IRQ_WORK),
    /** {@code irq_vectors:irq_work_exit} (x86): {@code code} vector. */
    IRQ_WORK_EXIT("irq_vectors", "irq_work_exit", INTERRUPT_EXIT, InterruptKind.IPI, IpiMessage.IRQ_WORK),
    /**
     * Any other {@code irq_vectors:*_entry} (x86): {@code code} vector, {@code label} the tracepoint without "_entry".
     */
    VECTOR_ENTRY("irq_vectors", "vector_entry", INTERRUPT_ENTRY, InterruptKind.OTHER, null),
    /**
     * Any other {@code irq_vectors:*_exit} (x86): {@code code} vector, {@code label} the tracepoint without "_exit".
     */
    VECTOR_EXIT("irq_vectors", "vector_exit", INTERRUPT_EXIT, InterruptKind.OTHER, null),

    /** {@code ipi:ipi_entry} (arm, arm64): {@code code} {@link IpiMessage} ordinal, {@code label} reason. */
    IPI_ENTRY("ipi", "ipi_entry", INTERRUPT_ENTRY, InterruptKind.IPI, IpiMessage.UNKNOWN),
    /** {@code ipi:ipi_exit} (arm, arm64): {@code code} {@link IpiMessage} ordinal, {@code label} reason. */
    IPI_EXIT("ipi", "ipi_exit", INTERRUPT_EXIT, InterruptKind.IPI, IpiMessage.UNKNOWN),
    /**
     * {@code ipi:ipi_raise} (arm, arm64): {@code code} {@link IpiMessage} ordinal, {@code label} reason, target mask in
     * {@code peer} and {@code reference} as {@link EventBatch} describes.
     */
    IPI_RAISE("ipi", "ipi_raise", SEND),
    /**
     * {@code ipi:ipi_send_cpu} (Linux 6.4 and later): {@code peer} target, {@code code} {@link IpiMessage} ordinal,
     * {@code label} callback, {@code site} callsite.
     */
    IPI_SEND_CPU("ipi", "ipi_send_cpu", SEND),
    /**
     * {@code ipi:ipi_send_cpumask} (Linux 6.4 and later): target mask in {@code peer} and {@code reference},
     * {@code code} {@link IpiMessage} ordinal, {@code label} callback, {@code site} callsite.
     */
    IPI_SEND_CPUMASK("ipi", "ipi_send_cpumask", SEND),

    /**
     * {@code csd:csd_queue_cpu} (Linux 6.5 and later): {@code peer} target, {@code label} function, {@code site}
     * callsite, {@code reference} csd.
     */
    CSD_QUEUE_CPU("csd", "csd_queue_cpu", CALL_QUEUE),
    /** {@code csd:csd_function_entry}: {@code label} function, {@code reference} csd (0: the sender's own copy). */
    CSD_FUNCTION_ENTRY("csd", "csd_function_entry", CALL_START),
    /** {@code csd:csd_function_exit}: {@code label} function, {@code reference} csd. */
    CSD_FUNCTION_EXIT("csd", "csd_function_exit", CALL_END),

    /** {@code tlb:tlb_flush}: {@code code} reason number, {@code reference} pages (-1: all). */
    TLB_FLUSH("tlb", "tlb_flush", OTHER_EVENT),

    /** {@code preemptirq:irq_disable}: {@code label} caller, {@code site} parent. */
    IRQ_DISABLE("preemptirq", "irq_disable", MASKING),
    /** {@code preemptirq:irq_enable}: {@code label} caller, {@code site} parent. */
    IRQ_ENABLE("preemptirq", "irq_enable", MASKING),

    /**
     * {@code sched:sched_switch}: {@code code} next pid, {@code label} next comm, {@code reference} first letter of
     * prev_state.
     */
    SCHED_SWITCH("sched", "sched_switch", SCHEDULER),
    /** {@code sched:sched_waking}: {@code peer} target CPU, {@code code} pid, {@code label} comm. */
    SCHED_WAKING("sched", "sched_waking", SCHEDULER),
    /** {@code sched:sched_wakeup}: {@code peer} target CPU, {@code code} pid, {@code label} comm. */
    SCHED_WAKEUP("sched", "sched_wakeup", SCHEDULER),
    /** {@code sched:sched_wakeup_new}: {@code peer} target CPU, {@code code} pid, {@code label} comm. */
    SCHED_WAKEUP_NEW("sched", "sched_wakeup_new", SCHEDULER),
    /**
     * {@code sched:sched_migrate_task}: {@code peer} destination CPU, {@code code} pid, {@code reference} origin CPU.
     */
    SCHED_MIGRATE_TASK("sched", "sched_migrate_task", SCHEDULER),
    /**
     * {@code sched:sched_wake_idle_without_ipi}: {@code peer} the idle CPU whose polling loop will notice by itself.
     */
    SCHED_WAKE_IDLE_WITHOUT_IPI("sched", "sched_wake_idle_without_ipi", SCHEDULER),

    /** {@code timer:hrtimer_expire_entry}: {@code label} function, {@code reference} hrtimer. */
    HRTIMER_EXPIRE_ENTRY("timer", "hrtimer_expire_entry", OTHER_EVENT),
    /** {@code timer:hrtimer_expire_exit}: {@code reference} hrtimer. */
    HRTIMER_EXPIRE_EXIT("timer", "hrtimer_expire_exit", OTHER_EVENT),
    /** {@code timer:timer_expire_entry}: {@code label} function, {@code reference} timer. */
    TIMER_EXPIRE_ENTRY("timer", "timer_expire_entry", OTHER_EVENT),
    /** {@code timer:timer_expire_exit}: {@code reference} timer. */
    TIMER_EXPIRE_EXIT("timer", "timer_expire_exit", OTHER_EVENT),

    /** {@code power:cpu_idle}: {@code peer} the CPU, {@code code} idle state (-1: leaving idle). */
    CPU_IDLE("power", "cpu_idle", SCHEDULER),

    /**
     * {@code lock:contention_begin} (Linux 5.19 and later), a lock was taken and the CPU or task begins to wait:
     * {@code code} flags {@code LCB_F_*} of Linux {@code include/trace/events/lock.h} (1: it spins), {@code reference}
     * lock.
     */
    CONTENTION_BEGIN("lock", "contention_begin", OTHER_EVENT),
    /** {@code lock:contention_end}: {@code code} 0 if it has the lock, else an error, {@code reference} lock. */
    CONTENTION_END("lock", "contention_end", OTHER_EVENT),

    /**
     * A {@code wripir} PALcall as the built-in engine records it: {@code peer} target, {@code code} {@link IpiMessage}.
     */
    WRIPIR("lostedge", "wripir", HARDWARE),
    /**
     * An edge that reached no interrupt entry (built-in engine): {@code peer} sender, {@code code} {@link IpiMessage}.
     */
    EDGE_LOST("lostedge", "edge_lost", HARDWARE),
    /** An edge held pending until IPL falls (built-in engine): {@code peer} sender, {@code code} {@link IpiMessage}. */
    EDGE_LATCHED("lostedge", "edge_latched", HARDWARE),
    /** {@code do_entInt} entered (built-in engine): {@code code} {@link InterruptKind} ordinal. */
    ENTINT_ENTRY("lostedge", "entint_entry", HARDWARE),
    /** {@code do_entInt} left by {@code rti} (built-in engine): {@code code} {@link InterruptKind} ordinal. */
    ENTINT_EXIT("lostedge", "entint_exit", HARDWARE),
    /**
     * {@code handle_ipi} took bits (built-in engine): {@code code} the bits, {@code label} own interrupt, poll or
     * drain.
     */
    HANDLE_IPI("lostedge", "handle_ipi", HARDWARE),

    /** Events the recorder dropped on this CPU just before: {@code reference} how many (-1: not told). */
    LOST_EVENTS("recorder", "lost_events", RECORDER),
    /** The first event of this CPU's buffer follows: nothing is known of the CPU before. */
    BUFFER_START("recorder", "buffer_start", RECORDER),

    /**
     * Kernel log, {@code csd: Detected non-responsive CSD lock}: {@code peer} target, {@code code} #N, {@code label}
     * function, {@code reference} waited ns.
     */
    CSD_LOCK_DETECTED("kernel_log", "csd_lock_detected", KERNEL_LOG),
    /**
     * Kernel log, {@code csd: CSD lock (#N) unresponsive}, {@code handling this request} or {@code handling prior}:
     * {@code cpu} waiter, {@code code} #N, {@code label} which of them, {@code site} the prior function.
     */
    CSD_LOCK_STATE("kernel_log", "csd_lock_state", KERNEL_LOG),
    /** Kernel log, {@code csd: Re-sending CSD lock}: {@code cpu} sender, {@code peer} target, {@code code} #N. */
    CSD_LOCK_RESEND("kernel_log", "csd_lock_resend", KERNEL_LOG),
    /** Kernel log, {@code csd: CSD lock (#N) got unstuck}: {@code cpu} waiter, {@code peer} target, {@code code} #N. */
    CSD_LOCK_UNSTUCK("kernel_log", "csd_lock_unstuck", KERNEL_LOG),
    /**
     * Kernel log with csdlock_debug=ext, {@code csd: cnt(X): SRC->DST type}: {@code cpu} source, {@code peer}
     * destination, {@code code} X, {@code label} type.
     */
    CSD_SEQUENCE("kernel_log", "csd_sequence", KERNEL_LOG),
    /**
     * Kernel log, soft lockup: {@code cpu} the stuck one, {@code reference} seconds, {@code label} comm, {@code code}
     * pid.
     */
    SOFT_LOCKUP("kernel_log", "soft_lockup", KERNEL_LOG),
    /** Kernel log, hard lockup: {@code cpu} the stuck one, {@code peer} who noticed (-1: itself). */
    HARD_LOCKUP("kernel_log", "hard_lockup", KERNEL_LOG),
    /**
     * Kernel log, RCU stall: {@code cpu} the stalled one, {@code peer} who noticed (or itself), {@code label} flavour.
     */
    RCU_STALL("kernel_log", "rcu_stall", KERNEL_LOG),
    /** Kernel log, hung task: {@code code} pid, {@code label} comm, {@code reference} seconds. */
    HUNG_TASK("kernel_log", "hung_task", KERNEL_LOG),
    /** Kernel log, first line of a CPU's backtrace: {@code cpu}, {@code label} the function it was in where told. */
    CPU_BACKTRACE("kernel_log", "cpu_backtrace", KERNEL_LOG),

    /**
     * Any tracepoint this vocabulary has no constant for: {@code label} its name. It still shows that the CPU ran, and
     * with which flags.
     */
    OTHER("other", "other", OTHER_EVENT);

    private static final EventKind[] VALUES = values();
    private static final Map<String, EventKind> BY_TRACEPOINT =
            Arrays.stream(VALUES).collect(Collectors.toUnmodifiableMap(EventKind::tracepoint, Function.identity()));

    private final String subsystem;
    private final String tracepoint;
    private final EventRole role;
    private final boolean byCpu;
    private final boolean ofMessage;
    private final @Nullable InterruptKind interrupt;
    private final @Nullable IpiMessage message;

    EventKind(String subsystem, String tracepoint, EventRole role) {
        this(subsystem, tracepoint, role, null, null);
    }

    EventKind(
            String subsystem,
            String tracepoint,
            EventRole role,
            @Nullable InterruptKind interrupt,
            @Nullable IpiMessage message) {
        this.subsystem = subsystem;
        this.tracepoint = tracepoint;
        this.role = role;
        this.byCpu = role.byCpu();
        this.ofMessage = role.ofMessage();
        this.interrupt = interrupt;
        this.message = message;
    }

    /** {@return the kind with this {@link #ordinal()}, as {@link EventBatch#kind} holds it} */
    public static EventKind of(byte ordinal) {
        return VALUES[ordinal];
    }

    /** {@return the kind of this tracepoint name without its subsystem, or {@link #OTHER}} */
    public static EventKind named(String tracepoint) {
        return BY_TRACEPOINT.getOrDefault(tracepoint, OTHER);
    }

    /** {@return the tracepoint's subsystem, such as "irq"} */
    public String subsystem() {
        return subsystem;
    }

    /** {@return the tracepoint's name, such as "irq_handler_entry"} */
    public String tracepoint() {
        return tracepoint;
    }

    /** {@return what the event tells the model} */
    public EventRole role() {
        return role;
    }

    /** {@return as {@link EventRole#byCpu} tells} */
    public boolean byCpu() {
        return byCpu;
    }

    /** {@return as {@link EventRole#ofMessage} tells} */
    public boolean ofMessage() {
        return ofMessage;
    }

    /** {@return the kind of interrupt entered or left where the tracepoint alone decides it, else null} */
    public @Nullable InterruptKind interrupt() {
        return interrupt;
    }

    /** {@return the message handled where the tracepoint alone decides it, else null} */
    public @Nullable IpiMessage message() {
        return message;
    }
}
