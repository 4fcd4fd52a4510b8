package lostedge.engine.event;

import java.io.IOException;

/** A receiver of event batches in time order, such as the Arrow store or a text writer. */
@FunctionalInterface
public interface EventSink {
    /**
     * Takes the rows of a batch; the batch is reused by the caller afterwards.
     *
     * @throws IOException if the rows cannot be written
     */
    void write(EventBatch batch) throws IOException;
}
