package lostedge.ingest.tracepoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;

/**
 * Which fields of each tracepoint fill which columns of a row, as {@link EventKind} tells. A field the recorded kernel
 * does not have leaves its column at "none".
 */
final class Columns {

    /** Fills one column of one row from a record. */
    @FunctionalInterface
    interface Filler {
        void fill(ByteBuffer bytes, int record, int length, EventBatch batch, int row);
    }

    private final Labels labels;
    private final StringTable strings;
    private final SymbolTable symbols;
    private final AddressInterner functions;
    private final AddressInterner sites;
    private final TextInterner texts;

    Columns(Labels labels, SymbolTable symbols, StringTable strings) {
        this.labels = labels;
        this.strings = strings;
        this.symbols = symbols;
        functions = new AddressInterner(labels, symbols::function);
        sites = new AddressInterner(labels, symbols::site);
        texts = new TextInterner(labels);
    }

    /** {@return the fillers of a tracepoint's records, for all columns but a mask's} */
    Filler[] of(EventKind kind, EventFormat format) {
        List<Filler> f = new ArrayList<>();
        switch (kind) {
            case IRQ_HANDLER_ENTRY -> {
                code(f, format, "irq");
                text(f, format, "name");
            }
            case IRQ_HANDLER_EXIT -> {
                code(f, format, "irq");
                reference(f, format, "ret");
            }
            case SOFTIRQ_RAISE, SOFTIRQ_ENTRY, SOFTIRQ_EXIT -> code(f, format, "vec");
            case LOCAL_TIMER_ENTRY,
                    LOCAL_TIMER_EXIT,
                    RESCHEDULE_ENTRY,
                    RESCHEDULE_EXIT,
                    CALL_FUNCTION_ENTRY,
                    CALL_FUNCTION_EXIT,
                    CALL_FUNCTION_SINGLE_ENTRY,
                    CALL_FUNCTION_SINGLE_EXIT,
                    IRQ_WORK_ENTRY,
                    IRQ_WORK_EXIT -> code(f, format, "vector");
            case VECTOR_ENTRY, VECTOR_EXIT -> {
                code(f, format, "vector");
                constant(f, format.name().substring(0, format.name().lastIndexOf('_')));
            }
            case IPI_ENTRY, IPI_EXIT, IPI_RAISE -> reason(f, format);
            case IPI_SEND_CPU -> {
                peer(f, format, "cpu");
                callback(f, format);
                site(f, format, "callsite");
            }
            case IPI_SEND_CPUMASK -> {
                callback(f, format);
                site(f, format, "callsite");
            }
            case CSD_QUEUE_CPU -> {
                peer(f, format, "cpu");
                function(f, format, "func");
                site(f, format, "callsite");
                reference(f, format, "csd");
            }
            case CSD_FUNCTION_ENTRY, CSD_FUNCTION_EXIT -> {
                function(f, format, "func");
                reference(f, format, "csd");
            }
            case TLB_FLUSH -> {
                code(f, format, "reason");
                reference(f, format, "pages");
            }
            case IRQ_DISABLE, IRQ_ENABLE -> callers(f, format);
            case SCHED_SWITCH -> {
                code(f, format, "next_pid");
                text(f, format, "next_comm");
                taskState(f, format);
            }
            case SCHED_WAKING, SCHED_WAKEUP, SCHED_WAKEUP_NEW -> {
                peer(f, format, "target_cpu");
                code(f, format, "pid");
                text(f, format, "comm");
            }
            case SCHED_MIGRATE_TASK -> {
                peer(f, format, "dest_cpu");
                code(f, format, "pid");
                reference(f, format, "orig_cpu");
            }
            case SCHED_WAKE_IDLE_WITHOUT_IPI -> peer(f, format, "cpu");
            case HRTIMER_EXPIRE_ENTRY -> {
                function(f, format, "function");
                reference(f, format, "hrtimer");
            }
            case HRTIMER_EXPIRE_EXIT -> reference(f, format, "hrtimer");
            case TIMER_EXPIRE_ENTRY -> {
                function(f, format, "function");
                reference(f, format, "timer");
            }
            case TIMER_EXPIRE_EXIT -> reference(f, format, "timer");
            case CPU_IDLE -> {
                peer(f, format, "cpu_id");
                code(f, format, "state");
            }
            default -> constant(f, format.name());
        }
        return f.toArray(new Filler[0]);
    }

    private static void code(List<Filler> to, EventFormat format, String name) {
        RecordField field = format.field(name);
        if (field != null) {
            to.add((bytes, record, length, batch, row) ->
                    batch.code[row] = (int) RecordValues.number(bytes, record, field));
        }
    }

