package lostedge.engine.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.IpiMessage;
import org.jspecify.annotations.Nullable;

/**
 * What hardware events, which only the built-in engine can record, tell of the edges: each {@code wripir}, and right
 * after it whether the target lost or latched its edge.
 *
 * <p>That nothing follows a {@code wripir} tells that the target took the edge at once, unless events of the target
 * were lost there; so it counts once the target's next event shows that none were.
 */
final class Wires {
    /** Most edges of one sender whose {@code wripir} is waited for; a kernel sends to one mask in each context. */
    private static final int MOST_ANNOUNCED = 256;

    private final TimelineListener listener;
    /** By sender: edges whose {@code wripir} is still to come. */
    private final List<ArrayDeque<Edge>> announced = new ArrayList<>();
    /** By target: edges that left since its last event. */
    private final List<ArrayDeque<Edge>> arriving = new ArrayList<>();
    /** How many edges are arriving. */
    private int underWay;
    /** The edge that left with the latest event. */
    private @Nullable Edge leaving;

    Wires(TimelineListener listener) {
        this.listener = listener;
    }

    private static ArrayDeque<Edge> of(List<ArrayDeque<Edge>> edges, int cpu) {
        while (edges.size() <= cpu) {
            edges.add(new ArrayDeque<>());
        }
        return edges.get(cpu);
    }

    /** Takes an edge at its send event. */
    void announce(Edge edge) {
        ArrayDeque<Edge> edges = of(announced, edge.source);
        if (edges.size() == MOST_ANNOUNCED) {
            edges.removeFirst();
        }
        edges.addLast(edge);
    }

    /** {@return whether the next event may tell what became of an edge, whatever event it is} */
    boolean awaiting() {
        return underWay > 0;
    }

    /** Takes the next event of the recording; but while nothing is awaited, only events of the hardware matter. */
    void take(EventKind kind, EventBatch batch, int row) {
        int cpu = batch.cpu[row];
        if (cpu < arriving.size() && !arriving.get(cpu).isEmpty()) {
            arrive(arriving.get(cpu), kind, batch.peer[row]);
        }
        leaving = null;
        if (kind == EventKind.WRIPIR) {
            Edge edge = issued(cpu, batch.peer[row], IpiMessage.of(batch.code[row]));
            if (edge != null) {
                of(arriving, edge.target).add(edge);
                underWay++;
                leaving = edge;
            }
        }
    }

    /** Tells what became of the edges that left for a CPU before this event of it. */
    private void arrive(ArrayDeque<Edge> edges, EventKind kind, int peer) {
        boolean met = kind == EventKind.EDGE_LOST || kind == EventKind.EDGE_LATCHED;
        boolean known = kind.role() != EventRole.RECORDER;
        for (Edge edge : edges) {
            boolean meets = met && edge == leaving && edge.source == peer;
            if (meets || known) {
                tell(edge, meets ? kind : EventKind.WRIPIR);
            }
        }
        underWay -= edges.size();
        edges.clear();
    }

    /** Forgets what a CPU has sent and not issued: its events were lost. */
    void gap(int sender) {
        of(announced, sender).clear();
    }

    /** Ends the recording. */
    void finish() {
        for (ArrayDeque<Edge> edges : arriving) {
            edges.forEach(edge -> tell(edge, EventKind.WRIPIR));
        }
    }

    private void tell(Edge edge, EventKind kind) {
        edge.wire = kind;
        listener.told(edge);
    }

    private @Nullable Edge issued(int source, int target, IpiMessage message) {
        for (Iterator<Edge> edges = of(announced, source).iterator(); edges.hasNext(); ) {
            Edge edge = edges.next();
            if (edge.target == target && edge.message == message) {
                edges.remove();
                return edge;
            }
        }
        return null;
    }
}
