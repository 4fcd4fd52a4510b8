package lostedge.score;

import java.io.IOException;
import lostedge.engine.event.DerivedSource;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.workload.RandomStream;

/**
 * A recording whose buffers ran over now and then: of each CPU some events in a row are gone, and the recorder tells so
 * before the next one.
 */
final class OverrunSource extends DerivedSource {
    private static final int MAX_CPUS = 64;

    private final EventSource source;
    private final RandomStream random;
    private final double keptInARow;
    private final double lostInARow;
    private final EventBatch whole = new EventBatch();
    /** Events of each CPU until a gap begins or, below 0, until it ends; and how many the gap has lost so far. */
    private final long[] left = new long[MAX_CPUS];

    private final long[] lost = new long[MAX_CPUS];
    private long lastNs;
    private long lastPosition;

    /**
     * Overruns of a source.
     *
     * @param keptInARow mean number of events of a CPU between two gaps
     * @param lostInARow mean number of events in a gap
     */
    OverrunSource(EventSource source, long seed, double keptInARow, double lostInARow) {
        super(source);
        this.source = source;
        this.keptInARow = keptInARow;
        this.lostInARow = lostInARow;
        random = new RandomStream(seed);
        for (int cpu = 0; cpu < MAX_CPUS; cpu++) {
            left[cpu] = draw(keptInARow);
        }
    }

    private long draw(double mean) {
        return 1 + random.exponential(mean);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        batch.clear();
        while (batch.size() == 0) {
            if (!source.read(whole)) {
                return end(batch);
            }
            lastNs = whole.timestampNs[whole.size() - 1];
            lastPosition = whole.position[whole.size() - 1];
            for (int row = 0; row < whole.size(); row++) {
                if (keeps(whole.cpu[row], batch, row)) {
                    batch.appendFrom(whole, row);
                }
            }
        }
        return true;
    }

    /** Tells of the gaps that last to the end. */
    private boolean end(EventBatch batch) {
        for (int cpu = 0; cpu < MAX_CPUS; cpu++) {
            if (lost[cpu] > 0) {
                int gap = batch.append(lastNs, cpu, EventKind.LOST_EVENTS, lastPosition + 1);
                batch.reference[gap] = lost[cpu];
                lost[cpu] = 0;
            }
        }
        return batch.size() > 0;
    }

    private boolean keeps(int cpu, EventBatch batch, int row) {
        if (left[cpu] > 0) {
            left[cpu]--;
            left[cpu] = left[cpu] == 0 ? -draw(lostInARow) : left[cpu];
            return true;
        }
        lost[cpu]++;
        left[cpu]++;
        if (left[cpu] < 0) {
            return false;
        }
        int gap = batch.append(whole.timestampNs[row], cpu, EventKind.LOST_EVENTS, whole.position[row]);
        batch.reference[gap] = lost[cpu];
        lost[cpu] = 0;
        left[cpu] = draw(keptInARow);
        return false;
    }
}
