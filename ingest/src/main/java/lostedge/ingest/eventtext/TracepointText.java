package lostedge.ingest.eventtext;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;

/**
 * Rows as the kernel prints them, name and arguments: the inverse of {@link TracepointArguments}. A field a row does
 * not hold is printed as the usual value: priority 120, jiffies 0.
 */
public final class TracepointText {
    /** {@code softirq_to_name} of {@code kernel/softirq.c}. */
    private static final String[] SOFTIRQS = {
        "HI", "TIMER", "NET_TX", "NET_RX", "BLOCK", "IRQ_POLL", "TASKLET", "SCHED", "HRTIMER", "RCU"
    };
    /** {@code TLB_FLUSH_REASON} of {@code include/trace/events/tlb.h}. */
    private static final String[] FLUSH_REASONS = {
        "flush on task switch", "remote shootdown", "local shootdown", "local mm shootdown", "remote ipi send"
    };

    /** {@code LCB_F_*} of {@code include/trace/events/lock.h}, bit by bit. */
    private static final List<String> CONTENTION_FLAGS = List.of("SPIN", "READ", "WRITE", "RT", "PERCPU", "MUTEX");

    private static final int USUAL_PRIORITY = 120;

    private final Labels labels;
    private final TaskNames tasks;

    /** Prints rows whose names are in {@code labels}. */
    public TracepointText(Labels labels, TaskNames tasks) {
        this.labels = labels;
        this.tasks = tasks;
    }

    /** Prints a row that is not from a recorder or the kernel log; a mask's targets are all those of {@code mask}. */
    public void print(EventBatch batch, int row, CpuMask mask, StringBuilder to) {
        EventKind kind = batch.kindAt(row);
        switch (kind) {
            case OTHER -> other(batch, row, to);
            case VECTOR_ENTRY, VECTOR_EXIT -> {
                to.append(symbol(batch.label[row], kind.subsystem()))
                        .append(kind == EventKind.VECTOR_ENTRY ? "_entry: " : "_exit: ");
                arguments(kind, batch, row, mask, to);
            }
            default -> {
                to.append(kind.tracepoint()).append(": ");
                arguments(kind, batch, row, mask, to);
            }
        }
    }

    private void other(EventBatch batch, int row, StringBuilder to) {
        if (batch.label[row] == Labels.NONE) {
            to.append("<unnamed>");
        } else if (batch.site[row] == Labels.NONE) {
            to.append(symbol(batch.label[row], "")).append(": ");
        } else {
            to.append(symbol(batch.label[row], "")).append(" <-").append(site(batch, row));
        }
    }

    private void arguments(EventKind kind, EventBatch batch, int row, CpuMask mask, StringBuilder to) {
        int code = batch.code[row];
        int peer = batch.peer[row];
        switch (kind) {
            case IRQ_HANDLER_ENTRY ->
                to.append("irq=").append(code).append(" name=").append(text(batch, row));
            case IRQ_HANDLER_EXIT ->
                to.append("irq=")
                        .append(code)
                        .append(" ret=")
                        .append(batch.reference[row] == 1 ? "" : "un")
                        .append("handled");
            case SOFTIRQ_RAISE, SOFTIRQ_ENTRY, SOFTIRQ_EXIT ->
                to.append("vec=")
                        .append(code)
                        .append(" [action=")
                        .append(named(SOFTIRQS, code))
                        .append(']');
            case IPI_ENTRY, IPI_EXIT -> to.append('(').append(text(batch, row)).append(')');
            case IPI_RAISE -> {
                to.append("target_mask=");
                mask.printHex(to);
                to.append(" (").append(text(batch, row)).append(')');
            }
            case IPI_SEND_CPU -> {
                to.append("cpu=").append(peer);
                siteAndCallback(batch, row, to);
            }
            case IPI_SEND_CPUMASK -> {
                if (peer == EventBatch.NONE) {
                    to.append("[FAILED TO PARSE] cpumask=0");
                } else {
                    to.append("cpumask=");
                    mask.printHex(to);
                }
                siteAndCallback(batch, row, to);
            }
            case CSD_QUEUE_CPU -> {
                to.append("cpu=").append(peer).append(" callsite=").append(site(batch, row));
                pointer(
                        to.append(" func=")
                                .append(symbol(batch.label[row], "0x0"))
                                .append(" csd="),
                        batch,
                        row);
            }
            case CSD_FUNCTION_ENTRY, CSD_FUNCTION_EXIT ->
                pointer(
                        to.append("func=")
                                .append(symbol(batch.label[row], "0x0"))
                                .append(", csd="),
                        batch,
                        row);
            case TLB_FLUSH ->
                to.append("pages:")
                        .append(batch.reference[row])
                        .append(" reason:")
                        .append(named(FLUSH_REASONS, code))
                        .append(" (")
                        .append(code)
                        .append(')');
            case IRQ_DISABLE, IRQ_ENABLE ->
                to.append("caller=")
                        .append(symbol(batch.label[row], "0x0"))
                        .append(" parent=")
                        .append(site(batch, row));
            case CONTENTION_BEGIN -> {
                pointer(to, batch, row);
                to.append(" (flags=").append(contentionFlags(code)).append(')');
            }
            case CONTENTION_END -> {
                pointer(to, batch, row);
                to.append(" (ret=").append(code).append(')');
            }
            case WRIPIR -> to.append("cpu=").append(peer).append(" message=").append(IpiMessage.of(code));
            case EDGE_LOST, EDGE_LATCHED ->
                to.append("from=").append(peer).append(" message=").append(IpiMessage.of(code));
            case ENTINT_ENTRY, ENTINT_EXIT -> to.append("type=").append(InterruptKind.values()[code]);
            case HANDLE_IPI -> to.append("bits=").append(code).append(" by=").append(text(batch, row));
            case HRTIMER_EXPIRE_ENTRY -> {
                pointer(to.append("hrtimer="), batch, row);
                to.append(" function=")
                        .append(symbol(batch.label[row], "0x0"))
                        .append(" now=")
                        .append(batch.timestampNs[row]);
            }
            case TIMER_EXPIRE_ENTRY -> {
                pointer(to.append("timer="), batch, row);
                to.append(" function=").append(symbol(batch.label[row], "0x0")).append(" now=0 baseclk=0");
            }
            case HRTIMER_EXPIRE_EXIT -> pointer(to.append("hrtimer="), batch, row);
            case TIMER_EXPIRE_EXIT -> pointer(to.append("timer="), batch, row);
            case CPU_IDLE ->
                to.append("state=")
                        .append(Integer.toUnsignedLong(code))
                        .append(" cpu_id=")
                        .append(peer);
            default -> {
                if (kind.role() == EventRole.SCHEDULER && kind != EventKind.CPU_IDLE) {
                    scheduler(kind, batch, row, to);
                } else {
                    to.append("vector=").append(code);
                }
            }
        }
    }

