package lostedge.ingest.eventtext;

import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.ingest.bytes.ByteLabels;
import lostedge.ingest.bytes.Literal;

/**
 * The arguments of every kind of the vocabulary: fills the columns that {@link EventKind} names. A function is a label
 * without offset and module, so that one function has one id however it is printed; a code position is a site as
 * printed.
 */
public final class TracepointArguments {
    private static final Literal IRQ = Literal.of("irq=");
    private static final Literal NAME = Literal.of(" name=");
    private static final Literal RET = Literal.of(" ret=");
    private static final Literal VEC = Literal.of("vec=");
    private static final Literal VECTOR = Literal.of("vector=");
    private static final Literal CPU = Literal.of("cpu=");
    private static final Literal CALLSITE = Literal.of(" callsite=");
    private static final Literal SPACE_FUNC = Literal.of(" func=");
    private static final Literal FUNC = Literal.of("func=");
    private static final Literal SPACE_CSD = Literal.of(" csd=");
    private static final Literal COMMA_CSD = Literal.of(", csd=");
    private static final Literal PAGES = Literal.of("pages");
    private static final Literal PARENTHESIS = Literal.of("(");
    private static final Literal CALLER = Literal.of("caller=");
    private static final Literal PARENT = Literal.of(" parent=");
    private static final Literal HRTIMER = Literal.of("hrtimer=");
    private static final Literal TIMER = Literal.of("timer=");
    private static final Literal FUNCTION = Literal.of(" function=");
    private static final Literal NOW = Literal.of(" now=");
    private static final Literal STATE = Literal.of("state=");
    private static final Literal CPU_ID = Literal.of(" cpu_id=");
    private static final Literal MESSAGE = Literal.of(" message=");
    private static final Literal FLAGS = Literal.of(" (flags=");
    private static final Literal RESULT = Literal.of(" (ret=");
    private static final Literal FROM = Literal.of("from=");
    private static final Literal TYPE = Literal.of("type=");
    private static final Literal BITS = Literal.of("bits=");
    private static final Literal BY = Literal.of(" by=");
    /** {@code state} of {@code cpu_idle} on leaving idle: Linux {@code PWR_EVENT_EXIT}, {@code (u32) -1}. */
    private static final long IDLE_EXIT = 0xFFFF_FFFFL;

    private final FieldCursor fields;
    private final IpiArguments ipi;

    /** Interns names into {@code labels}. */
    public TracepointArguments(ByteLabels labels) {
        fields = new FieldCursor(labels);
        ipi = new IpiArguments(labels.labels());
    }

    /** {@return the targets of the mask-carrying event read last; its row holds the first word that is not empty} */
    public CpuMask mask() {
        return ipi.mask();
    }

    /** {@return whether the recorder could not print the mask of the {@code ipi_send_cpumask} read last} */
    public boolean maskUntold() {
        return ipi.maskUntold();
    }

    /**
     * Reads the arguments in {@code bytes[from, to)} into a row whose {@code cpu} is set and whose columns for
     * arguments hold their "none".
     *
     * @return false if they are not what the kind prints; the columns for arguments are then undefined
     */
    public boolean read(EventKind kind, byte[] bytes, int from, int to, EventBatch batch, int row) {
        FieldCursor in = fields;
        in.start(bytes, from, to);
        switch (kind) {
            case IRQ_HANDLER_ENTRY -> {
                in.expect(IRQ);
                batch.code[row] = in.smallNumber();
                in.expect(NAME);
                batch.label[row] = in.rest();
            }
            case IRQ_HANDLER_EXIT -> {
                in.expect(IRQ);
                batch.code[row] = in.smallNumber();
                in.expect(RET);
                batch.reference[row] = in.peek() == 'h' ? 1 : 0;
            }
            case SOFTIRQ_RAISE, SOFTIRQ_ENTRY, SOFTIRQ_EXIT -> {
                in.expect(VEC);
                batch.code[row] = in.smallNumber();
            }
            case CSD_QUEUE_CPU -> {
                in.expect(CPU);
                batch.peer[row] = in.cpu();
                in.expect(CALLSITE);
                batch.site[row] = in.site();
                in.expect(SPACE_FUNC);
                batch.label[row] = in.function();
                in.expect(SPACE_CSD);
                batch.reference[row] = in.pointer();
            }
            case CSD_FUNCTION_ENTRY, CSD_FUNCTION_EXIT -> {
                in.expect(FUNC);
                batch.label[row] = in.function();
                in.expect(COMMA_CSD);
                batch.reference[row] = in.pointer();
            }
            case IPI_SEND_CPU -> ipi.send(in, batch, row);
            case IPI_SEND_CPUMASK -> ipi.sendToMask(in, batch, row);
            case IPI_RAISE -> ipi.raise(in, batch, row);
            case IPI_ENTRY, IPI_EXIT -> ipi.reason(in, batch, row);
            case SCHED_SWITCH -> SchedulerArguments.schedSwitch(in, batch, row);
            case SCHED_WAKING, SCHED_WAKEUP, SCHED_WAKEUP_NEW -> SchedulerArguments.wakeup(in, batch, row);
            default -> readSeldom(kind, in, batch, row);
        }
        return !in.failed();
    }

