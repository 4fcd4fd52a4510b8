package lostedge.analysis.run;

import java.util.BitSet;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;

/** How far a recording reaches: its events, its CPUs, its first and last time, counted while they go by. */
final class RecordingExtent implements EventSink {
    private static final int MOST_CPUS = 1 << 16;

    private final BitSet cpus = new BitSet();
    private long events;
    private long beginNs = Long.MIN_VALUE;
    private long endNs = Long.MIN_VALUE;

    @Override
    public void write(EventBatch batch) {
        int rows = batch.size();
        if (rows == 0) {
            return;
        }
        if (events == 0) {
            beginNs = batch.timestampNs[0];
        }
        endNs = batch.timestampNs[rows - 1];
        events += rows;
        int last = -1;
        for (int row = 0; row < rows; row++) {
            int cpu = batch.cpu[row];
            if (cpu != last && cpu >= 0 && cpu < MOST_CPUS) {
                cpus.set(cpu);
                last = cpu;
            }
        }
    }

    int cpus() {
        return cpus.cardinality();
    }

    long events() {
        return events;
    }

    /** First time stamp, or {@link Long#MIN_VALUE} before the first event. */
    long beginNs() {
        return beginNs;
    }

    /** Last time stamp, or {@link Long#MIN_VALUE} before the first event. */
    long endNs() {
        return endNs;
    }
}
