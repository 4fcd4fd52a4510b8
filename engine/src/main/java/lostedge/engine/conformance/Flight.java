package lostedge.engine.conformance;

import lostedge.engine.receiver.CallSlots;
import lostedge.engine.receiver.Receiver;

/** One message under way to one receiver, until its sender is seen past it. */
final class Flight {
    final Receiver target;
    final CallSlots.Call call;
    /** Code position it was queued from. */
    final int site;
    /** Context of its sender. */
    final int level;
    /** Whether its sender had interrupts on. */
    final boolean irqsOn;
    /** Whether its IPI went out. */
    boolean sent;
    /** How often its sender was interrupted and seen to run on since. */
    int resumed;

    private int slot;
    private int epoch;
    private long queueChanges;

    Flight(Receiver target, CallSlots.Call call, int site, int level, boolean irqsOn) {
        this.target = target;
        this.call = call;
        this.site = site;
        this.level = level;
        this.irqsOn = irqsOn;
    }

    /** Takes its place at the receiver. */
    void is(int newSlot) {
        slot = newSlot;
        queueChanges = target.inbox().queueChanges();
        epoch = target.epoch();
    }

    /** {@return its place at the receiver, 0 if the receiver was not known when it began or is no more} */
    int slot() {
        return epoch == target.epoch() ? slot : 0;
    }

    /** {@return whether nothing was queued or run at the receiver since} */
    boolean alone() {
        return queueChanges == target.inbox().queueChanges();
    }
}
