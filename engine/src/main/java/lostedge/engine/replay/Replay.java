package lostedge.engine.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Ipi.Fate;
import lostedge.engine.finding.Ipi.HandledBy;
import lostedge.engine.finding.Rescue;
import lostedge.engine.stall.Attribution;
import lostedge.engine.stall.Comparability;
import lostedge.engine.timeline.Call;
import lostedge.engine.timeline.Edge;
import lostedge.engine.timeline.Timeline;
import lostedge.engine.timeline.TimelineListener;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a recording: the fate of every message, every rescue, every masked window, and every long wait with its
 * cause, as findings to a sink. Memory is bounded by CPUs and outstanding messages.
 */
public final class Replay implements EventSink {
    private static final long NO_STALL = -1;

    private final Labels labels;
    private final Capabilities capabilities;
    private final Findings findings;
    private final Comparability clocks;
    private final PollSigns poll;
    private final EdgeRules edges;
    private final Attribution attribution;
    private final Windows windows;
    private final Timeline timeline;
    private final Set<Call> resent = new HashSet<>();
    /** Messages that are over before a hardware event has told of their edge. */
    private final Map<Edge, Supplier<Ipi>> untold = new LinkedHashMap<>();

    private long events;
    private long gaps;

    /**
     * A replay at the start of a recording.
     *
     * @param labels the names behind the recording's label ids; may grow while batches come in
     * @param capabilities what the recording can carry; may grow likewise
     * @param clock the clock of its stamps
     * @param options what to look for
     * @param sink receives the findings as they are settled
     */
    public Replay(Labels labels, Capabilities capabilities, Clock clock, ReplayOptions options, FindingSink sink) {
        this.labels = labels;
        this.capabilities = capabilities;
        findings = new Findings(sink);
        poll = new PollSigns(options.poll());
        timeline = new Timeline(labels, options.longStretchNs(), new Listener());
        clocks = new Comparability(clock, timeline, options.disorder());
        Confirmation confirmation = new Confirmation(timeline, options.eventsMissing());
        edges = new EdgeRules(labels, capabilities, clocks, poll, confirmation);
        attribution = new Attribution(labels, timeline, clocks, edges::lost, options.stallNs(), findings);
        windows = new Windows(labels, timeline, findings);
    }

    @Override
    public void write(EventBatch batch) {
        events += batch.size();
        timeline.write(batch);
    }

    /**
     * Ends the recording: settles what is outstanding.
     *
     * @param losses what the recording lost
     * @return the counts
     */
    public ReplaySummary finish(LossLedger losses) {
        long outstanding = timeline.outstanding();
        clocks.read(losses, events);
        attribution.end();
        timeline.finish();
        untold.values().forEach(ipi -> findings.ipi(ipi.get()));
        List<String> limits = new ArrayList<>(Limits.of(timeline, clocks, capabilities, losses, gaps));
        limits.addAll(attribution.leftOut());
        return new ReplaySummary(
                findings.fates(),
                findings.edges(),
                findings.stalls,
                findings.rescues,
                outstanding,
                timeline.cpuCount(),
                gaps,
                timeline.completeness(),
                poll.poll(),
                clocks.why(),
                limits);
    }

    private boolean showsStarts() {
        return Limits.showsStarts(capabilities);
    }

    private Fate fateOf(Call call, Call.End end) {
        Edge edge = call.edge();
        if (end == Call.End.UNSEEN || end == Call.End.GAP || call.ambiguous()) {
            return Fate.UNKNOWN;
        }
        if (call.startNs() == Call.NEVER) {
            boolean late = timeline.endNs() - call.queueNs() >= attribution.stallNs();
            return late && clocks.measures() && showsStarts() ? Fate.STUCK : Fate.UNKNOWN;
        }
        if (!resent.isEmpty() && resent.contains(call)) {
            return Fate.RESENT;
        }
        if (!call.opensEpoch()) {
            return edge == null && !capabilities.carries(EventKind.IPI_SEND_CPU) ? Fate.UNKNOWN : Fate.ELIDED;
        }
        if (edge == null) {
            return Fate.UNKNOWN;
        }
        HandledBy by = edges.handledBy(edge, call);
        if (edge.withoutIpi()) {
            return by == HandledBy.IDLE_LOOP ? Fate.ELIDED : Fate.UNKNOWN;
        }
        if (by == null) {
            return Fate.UNKNOWN;
        }
        return by == HandledBy.OWN_INTERRUPT ? Fate.DELIVERED : Fate.RESCUED;
    }

