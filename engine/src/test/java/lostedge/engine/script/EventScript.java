package lostedge.engine.script;

import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;

/**
 * Events written as a few words each, for tests: {@code time cpu flags event words...}.
 *
 * <pre>
 *   10 0 d.... csd_queue_cpu 1 flush a      queue flush on CPU 1, csd 0xa
 *   11 0 d.... ipi_send_cpu 1 CALL_FUNC
 *   11 0 d.... ipi_send_cpumask 1,3 CALL_FUNC
 *   20 1 d.h.. irq_handler_entry 8 timer
 *   25 1 d.h.. irq_handler_exit 8
 *   30 1 d.h.. csd_function_entry flush a
 *   31 1 d.h.. csd_function_exit flush a
 *   40 1 ..... sched_switch 17 D            to pid 17, the last task in state D
 *   41 1 d.... sched_waking 2 17            wakes pid 17 on CPU 2
 *   41 1 d.h.. call_function_single_entry
 *   50 2 ..... lost_events 7
 *   55 1 ..... contention_begin f00 SPIN    for the lock at 0xf00
 *   56 1 ..... contention_end f00
 *   60 1 d.... irq_disable mutex_lock       by this caller
 *   70 0 ? csd_sequence 1 12 pinged         kernel log, cnt 12: from CPU 0 to CPU 1
 *   70 1 ? hard_lockup                      kernel log
 *   70 1 ? soft_lockup 26                   kernel log, for 26 s
 *   70 1 ? cpu_backtrace default_idle       kernel log, in this function
 *   70 0 ? csd_lock_detected 1 #3 60 flush  kernel log, wait 3: for CPU 1 since 60 us
 *   70 0 ? csd_lock_state #3 unresponsive   kernel log, underscores for spaces
 *   70 0 ? csd_lock_resend 1 #3             kernel log, and likewise csd_lock_unstuck
 * </pre>
 *
 * Times are µs. Flags are ftrace's first five, or {@code ?} where the recording has none. A word {@code pid=3} sets the
 * task, which is 1 otherwise; a csd {@code *} is a pointer the kernel hides. Positions are lines from 1.
 */
public final class EventScript {
    private final Labels labels = new Labels();
    private final EventBatch batch;

