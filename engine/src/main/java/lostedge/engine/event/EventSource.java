package lostedge.engine.event;

import java.io.Closeable;
import java.io.IOException;

/**
 * A stream of event batches in time order. Not thread-safe.
 *
 * <p>What the source says of itself grows while it is read: {@link #labels} always covers every batch handed out, while
 * {@link #capabilities} and {@link #losses} are complete only after {@link #read} returned false, and {@link #clock}
 * after the first {@link #read}.
 */
public interface EventSource extends Closeable {
    /** What {@link EventBatch#position} counts. */
    enum Positions {
        /** Lines of a text, from 1. */
        LINES,
        /** Bytes from the start of the file, from 0. */
        BYTES,
        /** Events from the start of the stream, from 0. */
        EVENTS
    }

    /**
     * Replaces the batch's rows by the next ones.
     *
     * @return false if there were none: the source has ended
     * @throws IOException if the recording cannot be read or is not what its format promises; the message is one line
     *     naming file, position and what was expected
     */
    boolean read(EventBatch batch) throws IOException;

    /** {@return the clock of every time stamp} */
    Clock clock();

    /** {@return the names behind label and site ids} */
    Labels labels();

    /** {@return which kinds of event the recording carries} */
    Capabilities capabilities();

    /** {@return what was lost or refused so far} */
    LossLedger losses();

    /** {@return what {@link EventBatch#position} counts} */
    Positions positions();
}
