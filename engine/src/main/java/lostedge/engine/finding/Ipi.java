package lostedge.engine.finding;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import org.jspecify.annotations.Nullable;

/**
 * One message to one target, from its send (or its elision) to its handling.
 *
 * @param id counted from 0 in the order of sends
 * @param sendNs time of the send event, ns on the recording's clock; the edge itself left no earlier
 * @param sourceCpu the sender
 * @param targetCpu the target
 * @param message what was asked
 * @param function the function to be called, or the empty text where the message has none or it is not told
 * @param fate how the message reached its target
 * @param edge what became of the hardware edge
 * @param lostProbability probability in [0, 1] that the edge was lost, or NaN where nothing can be said
 * @param maskedBy the handler the edge arrived in, or null if the target was not seen in one
 * @param handledNs when the target began to handle the message, or {@link #NEVER}
 * @param handledBy what made it handle the message, or null if it never did or this can't be told
 * @param stallId the stall this message's sender waited in, or -1
 * @param position where the send event stands in the recording
 */
public record Ipi(
        long id,
        long sendNs,
        int sourceCpu,
        int targetCpu,
        IpiMessage message,
        String function,
        Fate fate,
        Edge edge,
        double lostProbability,
        @Nullable InterruptKind maskedBy,
        long handledNs,
        @Nullable HandledBy handledBy,
        long stallId,
        long position) {

    /** The time of what was not seen to happen. */
    public static final long NEVER = Long.MIN_VALUE;

    /** How a message reached its target. */
    public enum Fate {
        /** By its own interrupt. */
        DELIVERED,
        /** Its bit was already set; an earlier edge served both. */
        COALESCED,
        /** Never sent: the target's queue was not empty and an earlier IPI was trusted to drain it. */
        ELIDED,
        /** Handled by other means than its own interrupt. */
        RESCUED,
        /** Sent again by the csd-lock watchdog. */
        RESENT,
        /** Not handled by the end of the recording, though it would have been seen. */
        STUCK,
        /** The recording cannot say. */
        UNKNOWN
    }

    /** What became of the hardware edge of a send. */
    public enum Edge {
        /** An interrupt entry answered it. */
        DELIVERED,
        /** No interrupt entry ever answered it. */
        LOST,
        /** It was held while the target was masked and delivered afterwards. */
        LATCHED,
        /** There was none: the message was elided, or handled by its sender. */
        NONE,
        /** The recording cannot say. */
        UNDETERMINED
    }

    /** What made a target handle a message. */
    public enum HandledBy {
        /** The message's own interrupt. */
        OWN_INTERRUPT,
        /** The poll at the end of another interrupt. */
        POLL,
        /** A CPU that drained its own bits while it waited for the IPI lock. */
        DRAIN,
        /** A later IPI, which takes all bits that are set. */
        LATER_INTERRUPT,
        /** The idle loop flushing its queue. */
        IDLE_LOOP
    }
}
