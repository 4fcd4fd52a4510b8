package lostedge.ingest.tracepoint;

import static lostedge.ingest.tracepoint.FieldRole.CALLBACK;
import static lostedge.ingest.tracepoint.FieldRole.CALLER;
import static lostedge.ingest.tracepoint.FieldRole.CODE;
import static lostedge.ingest.tracepoint.FieldRole.FUNCTION;
import static lostedge.ingest.tracepoint.FieldRole.MASK;
import static lostedge.ingest.tracepoint.FieldRole.NAME;
import static lostedge.ingest.tracepoint.FieldRole.PARENT;
import static lostedge.ingest.tracepoint.FieldRole.PEER;
import static lostedge.ingest.tracepoint.FieldRole.REASON;
import static lostedge.ingest.tracepoint.FieldRole.REFERENCE;
import static lostedge.ingest.tracepoint.FieldRole.SITE;
import static lostedge.ingest.tracepoint.FieldRole.TASK_STATE;

import java.util.List;
import lostedge.engine.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * A tracepoint of the kernel, and what its fields are to a row, as {@link EventKind} tells.
 *
 * @param system subsystem, such as "irq"
 * @param name tracepoint, such as "softirq_entry"
 */
public record Tracepoint(String system, String name) {

    /** {@return the kernel's tracepoint of this name, where a recording leaves its subsystem out} */
    public static Tracepoint named(String name) {
        EventKind kind = EventKind.named(name);
        return switch (kind.role()) {
            case RECORDER, KERNEL_LOG, HARDWARE -> new Tracepoint("", name);
            default -> new Tracepoint(kind.subsystem(), name);
        };
    }

    /** {@return the kind of its events} */
    public EventKind kind() {
        EventKind kind = EventKind.named(name);
        if (kind != EventKind.OTHER && kind.subsystem().equals(system)) {
            return kind;
        }
        if (system.equals("irq_vectors")) {
            if (name.endsWith("_entry")) {
                return EventKind.VECTOR_ENTRY;
            }
            if (name.endsWith("_exit")) {
                return EventKind.VECTOR_EXIT;
            }
        }
        return EventKind.OTHER;
    }

    /** {@return the name that is the label of all its rows, or null if a field tells or there is none} */
    public @Nullable String label() {
        return switch (kind()) {
            case VECTOR_ENTRY, VECTOR_EXIT -> name.substring(0, name.lastIndexOf('_'));
            case OTHER -> name;
            default -> null;
        };
    }

    /**
     * {@return the fields that fill columns; a callback comes after the CPU it depends on}
     *
     * <p>A field the recorded kernel does not have leaves its column at "none".
     */
    public List<FieldRole.Field> fields() {
        return switch (kind()) {
            case IRQ_HANDLER_ENTRY -> List.of(CODE.of("irq"), NAME.of("name"));
            case IRQ_HANDLER_EXIT -> List.of(CODE.of("irq"), REFERENCE.of("ret"));
            case SOFTIRQ_RAISE, SOFTIRQ_ENTRY, SOFTIRQ_EXIT -> List.of(CODE.of("vec"));
            case LOCAL_TIMER_ENTRY,
                    LOCAL_TIMER_EXIT,
                    RESCHEDULE_ENTRY,
                    RESCHEDULE_EXIT,
                    CALL_FUNCTION_ENTRY,
                    CALL_FUNCTION_EXIT,
                    CALL_FUNCTION_SINGLE_ENTRY,
                    CALL_FUNCTION_SINGLE_EXIT,
                    IRQ_WORK_ENTRY,
                    IRQ_WORK_EXIT,
                    VECTOR_ENTRY,
                    VECTOR_EXIT -> List.of(CODE.of("vector"));
            case IPI_ENTRY, IPI_EXIT -> List.of(REASON.of("reason"));
            case IPI_RAISE -> List.of(REASON.of("reason"), MASK.of("target_cpus"));
            case IPI_SEND_CPU -> List.of(PEER.of("cpu"), CALLBACK.of("callback"), SITE.of("callsite"));
            case IPI_SEND_CPUMASK -> List.of(CALLBACK.of("callback"), SITE.of("callsite"), MASK.of("cpumask"));
            case CSD_QUEUE_CPU ->
                List.of(PEER.of("cpu"), FUNCTION.of("func"), SITE.of("callsite"), REFERENCE.of("csd"));
            case CSD_FUNCTION_ENTRY, CSD_FUNCTION_EXIT -> List.of(FUNCTION.of("func"), REFERENCE.of("csd"));
            case TLB_FLUSH -> List.of(CODE.of("reason"), REFERENCE.of("pages"));
            case IRQ_DISABLE, IRQ_ENABLE -> List.of(CALLER.of("caller_offs"), PARENT.of("parent_offs"));
            case SCHED_SWITCH -> List.of(CODE.of("next_pid"), NAME.of("next_comm"), TASK_STATE.of("prev_state"));
            case SCHED_WAKING, SCHED_WAKEUP, SCHED_WAKEUP_NEW ->
                List.of(PEER.of("target_cpu"), CODE.of("pid"), NAME.of("comm"));
            case SCHED_MIGRATE_TASK -> List.of(PEER.of("dest_cpu"), CODE.of("pid"), REFERENCE.of("orig_cpu"));
            case SCHED_WAKE_IDLE_WITHOUT_IPI -> List.of(PEER.of("cpu"));
            case HRTIMER_EXPIRE_ENTRY -> List.of(FUNCTION.of("function"), REFERENCE.of("hrtimer"));
            case HRTIMER_EXPIRE_EXIT -> List.of(REFERENCE.of("hrtimer"));
            case TIMER_EXPIRE_ENTRY -> List.of(FUNCTION.of("function"), REFERENCE.of("timer"));
            case TIMER_EXPIRE_EXIT -> List.of(REFERENCE.of("timer"));
            case CPU_IDLE -> List.of(PEER.of("cpu_id"), CODE.of("state"));
            case CONTENTION_BEGIN -> List.of(REFERENCE.of("lock_addr"), CODE.of("flags"));
            case CONTENTION_END -> List.of(REFERENCE.of("lock_addr"), CODE.of("ret"));
            default -> List.of();
        };
    }
}
