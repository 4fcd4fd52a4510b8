package lostedge.ingest.ftrace;

import java.util.List;
import java.util.Random;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;

/** Seeded batches of every kind a trace text can hold, with task names that look like everything else. */
final class RandomEvents {
    private static final List<String> COMMS = List.of(
            "bash",
            "a b",
            "-",
            "x-1 [001] d.h.",
            " ==> ",
            " pid=5 prio=1",
            " next_pid=7",
            "comm=",
            "] S ==> x:1 [0]",
            "1.234567: irq",
            "kworker/0:1H-ev",
            "日本語",
            " prev_pid=3",
            "#### CPU 1",
            "fifteen--chars-",
            "");
    private static final List<String> SYMBOLS =
            List.of("do_nothing", "__x64_sys", "flush_tlb_func", "0xffffffff81000000");
    private static final List<String> SITES =
            List.of("a+0x1/0x2", "ttwu_queue_wakelist+0x198/0x1b0 [mod]", "0xffff8000");

    private final Random random;
    private final Labels labels = new Labels();
    private long time;
    private long position;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    Labels labels() {
        return labels;
    }

    /** Appends rows of random kinds until the batch is nearly full. */
    void fill(EventBatch batch) {
        EventKind[] kinds = EventKind.values();
        while (batch.size() < batch.capacity() - 4) {
            EventKind kind = kinds[random.nextInt(kinds.length)];
            if (kind.role() != EventRole.KERNEL_LOG && kind.role() != EventRole.RECORDER) {
                append(batch, kind);
            }
        }
    }

    private void append(EventBatch batch, EventKind kind) {
        time += random.nextInt(3) * 1_000L * random.nextInt(2_000_000);
        position++;
        int row = batch.append(time, random.nextInt(random.nextBoolean() ? 4 : 1200), kind, position);
        batch.pid[row] = random.nextInt(random.nextBoolean() ? 3 : 4_194_304);
        int flags = random.nextInt(1 << 7) & ~(ContextFlags.SOFTIRQ * random.nextInt(2));
        boolean softInNmi = (flags & ContextFlags.NMI) != 0;
        batch.flags[row] = ContextFlags.KNOWN
                | (softInNmi ? flags & ~ContextFlags.SOFTIRQ : flags)
                | random.nextInt(16) << ContextFlags.PREEMPT_SHIFT;
        arguments(batch, row, kind);
    }

