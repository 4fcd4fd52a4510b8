/**
 * The store: one Arrow IPC file that holds everything a recording told (events, names, counters, clock, capabilities,
 * losses, and which files it was made from), so that a recording is parsed once and analysed often.
 *
 * <p>{@link lostedge.ingest.store.StoreWriter} writes a store, {@link lostedge.ingest.store.StoreReader} opens it as
 * the same {@link lostedge.engine.event.EventSource} the recording was. The columns are those of
 * {@link lostedge.engine.event.EventBatch}:
 *
 * <pre>
 * time_ns int64 | cpu int32 | kind dictionary of "subsystem:tracepoint" | flags int32 | pid int32 | peer int32 | code int32
 * reference int64 | label, site dictionary of names, null for none
 * position_step, position_step_high int32: the halves of what the position grew by since the row before
 * </pre>
 *
 * <p>Times are not compressed: it would save a third of the file and cost as much as all other columns together.
 *
 * <p>The schema's metadata holds the rest as text; the counters stand between the last dictionary and the footer as an
 * Arrow file of their own, which readers of Arrow files step over.
 */
@NullMarked
package lostedge.ingest.store;

import org.jspecify.annotations.NullMarked;
