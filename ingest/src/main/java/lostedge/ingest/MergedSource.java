package lostedge.ingest;

import java.io.IOException;
import java.util.Arrays;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;

/**
 * A trace and a kernel log as one source in time order, on the trace's clock. Events of the log come before events of
 * the trace with the same time; the trace keeps its own order.
 */
final class MergedSource implements EventSource {
    private final EventSource trace;
    private final EventSource log;
    private final long logOffsetNs;
    private final Labels labels = new Labels();
    private final Cursor traceCursor;
    private final Cursor logCursor;

    /**
     * Merges two sources; both are closed with this one.
     *
     * @param logOffsetNs what is added to the log's times
     */
    MergedSource(EventSource trace, EventSource log, long logOffsetNs) {
        this.trace = trace;
        this.log = log;
        this.logOffsetNs = logOffsetNs;
        this.traceCursor = new Cursor(trace);
        this.logCursor = new Cursor(log);
    }

    /** Where one of the sources stands, and what its names are called here. */
    private final class Cursor {
        private final EventSource source;
        private final EventBatch batch = new EventBatch();
        private int row;
        private int[] names = new int[0];

        Cursor(EventSource source) {
            this.source = source;
        }

        boolean hasRow() throws IOException {
            while (row == batch.size()) {
                row = 0;
                if (!source.read(batch)) {
                    batch.clear();
                    return false;
                }
                translate();
            }
            return true;
        }

        long timeNs() {
            return batch.timestampNs[row];
        }

        void moveTo(EventBatch to, long offsetNs) {
            to.appendFrom(batch, row++);
            int last = to.size() - 1;
            to.timestampNs[last] += offsetNs;
            to.label[last] = to.label[last] < 0 ? Labels.NONE : names[to.label[last]];
            to.site[last] = to.site[last] < 0 ? Labels.NONE : names[to.site[last]];
        }

        private void translate() {
            Labels own = source.labels();
            int known = names.length;
            names = Arrays.copyOf(names, own.size());
            for (int id = known; id < names.length; id++) {
                names[id] = labels.intern(own.text(id));
            }
        }
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        batch.clear();
        while (!batch.isFull()) {
            boolean moreTrace = traceCursor.hasRow();
            boolean moreLog = logCursor.hasRow();
            if (moreLog && (!moreTrace || logCursor.timeNs() + logOffsetNs <= traceCursor.timeNs())) {
                logCursor.moveTo(batch, logOffsetNs);
                trace.capabilities().see(batch.kindAt(batch.size() - 1));
            } else if (moreTrace) {
                traceCursor.moveTo(batch, 0);
            } else {
                break;
            }
        }
        return batch.size() > 0;
    }

    @Override
    public Clock clock() {
        return trace.clock();
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public Capabilities capabilities() {
        return trace.capabilities();
    }

    @Override
    public LossLedger losses() {
        LossLedger both = new LossLedger();
        both.addAll(trace.losses());
        both.addAll(log.losses());
        return both;
    }

    @Override
    public Positions positions() {
        return trace.positions();
    }

    @Override
    public void close() throws IOException {
        try (log) {
            trace.close();
        }
    }
}
