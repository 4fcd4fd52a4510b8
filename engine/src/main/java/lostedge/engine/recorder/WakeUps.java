package lostedge.engine.recorder;

/** Tasks that are being woken: in each CPU's queue, then in the flush that runs there. */
final class WakeUps {
    private static final int FIRST_PID = 1_000;
    private static final int LAST_PID = 32_000;

    private final int[][] queued;
    private final int[] queuedCount;
    private final int[][] taken;
    private final int[] takenCount;
    private int lastPid = FIRST_PID - 1;

    WakeUps(int cpus) {
        queued = new int[cpus][16];
        taken = new int[cpus][16];
        queuedCount = new int[cpus];
        takenCount = new int[cpus];
    }

    /** {@return the task to be woken next} */
    int next() {
        lastPid = lastPid == LAST_PID ? FIRST_PID : lastPid + 1;
        return lastPid;
    }

    void queue(int cpu, int pid) {
        if (queuedCount[cpu] == queued[cpu].length) {
            queued[cpu] = java.util.Arrays.copyOf(queued[cpu], 2 * queued[cpu].length);
        }
        queued[cpu][queuedCount[cpu]++] = pid;
    }

    void take(int cpu) {
        int[] empty = taken[cpu];
        taken[cpu] = queued[cpu];
        takenCount[cpu] = queuedCount[cpu];
        queued[cpu] = empty;
        queuedCount[cpu] = 0;
    }

    int takenCount(int cpu) {
        return takenCount[cpu];
    }

    int taken(int cpu, int index) {
        return taken[cpu][index];
    }
}
