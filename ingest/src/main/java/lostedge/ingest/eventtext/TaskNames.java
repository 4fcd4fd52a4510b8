package lostedge.ingest.eventtext;

import java.util.HashMap;
import java.util.Map;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;

/**
 * The {@code comm} of each task as scheduler events told it, and {@code <...>} where none did, as the kernel prints a
 * task it has forgotten ({@code kernel/trace/trace_sched_switch.c}).
 */
public final class TaskNames {
    /** Most tasks that are remembered. */
    private static final int MOST_TASKS = 1 << 16;

    private static final String FORGOTTEN = "<...>";

    private final Labels labels;
    private final Map<Integer, Integer> commOfPid = new HashMap<>();

    /** No names yet; {@code labels} holds those to come. */
    public TaskNames(Labels labels) {
        this.labels = labels;
    }

    /** Learns from a row that tells a task's name. */
    public void learn(EventBatch batch, int row) {
        boolean tells = switch (batch.kindAt(row)) {
            case SCHED_SWITCH, SCHED_WAKING, SCHED_WAKEUP, SCHED_WAKEUP_NEW -> true;
            default -> false;
        };
        int pid = batch.code[row];
        if (tells && batch.label[row] != Labels.NONE && (commOfPid.size() < MOST_TASKS || commOfPid.containsKey(pid))) {
            commOfPid.put(pid, batch.label[row]);
        }
    }

    /** {@return the name the kernel prints in front of an event line} */
    public String beforeLine(int pid) {
        return pid == 0 ? "<idle>" : of(pid);
    }

    /** {@return the name in an event's arguments, where the idle task of a CPU is {@code swapper/CPU}} */
    String inArguments(int pid, int cpu) {
        return pid == 0 ? "swapper/" + cpu : of(pid);
    }

    private String of(int pid) {
        Integer comm = commOfPid.get(pid);
        return comm == null ? FORGOTTEN : PrintableText.comm(labels.text(comm));
    }
}
