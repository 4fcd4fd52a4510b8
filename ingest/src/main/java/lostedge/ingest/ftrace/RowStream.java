package lostedge.ingest.ftrace;

import java.io.Closeable;
import java.io.IOException;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.LossLedger;

/** The rows of a text in its order, parsed by the caller's thread or by others. */
interface RowStream extends Closeable {
    /** Appends rows until the batch is full or the text has ended. */
    void fill(EventBatch batch) throws IOException;

    /** {@return how many lines were read so far} */
    long lines();

    /** {@return what was lost or refused in them} */
    LossLedger losses();
}
