package lostedge.analysis.run;

import java.io.IOException;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;

/** A source whose batches are shown to another on their way, with progress on a terminal. */
public final class WatchedSource implements EventSource {
    private final EventSource source;
    private final EventSink watcher;
    private final Progress progress;

    /** Watches a source, which is closed with this one. */
    public WatchedSource(EventSource source, String job, EventSink watcher) {
        this.source = source;
        this.watcher = watcher;
        this.progress = Progress.ofEvents(job);
    }

    @Override
    public boolean read(EventBatch batch) throws IOException {
        if (!source.read(batch)) {
            return false;
        }
        watcher.write(batch);
        progress.done(batch.size());
        return true;
    }

    @Override
    public Clock clock() {
        return source.clock();
    }

    @Override
    public Labels labels() {
        return source.labels();
    }

    @Override
    public Capabilities capabilities() {
        return source.capabilities();
    }

    @Override
    public LossLedger losses() {
        return source.losses();
    }

    @Override
    public Positions positions() {
        return source.positions();
    }

    @Override
    public void close() throws IOException {
        try (progress) {
            source.close();
        }
    }
}
