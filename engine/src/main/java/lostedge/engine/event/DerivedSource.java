package lostedge.engine.event;

import java.io.IOException;

/** Events made from those of another source, which tells all else of them. */
public abstract class DerivedSource implements EventSource {
    private final EventSource source;

    /** A source derived from another, which is closed with it. */
    protected DerivedSource(EventSource source) {
        this.source = source;
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
        source.close();
    }
}
