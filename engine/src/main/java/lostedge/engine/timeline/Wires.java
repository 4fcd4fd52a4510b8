package lostedge.engine.timeline;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import org.jspecify.annotations.Nullable;

/**
 * What hardware events, which only the built-in engine can record, tell of the edges: each {@code wripir}, and right
 * after it whether the target lost or latched its edge.
 */
final class Wires {
    /** Most edges of one sender whose {@code wripir} is waited for; a kernel sends to one mask in each context. */
    private static final int MOST_ANNOUNCED = 256;

    private final TimelineListener listener;
    private final List<List<Edge>> announced = new ArrayList<>();
    /** The edge that left with the latest event. */
    private @Nullable Edge leaving;

    Wires(TimelineListener listener) {
        this.listener = listener;
    }

    /** Takes an edge at its send event. */
    void announce(Edge edge) {
        while (announced.size() <= edge.source) {
            announced.add(new ArrayList<>());
        }
        List<Edge> edges = announced.get(edge.source);
        if (edges.size() == MOST_ANNOUNCED) {
            edges.remove(0);
        }
        edges.add(edge);
    }

    /** Takes the next event of the recording. */
    void take(EventKind kind, EventBatch batch, int row) {
        if (leaving != null) {
            boolean met = kind == EventKind.EDGE_LOST || kind == EventKind.EDGE_LATCHED;
            tell(leaving, met ? kind : EventKind.WRIPIR);
        }
        if (kind == EventKind.WRIPIR) {
            leaving = issued(batch.cpu[row], batch.peer[row], IpiMessage.of(batch.code[row]));
        }
    }

    /** Ends the recording. */
    void finish() {
        if (leaving != null) {
            tell(leaving, EventKind.WRIPIR);
        }
    }

    private void tell(Edge edge, EventKind kind) {
        leaving = null;
        edge.wire = kind;
        listener.told(edge);
    }

    private @Nullable Edge issued(int source, int target, IpiMessage message) {
        List<Edge> edges = source < announced.size() ? announced.get(source) : List.of();
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            if (edge.target == target && edge.message == message) {
                return edges.remove(i);
            }
        }
        return null;
    }
}
