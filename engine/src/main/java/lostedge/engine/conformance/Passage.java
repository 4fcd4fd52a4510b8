package lostedge.engine.conformance;

import lostedge.engine.conformance.verdict.RecordedEvent;

/**
 * What a sender's event tells of a send that it had begun before.
 *
 * @param flight the send
 * @param tells what
 * @param event the event
 */
record Passage(Flight flight, Tells tells, RecordedEvent event) {
    /** What an event tells of a send. */
    enum Tells {
        /** It is queued: the sender goes on to the next CPU of its mask. */
        QUEUED,
        /** Its IPI was forgone, as the target's idle loop polls. */
        LEFT_TO_IDLE,
        /** The sender is past it. */
        LEFT
    }
}
