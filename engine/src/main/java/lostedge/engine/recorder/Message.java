package lostedge.engine.recorder;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Ipi.Edge;
import lostedge.engine.finding.Ipi.Fate;
import lostedge.engine.finding.Ipi.HandledBy;
import lostedge.engine.finding.Stall.Sender;
import org.jspecify.annotations.Nullable;

/** One message on its way from a sender to a target, with all that truly happened to it so far. */
final class Message {
    final long id;
    final int source;
    final int target;
    final IpiMessage message;
    final String function;
    /** What its sender does until it is handled. */
    final Sender sender;
    /** The message whose IPI is to drain the queue this one stands in: itself unless it was elided. */
    final Message root;

    final long queueNs;
    long sendNs;
    boolean coalesced;
    boolean resent;
    boolean answered;
    /** Whether a {@code wripir} is still to be issued for it. */
    boolean awaitsEdge;

    Edge edge = Edge.NONE;

    @Nullable
    InterruptKind maskedBy;

    @Nullable
    HandledBy by;

    @Nullable
    InterruptKind inside;

    long takenNs = Ipi.NEVER;
    long startNs = Ipi.NEVER;
    long endNs = Ipi.NEVER;
    long stallId = -1;

    Message(
            long id,
            long ns,
            int source,
            int target,
            IpiMessage message,
            String function,
            Sender sender,
            @Nullable Message root) {
        this.id = id;
        this.source = source;
        this.target = target;
        this.message = message;
        this.function = function;
        this.sender = sender;
        this.root = root == null ? this : root;
        awaitsEdge = root == null;
        queueNs = ns;
        sendNs = ns;
    }

    boolean elided() {
        return root != this;
    }

    boolean ended() {
        return endNs != Ipi.NEVER;
    }

    /** The target takes the message, in a {@code handle_ipi} entered by this means. */
    void take(long ns, HandledBy means, @Nullable InterruptKind insideOf) {
        takenNs = ns;
        boolean own = root.answered && root.edge != Edge.LOST;
        by = means == HandledBy.OWN_INTERRUPT && !own ? HandledBy.LATER_INTERRUPT : means;
        inside = insideOf;
    }

    /** Whether it was handled by other means than an interrupt that its sender could count on. */
    boolean rescued() {
        boolean byInterrupt = by == HandledBy.OWN_INTERRUPT || by == HandledBy.LATER_INTERRUPT && edge != Edge.LOST;
        return by != null && !elided() && !coalesced && !byInterrupt;
    }

    private Fate fate() {
        if (!ended()) {
            return Fate.STUCK;
        }
        if (resent) {
            return Fate.RESENT;
        }
        if (elided()) {
            return Fate.ELIDED;
        }
        return coalesced ? Fate.COALESCED : rescued() ? Fate.RESCUED : Fate.DELIVERED;
    }

    Ipi finding() {
        return new Ipi(
                id,
                sendNs,
                source,
                target,
                message,
                function,
                fate(),
                edge,
                edge == Edge.LOST ? 1 : 0,
                maskedBy,
                startNs,
                by,
                stallId,
                -1);
    }
}