    private void readSeldom(EventKind kind, FieldCursor in, EventBatch batch, int row) {
        switch (kind) {
            case SCHED_MIGRATE_TASK -> SchedulerArguments.migrate(in, batch, row);
            case SCHED_WAKE_IDLE_WITHOUT_IPI -> {
                in.expect(CPU);
                batch.peer[row] = in.cpu();
            }
            case TLB_FLUSH -> {
                in.expect(PAGES);
                in.any();
                batch.reference[row] = in.number();
                in.toLast(PARENTHESIS);
                in.expect(PARENTHESIS);
                batch.code[row] = in.smallNumber();
            }
            case IRQ_DISABLE, IRQ_ENABLE -> {
                in.expect(CALLER);
                batch.label[row] = in.function();
                in.expect(PARENT);
                batch.site[row] = in.site();
            }
            case HRTIMER_EXPIRE_ENTRY -> timer(HRTIMER, in, batch, row);
            case TIMER_EXPIRE_ENTRY -> timer(TIMER, in, batch, row);
            case HRTIMER_EXPIRE_EXIT -> {
                in.expect(HRTIMER);
                batch.reference[row] = in.pointer();
            }
            case TIMER_EXPIRE_EXIT -> {
                in.expect(TIMER);
                batch.reference[row] = in.pointer();
            }
            case CPU_IDLE -> {
                in.expect(STATE);
                long state = in.number();
                batch.code[row] = state == IDLE_EXIT ? -1 : (int) state;
                in.expect(CPU_ID);
                batch.peer[row] = in.cpu();
            }
            case CONTENTION_BEGIN -> {
                batch.reference[row] = in.pointer();
                in.expect(FLAGS);
                batch.code[row] = TracepointText.contentionFlags(in.restAsText());
                if (batch.code[row] < 0) {
                    in.fail();
                }
            }
            case CONTENTION_END -> {
                batch.reference[row] = in.pointer();
                in.expect(RESULT);
                batch.code[row] = in.smallNumber();
            }
            case WRIPIR -> edge(CPU, in, batch, row);
            case EDGE_LOST, EDGE_LATCHED -> edge(FROM, in, batch, row);
            case ENTINT_ENTRY, ENTINT_EXIT -> {
                in.expect(TYPE);
                batch.code[row] = ordinal(InterruptKind.values(), in);
            }
            case HANDLE_IPI -> {
                in.expect(BITS);
                batch.code[row] = in.smallNumber();
                in.expect(BY);
                batch.label[row] = in.rest();
            }
            default -> {
                in.expect(VECTOR);
                batch.code[row] = in.smallNumber();
                in.expectEnd();
            }
        }
    }

    /** {@code timer=%p function=%ps ...}; trace-cmd puts {@code now=} before the function. */
    private static void timer(Literal field, FieldCursor in, EventBatch batch, int row) {
        in.expect(field);
        batch.reference[row] = in.pointer();
        if (in.accept(NOW)) {
            in.skipNumber();
        }
        in.expect(FUNCTION);
        batch.label[row] = in.function();
    }

    private static void edge(Literal field, FieldCursor in, EventBatch batch, int row) {
        in.expect(field);
        batch.peer[row] = in.cpu();
        in.expect(MESSAGE);
        batch.code[row] = ordinal(IpiMessage.values(), in);
    }

    private static int ordinal(Enum<?>[] constants, FieldCursor in) {
        String name = in.restAsText();
        for (Enum<?> constant : constants) {
            if (constant.name().equals(name)) {
                return constant.ordinal();
            }
        }
        in.fail();
        return EventBatch.NONE;
    }
}
