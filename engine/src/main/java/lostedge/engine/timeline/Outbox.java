package lostedge.engine.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lostedge.engine.cpu.ContextLevel;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;

/**
 * The calls and edges of one sender it was not yet seen past: when an edge has surely left, when it went on from a
 * call.
 */
final class Outbox {
    private final List<Call> calls = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private boolean sentSinceQueue;
    private long firstQueueNs = Call.NEVER;

    boolean isEmpty() {
        return calls.isEmpty() && edges.isEmpty();
    }

    void add(Call call) {
        if (firstQueueNs == Call.NEVER) {
            firstQueueNs = call.queueNs;
        }
        if (calls.isEmpty()) {
            sentSinceQueue = false;
        }
        calls.add(call);
    }

    void add(Edge edge) {
        edges.add(edge);
    }

    void remove(Call call) {
        calls.remove(call);
    }

    /** {@return since when the sender is known to have its calls recorded, ns, or {@link Call#NEVER}} */
    long firstQueueNs() {
        return firstQueueNs;
    }

    /** Notes that events of the sender were lost. */
    void gap() {
        firstQueueNs = Call.NEVER;
        for (Edge edge : edges) {
            edge.touchByGap();
        }
    }

    /**
     * Takes the sender's next event. One of a tracepoint nobody knows may lie within the send itself, as those of the
     * function tracer do; it shows nothing.
     *
     * @param batched receives wake-ups that turn out to have been elided into a batch already taken
     */
    void take(CpuTimeline cpu, EventKind kind, EventBatch batch, int row, Consumer<Call> batched) {
        if (cpu.level() == ContextLevel.NMI || kind == EventKind.OTHER) {
            return;
        }
        if (!edges.isEmpty() && kind != EventKind.IPI_RAISE) {
            takeEdges(cpu, batch.timestampNs[row], batch.position[row]);
        }
        EventRole role = kind.role();
        if (!calls.isEmpty() && role != EventRole.SEND) {
            takeCalls(cpu, role, batch, row, batched);
        }
        if (role == EventRole.SEND) {
            sentSinceQueue = true;
        } else if (role == EventRole.CALL_QUEUE) {
            sentSinceQueue = false;
        }
    }

    private void takeEdges(CpuTimeline cpu, long ns, long position) {
        for (int i = edges.size() - 1; i >= 0; i--) {
            Edge edge = edges.get(i);
            if (edge.sendPosition == position) {
                continue;
            }
            if (edge.masked || cpu.seenAtOrBelow(edge.sourceLevel) || edge.senderRanAgain(cpu)) {
                edge.departedNs = ns;
                edge.departedPosition = position;
                edges.remove(i);
            }
        }
    }

    private void takeCalls(CpuTimeline cpu, EventRole role, EventBatch batch, int row, Consumer<Call> batched) {
        boolean ownCopy = cpu.inOwnCopy() || role == EventRole.CALL_END && batch.reference[row] == 0;
        boolean sameSequence = role == EventRole.CALL_QUEUE && continues(batch, row);
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            boolean elided = call.batchStartNs != Call.NEVER;
            boolean drain = cpu.drains() && cpu.lastPid() == call.sourcePid;
            if (cpu.seenAtOrBelow(call.sourceLevel) && !ownCopy && !sameSequence && !drain) {
                call.wentOnNs = batch.timestampNs[row];
                call.wentOnPosition = batch.position[row];
                calls.remove(i);
            }
            if (elided) {
                batched.accept(call);
            }
        }
    }

    /** {@return whether the queue event goes on with the calls of the last one: one function sent to several CPUs} */
    private boolean continues(EventBatch batch, int row) {
        Call last = calls.get(calls.size() - 1);
        return !sentSinceQueue && last.function == batch.label[row] && last.target < batch.peer[row];
    }
}