    /** A script of these lines; empty lines are skipped but counted. */
    public EventScript(String text) {
        String[] lines = text.split("\n", -1);
        batch = new EventBatch(lines.length + 1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                add(lines[i].trim().split("\\s+"), i + 1);
            }
        }
    }

    /** {@return the events} */
    public EventBatch batch() {
        return batch;
    }

    /** {@return their names} */
    public Labels labels() {
        return labels;
    }

    private void add(String[] word, int line) {
        long ns = Math.round(Double.parseDouble(word[0]) * 1000);
        EventKind kind = EventKind.named(word[3]);
        int row = batch.append(ns, Integer.parseInt(word[1]), kind, line);
        batch.flags[row] = flags(word[2]);
        batch.pid[row] = 1;
        if (word[word.length - 1].startsWith("pid=")) {
            batch.pid[row] = Integer.parseInt(word[word.length - 1].substring(4));
        }
        switch (kind) {
            case CSD_QUEUE_CPU -> {
                batch.peer[row] = Integer.parseInt(word[4]);
                call(row, word[5], word[6]);
                if (word.length > 7 && word[7].startsWith("site=")) {
                    batch.site[row] = labels.intern(word[7].substring(5));
                }
            }
            case CSD_FUNCTION_ENTRY, CSD_FUNCTION_EXIT -> call(row, word[4], word[5]);
            case IPI_SEND_CPU -> {
                batch.peer[row] = Integer.parseInt(word[4]);
                batch.code[row] = IpiMessage.valueOf(word[5]).ordinal();
            }
            case IPI_SEND_CPUMASK, IPI_RAISE -> {
                batch.peer[row] = 0;
                for (String cpu : word[4].split(",", -1)) {
                    batch.reference[row] |= 1L << Integer.parseInt(cpu);
                }
                batch.code[row] = IpiMessage.valueOf(word[5]).ordinal();
            }
            case IPI_ENTRY, IPI_EXIT ->
                batch.code[row] = IpiMessage.valueOf(word[4]).ordinal();
            case IRQ_HANDLER_ENTRY -> {
                batch.code[row] = Integer.parseInt(word[4]);
                batch.label[row] = labels.intern(word[5]);
            }
            case IRQ_HANDLER_EXIT, SOFTIRQ_ENTRY, SOFTIRQ_EXIT, SOFTIRQ_RAISE ->
                batch.code[row] = Integer.parseInt(word[4]);
            case SCHED_SWITCH -> {
                batch.code[row] = Integer.parseInt(word[4]);
                batch.reference[row] = word.length > 5 ? word[5].charAt(0) : 'S';
            }
            case SCHED_WAKING -> {
                if (word.length > 5) {
                    batch.peer[row] = Integer.parseInt(word[4]);
                    batch.code[row] = Integer.parseInt(word[5]);
                }
            }
            case SCHED_WAKE_IDLE_WITHOUT_IPI -> batch.peer[row] = Integer.parseInt(word[4]);
            case CONTENTION_BEGIN -> {
                batch.reference[row] = Long.parseUnsignedLong(word[4], 16);
                batch.code[row] = word.length > 5 && word[5].equals("SPIN") ? 1 : 0;
            }
            case CONTENTION_END -> {
                batch.reference[row] = Long.parseUnsignedLong(word[4], 16);
                batch.code[row] = 0;
            }
            case IRQ_DISABLE, IRQ_ENABLE -> batch.label[row] = labels.intern(word[4]);
            case CSD_SEQUENCE -> {
                batch.peer[row] = Integer.parseInt(word[4]);
                batch.code[row] = Integer.parseInt(word[5]);
                batch.label[row] = labels.intern(word[6]);
            }
            case CSD_LOCK_DETECTED -> {
                batch.peer[row] = Integer.parseInt(word[4]);
                batch.code[row] = Integer.parseInt(word[5].substring(1));
                batch.reference[row] = Long.parseLong(word[6]) * 1000;
                batch.label[row] = labels.intern(word[7]);
            }
            case CSD_LOCK_STATE -> {
                batch.code[row] = Integer.parseInt(word[4].substring(1));
                batch.label[row] = labels.intern(word[5].replace('_', ' '));
                batch.site[row] = word.length > 6 ? labels.intern(word[6]) : Labels.NONE;
            }
            case CSD_LOCK_RESEND, CSD_LOCK_UNSTUCK -> {
                batch.peer[row] = Integer.parseInt(word[4]);
                batch.code[row] = Integer.parseInt(word[5].substring(1));
            }
            case SOFT_LOCKUP -> batch.reference[row] = Long.parseLong(word[4]);
            case CPU_BACKTRACE -> batch.label[row] = labels.intern(word[4]);
            case LOST_EVENTS -> batch.reference[row] = Long.parseLong(word[4]);
            default -> {}
        }
    }

    private void call(int row, String function, String csd) {
        batch.label[row] = labels.intern(function);
        batch.reference[row] = csd.equals("*") ? EventBatch.HIDDEN_POINTER : Long.parseUnsignedLong(csd, 16);
    }

    private static int flags(String text) {
        if (text.equals("?")) {
            return 0;
        }
        int flags = ContextFlags.KNOWN;
        for (char letter : text.toCharArray()) {
            flags |= switch (letter) {
                case 'd' -> ContextFlags.IRQS_OFF;
                case 'n', 'N' -> ContextFlags.NEED_RESCHED;
                case 'h' -> ContextFlags.HARDIRQ;
                case 's' -> ContextFlags.SOFTIRQ;
                case 'H' -> ContextFlags.HARDIRQ | ContextFlags.SOFTIRQ;
                case 'z' -> ContextFlags.NMI;
                default -> 0;
            };
        }
        return flags;
    }
}