    private static String contentionFlags(int bits) {
        return IntStream.range(0, CONTENTION_FLAGS.size())
                .filter(bit -> (bits >>> bit & 1) != 0)
                .mapToObj(CONTENTION_FLAGS::get)
                .collect(Collectors.joining("|"));
    }

    /** {@return the flags of "SPIN|READ)", or -1 if there is another word} */
    static int contentionFlags(String text) {
        if (!text.endsWith(")")) {
            return -1;
        }
        int bits = 0;
        for (String word : text.substring(0, text.length() - 1).split("\\|", -1)) {
            int bit = CONTENTION_FLAGS.indexOf(word);
            if (bit < 0 && !word.isEmpty()) {
                return -1;
            }
            bits |= word.isEmpty() ? 0 : 1 << bit;
        }
        return bits;
    }

    private void scheduler(EventKind kind, EventBatch batch, int row, StringBuilder to) {
        int pid = batch.code[row];
        int peer = batch.peer[row];
        switch (kind) {
            case SCHED_SWITCH -> {
                to.append("prev_comm=").append(tasks.inArguments(batch.pid[row], batch.cpu[row]));
                to.append(" prev_pid=")
                        .append(batch.pid[row])
                        .append(" prev_prio=")
                        .append(USUAL_PRIORITY);
                to.append(" prev_state=");
                if (batch.reference[row] != 0) {
                    to.append((char) batch.reference[row]);
                }
                to.append(" ==> next_comm=").append(PrintableText.comm(labels.text(batch.label[row])));
                to.append(" next_pid=").append(pid).append(" next_prio=").append(USUAL_PRIORITY);
            }
            case SCHED_MIGRATE_TASK ->
                to.append("comm=")
                        .append(tasks.inArguments(pid, peer))
                        .append(" pid=")
                        .append(pid)
                        .append(" prio=")
                        .append(USUAL_PRIORITY)
                        .append(" orig_cpu=")
                        .append(batch.reference[row])
                        .append(" dest_cpu=")
                        .append(peer);
            case SCHED_WAKE_IDLE_WITHOUT_IPI -> to.append("cpu=").append(peer);
            default -> {
                to.append("comm=").append(PrintableText.comm(labels.text(batch.label[row])));
                to.append(" pid=")
                        .append(pid)
                        .append(" prio=")
                        .append(USUAL_PRIORITY)
                        .append(" target_cpu=");
                threeDigits(peer, to);
            }
        }
    }

    /** Appends a CPU as {@code %03d} does. */
    public static void threeDigits(int cpu, StringBuilder to) {
        to.append(cpu < 100 ? "0" : "").append(cpu < 10 ? "0" : "").append(cpu);
    }

    private void siteAndCallback(EventBatch batch, int row, StringBuilder to) {
        to.append(" callsite=").append(site(batch, row)).append(" callback=");
        if (batch.label[row] == Labels.NONE) {
            to.append("0x0");
        } else {
            String callback = symbol(batch.label[row], "");
            to.append(callback).append(callback.startsWith("0x") ? "" : "+0x0");
        }
    }

    private static void pointer(StringBuilder to, EventBatch batch, int row) {
        long pointer = batch.reference[row];
        if (pointer == EventBatch.HIDDEN_POINTER) {
            to.append("(____ptrval____)");
            return;
        }
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            to.append(Character.forDigit((int) (pointer >>> shift) & 0xF, 16));
        }
    }

    private static String named(String[] names, int number) {
        return number >= 0 && number < names.length ? names[number] : "0x" + Integer.toHexString(number);
    }

    private String text(EventBatch batch, int row) {
        return PrintableText.line(labels.text(batch.label[row]));
    }

    private String symbol(int label, String none) {
        return label == Labels.NONE ? none : PrintableText.symbol(labels.text(label));
    }

    private String site(EventBatch batch, int row) {
        return batch.site[row] == Labels.NONE ? "0x0" : PrintableText.line(labels.text(batch.site[row]));
    }
}
