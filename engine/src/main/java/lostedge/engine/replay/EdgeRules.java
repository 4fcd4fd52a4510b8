package lostedge.engine.replay;

import lostedge.engine.event.Capabilities;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Ipi.HandledBy;
import lostedge.engine.replay.ReplayOptions.Poll;
import lostedge.engine.stall.Comparability;
import lostedge.engine.timeline.Call;
import lostedge.engine.timeline.Edge;
import org.jspecify.annotations.Nullable;

/** The rules that tell what became of an edge and what made its target handle the message. */
final class EdgeRules {
    private final Labels labels;
    private final Capabilities capabilities;
    private final Comparability clocks;
    private final PollSigns poll;
    private final Confirmation confirmation;

    EdgeRules(
            Labels labels, Capabilities capabilities, Comparability clocks, PollSigns poll, Confirmation confirmation) {
        this.labels = labels;
        this.capabilities = capabilities;
        this.clocks = clocks;
        this.poll = poll;
        this.confirmation = confirmation;
    }

    /**
     * {@return whether the edge is proven lost} Hardware events say so where a recording has them. Else the target was
     * seen able to take it after it had left, then seen again with the message still unhandled. That its own interrupt
     * came later, an epoch whose first function no event shows, a gap, a recording without starts of functions, or
     * stamps that do not order two CPUs, each forbid the proof. Where events are missing that no gap tells of, it has
     * to be confirmed.
     */
    boolean lost(Edge edge) {
        if (edge.wire() != null) {
            return edge.wire() == EventKind.EDGE_LOST;
        }
        return seemsLost(edge) && !doubtful(edge);
    }

    /** {@return whether what shows the edge lost may be an event that is missing} */
    private boolean doubtful(Edge edge) {
        return confirmation.isNeeded() && !confirmation.of(edge);
    }

    private boolean seemsLost(Edge edge) {
        Call opener = edge.opener();
        return edge.passedOverNs() != Call.NEVER
                && !edge.ownInterrupt()
                && !edge.withoutIpi()
                && !edge.touchedByGap()
                && opener != null
                && opener.kind() != Call.Kind.IRQ_WORK
                && !opener.ambiguous()
                && capabilities.carries(EventKind.CSD_FUNCTION_ENTRY)
                && clocks.ordered();
    }

    /** {@return what became of the edge} */
    Ipi.Edge stateOf(Edge edge) {
        if (edge.withoutIpi()) {
            return Ipi.Edge.NONE;
        }
        if (lost(edge)) {
            return Ipi.Edge.LOST;
        }
        if (edge.wire() != null) {
            return edge.wire() == EventKind.EDGE_LATCHED ? Ipi.Edge.LATCHED : Ipi.Edge.DELIVERED;
        }
        boolean told = edge.ownInterrupt() || clocks.ordered() && !(seemsLost(edge) && doubtful(edge));
        if (edge.touchedByGap() || edge.answeredNs() == Call.NEVER || !told) {
            return Ipi.Edge.UNDETERMINED;
        }
        if (!edge.ownInterrupt() && (handledBy(edge, edge.answeredBy()) != HandledBy.OWN_INTERRUPT || rivalled(edge))) {
            return Ipi.Edge.UNDETERMINED;
        }
        return edge.intoHandler() != null && clocks.ordered() ? Ipi.Edge.LATCHED : Ipi.Edge.DELIVERED;
    }

    /** {@return whether another edge may have answered for one that was sent into a handler} */
    private static boolean rivalled(Edge edge) {
        return edge.rivals() > 0 && edge.intoHandler() != null;
    }

    /** {@return what made the target handle a message that this edge was sent for, or null if that can't be told} */
    @Nullable
    HandledBy handledBy(@Nullable Edge edge, @Nullable Call started) {
        if (edge != null && edge.ownInterrupt()) {
            return HandledBy.OWN_INTERRUPT;
        }
        if (started == null) {
            return null;
        }
        if (edge != null && seemsLost(edge) && doubtful(edge)) {
            return null;
        }
        boolean lost = edge != null && lost(edge);
        if (started.means() != Labels.NONE && started.context() != Call.Context.IDLE) {
            return told(labels.text(started.means()), lost);
        }
        return switch (started.context()) {
            case IDLE -> HandledBy.IDLE_LOOP;
            case OTHER_HANDLER -> HandledBy.DRAIN;
            case IPI_HANDLER -> HandledBy.LATER_INTERRUPT;
            case HARD_INTERRUPT -> pollsUnseen() ? null : interrupt(lost);
            case HANDLER_END, PAST_HANDLER_END -> pastHandler(started, lost);
            default -> null;
        };
    }

    /** {@return whether the kernel polls at the ends of handlers that the recording does not show} */
    private boolean pollsUnseen() {
        return poll.poll() == Poll.PRESENT && !capabilities.carries(EventKind.IRQ_HANDLER_EXIT);
    }

    private @Nullable HandledBy pastHandler(Call started, boolean lost) {
        boolean sentBefore = started.context() == Call.Context.HANDLER_END;
        if (poll.poll() == Poll.ABSENT || !sentBefore && !poll.mayHaveTaken(started)) {
            return interrupt(lost);
        }
        return sentBefore && poll.poll() == Poll.PRESENT ? HandledBy.POLL : null;
    }

    private static HandledBy interrupt(boolean lost) {
        return lost ? HandledBy.LATER_INTERRUPT : HandledBy.OWN_INTERRUPT;
    }

    /** What a hardware event names as the reason for {@code handle_ipi}. */
    private static @Nullable HandledBy told(String means, boolean lost) {
        return switch (means) {
            case "own interrupt" -> interrupt(lost);
            case "poll" -> HandledBy.POLL;
            case "drain" -> HandledBy.DRAIN;
            default -> null;
        };
    }
}
