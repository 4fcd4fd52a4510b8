package lostedge.engine.conformance.verdict;

import lostedge.engine.event.EventBatch;

/**
 * An event, kept beyond its batch.
 *
 * @param index its number in the recording, from 0
 * @param ns its time, ns
 * @param cpu the CPU it was recorded on
 * @param position its line or offset in the recording
 * @param kind ordinal of what it is
 * @param label id of the function or handler it names, or negative
 */
public record RecordedEvent(long index, long ns, int cpu, long position, int kind, int label) {
    /** {@return the event of a row} */
    public static RecordedEvent of(EventBatch batch, int row, long index) {
        return new RecordedEvent(
                index, batch.timestampNs[row], batch.cpu[row], batch.position[row], batch.kind[row], batch.label[row]);
    }
}
