package lostedge.score;

import java.io.IOException;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;

/** Events made from those of another source, which tells all else of them. */
abstract class DerivedSource implements EventSource {
    private final EventSource source;

    DerivedSource(EventSource source) {
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