    private final class Listener implements TimelineListener {
        @Override
        public void event(EventKind kind, EventBatch batch, int row, @Nullable CpuTimeline cpu) {
            if (cpu == null) {
                beside(kind, batch, row);
                return;
            }
            if (poll.asksFor(kind)) {
                poll.event(cpu, kind);
            }
            windows.event(cpu);
            if (clocks.measures()) {
                attribution.event(kind, batch, row, cpu);
            }
        }

        private void beside(EventKind kind, EventBatch batch, int row) {
            if (clocks.measures()) {
                attribution.report(kind, batch, row);
            }
            if (kind == EventKind.CSD_LOCK_RESEND && batch.peer[row] >= 0) {
                for (Call call : timeline.mailbox(batch.peer[row]).waiting()) {
                    resent.add(call);
                }
            }
        }

        @Override
        public void settled(Edge edge) {
            windows.settled(edge);
            Call by = edge.answeredBy();
            Call opener = edge.opener();
            if (by != null && opener != null) {
                rescue(edge, by);
            }
            if (opener == null && mayBeTold(edge)) {
                untold.put(edge, () -> ipi(edge));
            } else if (opener == null) {
                findings.ipi(ipi(edge));
            }
        }

        @Override
        public void started(Call call) {
            poll.started(call);
            attribution.started(call);
        }

        @Override
        public void finished(Call call, Call.End end) {
            long stall = showsStarts() ? attribution.finished(call, end) : NO_STALL;
            Fate fate = fateOf(call, end);
            Edge edge = call.edge();
            Edge own = call.opensEpoch() ? edge : null;
            if (own != null && mayBeTold(own)) {
                untold.put(own, () -> ipi(call, fate, stall));
            } else {
                findings.ipi(ipi(call, fate, stall));
            }
            if (!resent.isEmpty()) {
                resent.remove(call);
            }
        }

        @Override
        public void told(Edge edge) {
            Supplier<Ipi> ipi = untold.remove(edge);
            if (ipi != null) {
                findings.ipi(ipi.get());
            }
        }

        @Override
        public void gap(CpuTimeline cpu, long timestampNs) {
            gaps++;
            attribution.gap();
        }
    }

    /** {@return whether a recording with hardware events has yet to tell of an edge} */
    private boolean mayBeTold(Edge own) {
        return own.wire() == null && capabilities.carries(EventKind.WRIPIR);
    }

    private void rescue(Edge edge, Call by) {
        HandledBy means = edges.handledBy(edge, by);
        if (means == null || means == HandledBy.OWN_INTERRUPT) {
            return;
        }
        findings.rescue(new Rescue(
                by.startNs(),
                edge.target(),
                edge.message(),
                means,
                by.afterHandler(),
                edges.stateOf(edge),
                by.startNs() - edge.sendNs(),
                edge.id()));
    }

    private Ipi ipi(Call call, Fate fate, long stall) {
        Edge edge = call.edge();
        Edge own = call.opensEpoch() ? edge : null;
        Ipi.Edge state = own != null ? edges.stateOf(own) : edge == null ? Ipi.Edge.UNDETERMINED : Ipi.Edge.NONE;
        return new Ipi(
                call.id(),
                own != null ? own.sendNs() : call.queueNs(),
                call.source(),
                call.target(),
                call.kind() == Call.Kind.IRQ_WORK ? IpiMessage.IRQ_WORK : IpiMessage.CALL_FUNC,
                labels.text(call.function()),
                fate,
                state,
                probability(state),
                own != null ? own.intoHandler() : null,
                call.startNs(),
                call.startNs() == Call.NEVER ? null : edges.handledBy(edge, call),
                stall,
                own != null ? own.sendPosition() : call.queuePosition());
    }

    private Ipi ipi(Edge edge) {
        Ipi.Edge state = edges.stateOf(edge);
        Fate fate = !edge.ownInterrupt() ? Fate.UNKNOWN : edge.coalesced() ? Fate.COALESCED : Fate.DELIVERED;
        return new Ipi(
                edge.id(),
                edge.sendNs(),
                edge.source(),
                edge.target(),
                edge.message(),
                "",
                fate,
                state,
                probability(state),
                edge.intoHandler(),
                edge.answeredNs(),
                edge.ownInterrupt() ? HandledBy.OWN_INTERRUPT : null,
                NO_STALL,
                edge.sendPosition());
    }

    private static double probability(Ipi.Edge state) {
        return switch (state) {
            case LOST -> 1;
            case DELIVERED, LATCHED -> 0;
            default -> Double.NaN;
        };
    }
}
