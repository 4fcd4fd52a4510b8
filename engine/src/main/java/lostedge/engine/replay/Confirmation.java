package lostedge.engine.replay;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.EventBatch;
import lostedge.engine.timeline.Call;
import lostedge.engine.timeline.Edge;
import lostedge.engine.timeline.Timeline;

/**
 * Whether a message was seen to be unhandled after its target passed its edge over, by an event that is there rather
 * than one that is not: the very call, told by its csd, starts only later, or a caller of its epoch is seen to wait on.
 * So no start that is missing from the recording can stand for the loss.
 */
final class Confirmation {
    private final Timeline timeline;
    private final boolean eventsMissing;
    private final Set<Edge> waitedFor = Collections.newSetFromMap(new WeakHashMap<>());

    /**
     * Confirmation by what a timeline sees.
     *
     * @param eventsMissing whether an earlier pass found events missing that no gap tells of
     */
    Confirmation(Timeline timeline, boolean eventsMissing) {
        this.timeline = timeline;
        this.eventsMissing = eventsMissing;
    }

    /** {@return whether events are missing that no gap tells of, so that one that is not there shows nothing} */
    boolean isNeeded() {
        return eventsMissing || timeline.completeness().eventsMissing();
    }

    /** {@return whether the edge's message was seen to be unhandled still} */
    boolean of(Edge edge) {
        Call by = edge.answeredBy();
        if (by != null) {
            return by.csd() != EventBatch.HIDDEN_POINTER
                    && by.queueNs() < edge.passedOverNs()
                    && edge.passedOverNs() < by.startNs();
        }
        if (waitedFor.contains(edge)) {
            return true;
        }
        Call opener = edge.opener();
        boolean waits = opener != null && waitsOn(opener, edge)
                || timeline.mailbox(edge.target()).waiting().stream()
                        .anyMatch(call -> call.edge() == edge && waitsOn(call, edge));
        if (waits) {
            waitedFor.add(edge);
        }
        return waits;
    }

    private boolean waitsOn(Call call, Edge edge) {
        CpuTimeline caller = timeline.cpu(call.source());
        return call.kind() == Call.Kind.FUNCTION
                && call.fromTask()
                && call.wentOnNs() == Call.NEVER
                && call.startNs() == Call.NEVER
                && caller.knownSinceNs() <= call.queueNs()
                && caller.lastPid() == call.sourcePid()
                && caller.lastNs() > Math.max(edge.passedOverNs(), call.queueNs());
    }
}
