package lostedge.engine.timeline;

import lostedge.engine.cpu.CpuTimeline;

/** One CPU of a recorded machine, with what was sent to it and what it sent. */
final class Node {
    final CpuTimeline cpu;
    final Mailbox mailbox = new Mailbox();
    final Outbox outbox = new Outbox();

    /**
     * A CPU nothing is known of yet.
     *
     * @param number its number
     * @param longStretchNs the shortest stretch in one state worth keeping, ns
     */
    Node(int number, long longStretchNs) {
        cpu = new CpuTimeline(number, longStretchNs);
    }

    /** {@return whether a message is under way that its next event may tell of} */
    boolean hasUnderWay() {
        return !mailbox.pending.isEmpty() || !outbox.isEmpty();
    }
}
