package lostedge.analysis.validation;

import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;

/**
 * A part of a recording.
 *
 * @param fromNs time of its first event at the earliest, ns on the recording's clock
 * @param untilNs time before which its last event lies, ns
 */
public record Slice(long fromNs, long untilNs) {
    /** All of a recording. */
    public static final Slice WHOLE = new Slice(Long.MIN_VALUE, Long.MAX_VALUE);

    /** {@return a sink that passes on the events of this part} */
    EventSink to(EventSink sink) {
        if (equals(WHOLE)) {
            return sink;
        }
        EventBatch part = new EventBatch();
        return batch -> {
            for (int row = 0; row < batch.size(); row++) {
                if (batch.timestampNs[row] >= fromNs && batch.timestampNs[row] < untilNs) {
                    part.appendFrom(batch, row);
                }
                if (part.isFull()) {
                    sink.write(part);
                    part.clear();
                }
            }
            sink.write(part);
            part.clear();
        };
    }
}
