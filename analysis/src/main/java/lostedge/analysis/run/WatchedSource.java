package lostedge.analysis.run;

import java.io.IOException;
import lostedge.engine.event.DerivedSource;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource;

/** A source whose batches are shown to another on their way, with progress on a terminal. */
public final class WatchedSource extends DerivedSource {
    private final EventSource source;
    private final EventSink watcher;
    private final Progress progress;

    /** Watches a source, which is closed with this one. */
    public WatchedSource(EventSource source, String job, EventSink watcher) {
        super(source);
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
    public void close() throws IOException {
        try (progress) {
            super.close();
        }
    }
}
