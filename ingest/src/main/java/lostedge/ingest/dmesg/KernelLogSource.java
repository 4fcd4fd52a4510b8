package lostedge.ingest.dmesg;

import java.util.Iterator;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.dmesg.report.LogEvent;

/** The reports of a log as a stream of batches. */
final class KernelLogSource implements EventSource {
    private final Iterator<LogEvent> events;
    private final Clock clock;
    private final LossLedger losses;
    private final Labels labels = new Labels();
    private final Capabilities capabilities = new Capabilities();

    KernelLogSource(LogEvents log) {
        events = log.inOrder().iterator();
        clock = log.clock();
        losses = log.losses();
    }

    @Override
    public boolean read(EventBatch batch) {
        batch.clear();
        while (events.hasNext() && !batch.isFull()) {
            LogEvent event = events.next();
            int row = batch.append(event.ns(), event.cpu(), event.kind(), event.position());
            batch.pid[row] = event.pid();
            batch.peer[row] = event.peer();
            batch.code[row] = event.code();
            batch.reference[row] = event.reference();
            batch.label[row] = intern(event.label());
            batch.site[row] = intern(event.site());
            capabilities.see(event.kind());
        }
        return batch.size() > 0;
    }

    private int intern(String text) {
        return text.isEmpty() ? Labels.NONE : labels.intern(text);
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
    public void close() {
        // Everything was read when the log was opened.
    }
}
