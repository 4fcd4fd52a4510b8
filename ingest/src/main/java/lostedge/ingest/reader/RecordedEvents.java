package lostedge.ingest.reader;

import java.io.IOException;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;

/**
 * The events of one recording while they are read. A format tells how rows are filled; what they show of names, kinds
 * and losses is kept here.
 */
public abstract class RecordedEvents implements EventSource {
    private final String name;
    private final Positions positions;
    private final Labels labels;
    private final Capabilities capabilities = new Capabilities();
    private final LossLedger losses = new LossLedger();
    private final EventTally tally = new EventTally();
    private boolean ended;

    /**
     * Events that are still to be read.
     *
     * @param name the recording's name in the ledger
     */
    protected RecordedEvents(String name, Positions positions, Labels labels) {
        this.name = name;
        this.positions = positions;
        this.labels = labels;
    }

    /**
     * Appends the next rows to an empty batch. One that is left empty means the recording has ended: its last losses
     * are in the ledger, and this is not called again.
     */
    protected abstract void fill(EventBatch batch) throws IOException;

    @Override
    public final boolean read(EventBatch batch) throws IOException {
        batch.clear();
        if (ended) {
            return false;
        }
        fill(batch);
        tally.add(batch, labels, labels.overflows() > 0, capabilities);
        if (batch.size() == 0) {
            ended = true;
            tally.report(labels, name, losses);
        }
        return !ended;
    }

    /** {@return the recording's name in messages} */
    protected final String name() {
        return name;
    }

    @Override
    public final Labels labels() {
        return labels;
    }

    @Override
    public final Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public final LossLedger losses() {
        return losses;
    }

    @Override
    public final Positions positions() {
        return positions;
    }
}
