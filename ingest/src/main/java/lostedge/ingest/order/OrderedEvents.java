package lostedge.ingest.order;

import java.io.IOException;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.Labels;
import lostedge.ingest.reader.RecordedEvents;

/** The events of a recording that comes in rounds; those of one are in time order once it has ended. */
public abstract class OrderedEvents extends RecordedEvents {
    /** Where a round's rows go. */
    protected final TimeOrder order = new TimeOrder();

    private boolean ended;
    private boolean ready;

    /**
     * Events that are still to be read.
     *
     * @param name the recording's name in the ledger
     */
    protected OrderedEvents(String name, Positions positions, Labels labels) {
        super(name, positions, labels);
    }

    /** Reads until some rows are in their place; {@return false at the end of the recording} */
    protected abstract boolean round() throws IOException;

    @Override
    protected void fill(EventBatch batch) throws IOException {
        do {
            if (ready) {
                ready = order.handOut(batch);
            }
            if (ended && !ready) {
                break;
            }
            if (!ready) {
                ended = !round();
                ready = true;
            }
        } while (!batch.isFull());
    }
}