    private void arguments(EventBatch batch, int row, EventKind kind) {
        switch (kind) {
            case IRQ_HANDLER_ENTRY -> {
                batch.code[row] = random.nextInt(1000);
                batch.label[row] = one(COMMS);
            }
            case IRQ_HANDLER_EXIT -> {
                batch.code[row] = random.nextInt(1000);
                batch.reference[row] = random.nextInt(2);
            }
            case SOFTIRQ_RAISE, SOFTIRQ_ENTRY, SOFTIRQ_EXIT -> batch.code[row] = random.nextInt(12);
            case VECTOR_ENTRY, VECTOR_EXIT -> {
                batch.code[row] = random.nextInt(256);
                batch.label[row] = labels.intern("posted_msi_notification");
            }
            case IPI_ENTRY, IPI_EXIT -> reason(batch, row);
            case IPI_RAISE -> {
                reason(batch, row);
                mask(batch, row);
            }
            case IPI_SEND_CPU -> {
                batch.peer[row] = batch.cpu[row] + 1 + random.nextInt(1000);
                callback(batch, row);
            }
            case IPI_SEND_CPUMASK -> {
                batch.cpu[row] = 5000;
                callback(batch, row);
                if (random.nextInt(8) > 0) {
                    mask(batch, row);
                }
            }
            case CSD_QUEUE_CPU -> {
                batch.peer[row] = random.nextInt(64);
                batch.label[row] = one(SYMBOLS);
                batch.site[row] = one(SITES);
                batch.reference[row] = pointer();
            }
            case CSD_FUNCTION_ENTRY, CSD_FUNCTION_EXIT, HRTIMER_EXPIRE_ENTRY, TIMER_EXPIRE_ENTRY -> {
                batch.label[row] = one(SYMBOLS);
                batch.reference[row] = pointer();
            }
            case HRTIMER_EXPIRE_EXIT, TIMER_EXPIRE_EXIT -> batch.reference[row] = pointer();
            case TLB_FLUSH -> {
                batch.code[row] = random.nextInt(7);
                batch.reference[row] = random.nextInt(40) - 1;
            }
            case IRQ_DISABLE, IRQ_ENABLE -> {
                batch.label[row] = one(SYMBOLS);
                batch.site[row] = one(SITES);
            }
            case CONTENTION_BEGIN -> {
                batch.code[row] = random.nextInt(64);
                batch.reference[row] = pointer();
            }
            case CONTENTION_END -> {
                batch.code[row] = -random.nextInt(40);
                batch.reference[row] = pointer();
            }
            case SCHED_SWITCH -> {
                batch.code[row] = random.nextInt(50);
                batch.label[row] = one(COMMS);
                batch.reference[row] = "RSDTtXZPI".charAt(random.nextInt(9));
            }
            case SCHED_WAKING, SCHED_WAKEUP, SCHED_WAKEUP_NEW -> {
                batch.code[row] = random.nextInt(50);
                batch.label[row] = one(COMMS);
                batch.peer[row] = random.nextInt(1200);
            }
            case SCHED_MIGRATE_TASK -> {
                batch.code[row] = random.nextInt(50);
                batch.peer[row] = random.nextInt(64);
                batch.reference[row] = random.nextInt(64);
            }
            case SCHED_WAKE_IDLE_WITHOUT_IPI -> batch.peer[row] = random.nextInt(64);
            case CPU_IDLE -> {
                batch.peer[row] = batch.cpu[row];
                batch.code[row] = random.nextInt(5) - 1;
            }
            case WRIPIR, EDGE_LOST, EDGE_LATCHED -> {
                batch.peer[row] = random.nextInt(64);
                batch.code[row] = random.nextInt(IpiMessage.values().length);
            }
            case ENTINT_ENTRY, ENTINT_EXIT -> batch.code[row] = random.nextInt(InterruptKind.values().length);
            case HANDLE_IPI -> {
                batch.code[row] = random.nextInt(8);
                batch.label[row] = one(List.of("own interrupt", "poll", "drain"));
            }
            case OTHER -> {
                batch.label[row] = random.nextInt(9) == 0 ? Labels.NONE : one(SYMBOLS);
                if (batch.label[row] != Labels.NONE && random.nextBoolean()) {
                    batch.site[row] = one(SITES);
                }
            }
            default -> batch.code[row] = random.nextInt(256);
        }
    }

    private void reason(EventBatch batch, int row) {
        String reason = List.of("Rescheduling interrupts", "Function call interrupts", "(odd) reason ")
                .get(random.nextInt(3));
        batch.label[row] = labels.intern(reason);
        batch.code[row] = IpiMessage.ofReason(reason).ordinal();
    }

    private void callback(EventBatch batch, int row) {
        batch.site[row] = one(SITES);
        if (random.nextBoolean()) {
            batch.code[row] = IpiMessage.RESCHEDULE.ordinal();
        } else {
            batch.label[row] = one(SYMBOLS);
            batch.code[row] = IpiMessage.CALL_FUNC.ordinal();
        }
    }

    private void mask(EventBatch batch, int row) {
        batch.peer[row] = random.nextInt(3) * Long.SIZE;
        batch.reference[row] = random.nextLong() | 1;
        if (random.nextInt(3) == 0) {
            batch.appendFrom(batch, row);
            batch.peer[batch.size() - 1] += 5 * Long.SIZE;
        }
    }

    private long pointer() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> EventBatch.HIDDEN_POINTER;
            default -> random.nextLong();
        };
    }

    private int one(List<String> texts) {
        return labels.intern(texts.get(random.nextInt(texts.size())));
    }
}
