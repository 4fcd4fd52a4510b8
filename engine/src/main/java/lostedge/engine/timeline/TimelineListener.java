package lostedge.engine.timeline;

import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Receives the meaning of a recording, event by event; every method does nothing unless overridden. Calls and edges
 * change no more after their last callback.
 */
public interface TimelineListener {
    /**
     * Takes every event but gaps, after the CPU's timeline and the other callbacks have taken it in.
     *
     * @param kind what the event is
     * @param batch the batch it is in
     * @param row its row
     * @param cpu the timeline of the event's CPU, with the event as its last; null for the kernel log and for hardware
     *     events, of which timelines know nothing
     */
    default void event(EventKind kind, EventBatch batch, int row, @Nullable CpuTimeline cpu) {}

    /** Takes an edge when its send event is seen. */
    default void sent(Edge edge) {}

    /** Takes a call when its function starts at the target; {@link Call#startNs} and what follows it are set. */
    default void started(Call call) {}

    /** Takes a call for the last time: its function has ended, or nothing more will be seen of it. */
    default void finished(Call call, Call.End end) {}

    /** Takes an edge for the last time: answered, drained by other means, or out of sight. */
    default void settled(Edge edge) {}

    /** Takes an edge when hardware events have told what became of it, which may be after its last callback. */
    default void told(Edge edge) {}

    /** Takes a gap: events of this CPU were lost between its last event and this moment. */
    default void gap(CpuTimeline cpu, long timestampNs) {}
}
