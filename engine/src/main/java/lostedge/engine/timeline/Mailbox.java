package lostedge.engine.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lostedge.engine.event.IpiMessage;
import org.jspecify.annotations.Nullable;

/**
 * The messages outstanding at one target: calls queued and not started, edges sent and not answered.
 *
 * <p>Its {@code call_single_queue} lives in epochs, each from empty to drained. Only the call that finds the queue
 * empty has an interrupt sent, so an epoch is entrusted to one edge; all later calls of the epoch are elided.
 */
public final class Mailbox {
    final List<Call> waiting = new ArrayList<>();
    final List<Edge> pending = new ArrayList<>();
    /** The edge of the epoch that is open, if it was seen. */
    @Nullable
    Edge open;
    /** Time of the last start that may have stood for a batch. */
    long lastBatchNs = Call.NEVER;
    /** The call whose function runs. */
    @Nullable
    Call running;

    /** {@return the calls not yet started, in order of queueing; a view} */
    public List<Call> waiting() {
        return Collections.unmodifiableList(waiting);
    }

    /** {@return the edges not yet answered, in order of sending; a view} */
    public List<Edge> pending() {
        return Collections.unmodifiableList(pending);
    }

    /** {@return the call whose function runs, or null} */
    public @Nullable Call running() {
        return running;
    }

    void queue(Call call) {
        call.edge = open;
        waiting.add(call);
    }

    /** {@return the newest call of this source that has had no interrupt sent, or null} */
    @Nullable
    Call opener(int source) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Call call = waiting.get(i);
            if (call.source == source) {
                return call.opensEpoch ? null : call;
            }
        }
        Call call = running;
        return call != null && call.source == source && !call.opensEpoch ? call : null;
    }

    /** Opens an epoch: its calls are the opener, those queued after it, and those before it that have no edge. */
    void open(Edge edge, Call opener) {
        opener.opensEpoch = true;
        opener.edge = edge;
        if (opener.batchStartNs != Call.NEVER) {
            opener.batchStartNs = Call.NEVER;
            opener.startNs = Call.NEVER;
        }
        boolean after = false;
        for (Call call : waiting) {
            after |= call == opener;
            if (after || call.edge == null) {
                call.edge = edge;
            }
        }
        open = edge;
    }

    /** Notes that the function of a call, or of one whose queueing was not seen, started: its epoch is over. */
    void drain(@Nullable Call started) {
        Edge edge = open;
        if (edge == null) {
            return;
        }
        Call opener = edge.opener;
        boolean own = started != null && started.edge == edge;
        if (own || started == null && (opener == null || !waiting.contains(opener))) {
            open = null;
        }
    }

    /** {@return the pending edge of this source and message that a raise event repeats, or null} */
    @Nullable
    Edge unraised(int source, IpiMessage message) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            Edge edge = pending.get(i);
            if (edge.source == source && edge.message == message) {
                return edge.raised ? null : edge;
            }
        }
        return null;
    }
}