    private static void peer(List<Filler> to, EventFormat format, String name) {
        RecordField field = format.field(name);
        if (field != null) {
            to.add((bytes, record, length, batch, row) ->
                    batch.peer[row] = (int) RecordValues.number(bytes, record, field));
        }
    }

    private static void reference(List<Filler> to, EventFormat format, String name) {
        RecordField field = format.field(name);
        if (field != null) {
            to.add((bytes, record, length, batch, row) ->
                    batch.reference[row] = RecordValues.number(bytes, record, field));
        }
    }

    private void constant(List<Filler> to, String name) {
        int label = labels.intern(name);
        to.add((bytes, record, length, batch, row) -> batch.label[row] = label);
    }

    private void text(List<Filler> to, EventFormat format, String name) {
        RecordField field = format.field(name);
        if (field != null) {
            to.add((bytes, record, length, batch, row) -> {
                int start = RecordValues.start(bytes, record, field);
                int room = Math.min(RecordValues.length(bytes, record, field), length - start);
                batch.label[row] = room < 0 ? Labels.NONE : texts.intern(bytes, record + start, room);
            });
        }
    }

    private void function(List<Filler> to, EventFormat format, String name) {
        RecordField field = format.field(name);
        if (field != null) {
            to.add((bytes, record, length, batch, row) ->
                    batch.label[row] = functions.intern(RecordValues.number(bytes, record, field)));
        }
    }

    private void site(List<Filler> to, EventFormat format, String name) {
        RecordField field = format.field(name);
        if (field != null) {
            to.add((bytes, record, length, batch, row) ->
                    batch.site[row] = sites.intern(RecordValues.number(bytes, record, field)));
        }
    }

    /** No callback is no label; a CPU mask never means the sender alone. */
    private void callback(List<Filler> to, EventFormat format) {
        RecordField field = format.field("callback");
        if (field == null) {
            return;
        }
        Messages others = new Messages(callback -> IpiMessage.ofCallback(callback, false));
        Messages itself = new Messages(callback -> IpiMessage.ofCallback(callback, true));
        to.add((bytes, record, length, batch, row) -> {
            long callback = RecordValues.number(bytes, record, field);
            if (callback == 0) {
                batch.code[row] = IpiMessage.RESCHEDULE.ordinal();
            } else {
                int label = functions.intern(callback);
                batch.label[row] = label;
                batch.code[row] = (batch.peer[row] == batch.cpu[row] ? itself : others).of(label);
            }
        });
    }

    private void reason(List<Filler> to, EventFormat format) {
        RecordField field = format.field("reason");
        if (field != null) {
            AddressInterner reasons = new AddressInterner(labels, address -> {
                String text = strings.text(address);
                return text != null ? text : symbols.function(address);
            });
            Messages messages = new Messages(IpiMessage::ofReason);
            to.add((bytes, record, length, batch, row) -> {
                int label = reasons.intern(RecordValues.number(bytes, record, field));
                batch.label[row] = label;
                batch.code[row] = messages.of(label);
            });
        }
    }

    /** The messages labels stand for; the last one is remembered. */
    private final class Messages {
        private final Function<String, IpiMessage> message;
        private int lastLabel = Labels.NONE;
        private int lastCode = IpiMessage.UNKNOWN.ordinal();

        Messages(Function<String, IpiMessage> message) {
            this.message = message;
        }

        int of(int label) {
            if (label != lastLabel) {
                lastLabel = label;
                lastCode = message.apply(labels.text(label)).ordinal();
            }
            return lastCode;
        }
    }

    /** Callers are recorded as 32-bit distances from {@code _stext} ({@code include/trace/events/preemptirq.h}). */
    private void callers(List<Filler> to, EventFormat format) {
        RecordField caller = format.field("caller_offs");
        RecordField parent = format.field("parent_offs");
        long text = symbols.address("_stext");
        if (caller != null && parent != null) {
            to.add((bytes, record, length, batch, row) -> {
                batch.label[row] = functions.intern(text + RecordValues.number(bytes, record, caller));
                batch.site[row] = sites.intern(text + RecordValues.number(bytes, record, parent));
            });
        }
    }

    /** The first letter {@code sched_switch} prints for {@code prev_state}: the lowest bit set, R for none. */
    private static void taskState(List<Filler> to, EventFormat format) {
        RecordField field = format.field("prev_state");
        if (field != null) {
            to.add((bytes, record, length, batch, row) -> {
                int state = (int) RecordValues.number(bytes, record, field) & 0xFF;
                batch.reference[row] = state == 0 ? 'R' : "SDTtXZPI".charAt(Integer.numberOfTrailingZeros(state));
            });
        }
    }
}
