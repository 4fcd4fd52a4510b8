package lostedge.ingest.ftrace;

import java.io.IOException;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.LineReader;

/**
 * The events of one trace text. A recorder's row gets the time of the event that follows it, since recorders print a
 * gap right before the first event behind it.
 */
final class FtraceSource implements EventSource {
    private final String name;
    private final Clock clock;
    private final LineReader lines;
    private final RowStream rows;
    private final Labels labels;
    private final EventTally tally = new EventTally();
    private final Capabilities capabilities = new Capabilities();
    private final LossLedger losses = new LossLedger();
    private EventBatch untimed = new EventBatch(0);
    private long lastTimestamp;
    private boolean ended;

    FtraceSource(String name, FtraceHead head, Clock clock, LineReader lines, Labels labels, RowStream rows) {
        this.name = name;
        this.clock = clock;
        this.lines = lines;
        this.labels = labels;
        this.rows = rows;
        head.reportOverrun(name, losses);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        batch.clear();
        batch.appendFrom(untimed, 0, untimed.size());
        untimed.clear();
        rows.fill(batch);
        giveTimes(batch);
        tally.add(batch, labels);
        tally.report(capabilities);
        if (batch.size() == 0 && !ended) {
            ended = true;
            reportLosses();
        }
        return batch.size() > 0;
    }

    /** Keeps recorder's rows at the end of a full batch back for the next, unless they are all of it. */
    private void giveTimes(EventBatch batch) {
        int timed = batch.size();
        while (timed > 0 && batch.timestampNs[timed - 1] == FtraceParser.NO_TIME) {
            timed--;
        }
        if (timed > 0 && batch.isFull() && timed < batch.size()) {
            untimed = new EventBatch(batch.size() - timed);
            untimed.appendFrom(batch, timed, batch.size() - timed);
            batch.resize(timed);
        }
        long next = timed > 0 ? batch.timestampNs[timed - 1] : lastTimestamp;
        lastTimestamp = next;
        for (int row = batch.size() - 1; row >= 0; row--) {
            if (batch.timestampNs[row] == FtraceParser.NO_TIME) {
                batch.timestampNs[row] = next;
            } else {
                next = batch.timestampNs[row];
            }
        }
    }

    private void reportLosses() {
        losses.addAll(rows.losses());
        tally.report(labels, name, losses);
        if (lines.cutOff()) {
            String forbids = "that the recording goes on to its end";
            losses.add(name, "last line cut off", Severity.ERROR, 1, rows.lines() + 1, forbids);
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public LossLedger losses() {
        return losses;
    }

    @Override
    public Positions positions() {
        return Positions.LINES;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
