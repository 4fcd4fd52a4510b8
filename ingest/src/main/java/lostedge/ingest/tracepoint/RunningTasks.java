package lostedge.ingest.tracepoint;

import java.util.Arrays;
import lostedge.engine.event.EventBatch;

/**
 * Which task runs on each CPU, where recordings tell it only when it changes: between one sched_switch and the next.
 */
public final class RunningTasks {
    private static final int MAX_CPUS = 1 << 16;

    private int[] tasks = {};

    /** Notes that a CPU switched to a task. */
    public void switched(int cpu, int task) {
        if (cpu >= 0 && cpu < MAX_CPUS) {
            if (cpu >= tasks.length) {
                int known = tasks.length;
                tasks = Arrays.copyOf(tasks, Math.max(64, cpu * 2));
                Arrays.fill(tasks, known, tasks.length, EventBatch.NONE);
            }
            tasks[cpu] = task;
        }
    }

    /** Notes that events of a CPU were lost, a switch perhaps among them. */
    public void forget(int cpu) {
        switched(cpu, EventBatch.NONE);
    }

    /** {@return the task that runs on a CPU, or {@link EventBatch#NONE} if that is not known} */
    public int on(int cpu) {
        return cpu >= 0 && cpu < tasks.length ? tasks[cpu] : EventBatch.NONE;
    }
}
