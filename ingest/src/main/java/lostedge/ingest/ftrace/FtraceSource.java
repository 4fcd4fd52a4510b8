package lostedge.ingest.ftrace;

import java.io.IOException;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.bytes.LineReader;
import lostedge.ingest.reader.RecordedEvents;
import lostedge.ingest.reader.RecordingException;

/**
 * The events of one trace text. A recorder's row gets the time of the event that follows it, since recorders print a
 * gap right before the first event behind it.
 */
final class FtraceSource extends RecordedEvents {
    /** Fewer rows tell nothing of their order. */
    private static final int ENOUGH_ROWS = 64;

    /** Longest time stamps may go back from one event to the next: clocks of two CPUs, not two recordings. */
    private static final long MOST_BACK_NS = 1_000_000_000L;

    private final Clock clock;
    private final LineReader lines;
    private final RowStream rows;
    private EventBatch untimed = new EventBatch(0);
    private boolean begun;
    private long lastTimestamp;

    FtraceSource(String name, FtraceHead head, Clock clock, LineReader lines, Labels labels, RowStream rows) {
        super(name, Positions.LINES, labels);
        this.clock = clock;
        this.lines = lines;
        this.rows = rows;
        head.reportOverrun(name, losses());
    }

    @Override
    protected void fill(EventBatch batch) throws IOException {
        batch.appendFrom(untimed, 0, untimed.size());
        untimed.clear();
        rows.fill(batch);
        long before = lastTimestamp;
        giveTimes(batch);
        if (!begun && batch.size() > 0) {
            begun = true;
            before = batch.timestampNs[0];
            refuseStepsOfTime(batch);
        }
        refuseAnotherBegin(batch, before);
        if (batch.size() == 0) {
            reportLosses();
        }
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

    /**
     * Stamps that go back at every fourth line count from the line before, as {@code perf script --deltatime} prints.
     */
    private void refuseStepsOfTime(EventBatch batch) throws RecordingException {
        int back = 0;
        for (int row = 1; row < batch.size(); row++) {
            back += batch.timestampNs[row] < batch.timestampNs[row - 1] ? 1 : 0;
        }
        if (batch.size() >= ENOUGH_ROWS && back > batch.size() / 4) {
            throw new RecordingException(
                    name(),
                    "",
                    "times go back in " + back + " of the first " + batch.size()
                            + " events; expected times on one clock, not the time since the line before");
        }
    }

    /** Two recordings one behind the other would be replayed as one machine's. */
    private void refuseAnotherBegin(EventBatch batch, long before) throws RecordingException {
        long last = before;
        for (int row = 0; row < batch.size(); row++) {
            long ns = batch.timestampNs[row];
            if (last - ns > MOST_BACK_NS) {
                throw new RecordingException(
                        name(),
                        "line " + batch.position[row],
                        "times go back by " + (last - ns) / MOST_BACK_NS
                                + " s; expected one recording in one file, and here another one begins");
            }
            last = ns;
        }
    }

    private void reportLosses() {
        losses().addAll(rows.losses());
        if (lines.cutOff()) {
            String forbids = "that the recording goes on to its end";
            losses().add(name(), "last line cut off", Severity.ERROR, 1, rows.lines() + 1, forbids);
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
