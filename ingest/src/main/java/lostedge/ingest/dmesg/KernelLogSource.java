package lostedge.ingest.dmesg;

import java.util.Iterator;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.ingest.dmesg.report.LogEvent;
import lostedge.ingest.reader.RecordedEvents;

/** The reports of a log as a stream of batches. */
final class KernelLogSource extends RecordedEvents {
    private final Iterator<LogEvent> events;
    private final Clock clock;

    KernelLogSource(String name, LogEvents log) {
        super(name, Positions.LINES, new Labels());
        events = log.inOrder().iterator();
        clock = log.clock();
        losses().addAll(log.losses());
    }

    @Override
    protected void fill(EventBatch batch) {
        while (events.hasNext() && !batch.isFull()) {
            LogEvent event = events.next();
            int row = batch.append(event.ns(), event.cpu(), event.kind(), event.position());
            batch.pid[row] = event.pid();
            batch.peer[row] = event.peer();
            batch.code[row] = event.code();
            batch.reference[row] = event.reference();
            batch.label[row] = intern(event.label());
            batch.site[row] = intern(event.site());
        }
    }

    private int intern(String text) {
        return text.isEmpty() ? Labels.NONE : labels().intern(text);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        // Everything was read when the log was opened.
    }
}
