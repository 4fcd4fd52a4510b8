package lostedge.engine.conformance;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.model.SystemState;
import lostedge.engine.receiver.CallSlots;
import lostedge.engine.receiver.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * One CPU as a sender: the sends it was not yet seen past. Its next event in the same context, or in one that was
 * interrupted by it, shows that all its steps are done.
 */
final class Sender {
    /** One message under way to one receiver. */
    private static final class Flight {
        final Receiver target;
        final CallSlots.Call call;
        final int site;
        final int level;
        final boolean irqsOn;
        boolean sent;
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

        void is(int newSlot) {
            slot = newSlot;
            queueChanges = target.inbox().queueChanges();
            epoch = target.epoch();
        }

        /** {@return its place at the receiver, 0 if the receiver was not known when it began or is no more} */
        int slot() {
            return epoch == target.epoch() ? slot : 0;
        }
    }

    private static final int RESUMPTIONS = 3;

    private final List<Flight> flights = new ArrayList<>();
    /** By level of context: whether an IPI went out since the last call was queued. */
    private final boolean[] sentSinceQueue = new boolean[SystemState.INTERRUPT + 1];

    private boolean inFunction;
    private boolean inSoftirq;
    private long lastNs = Long.MAX_VALUE;

    /** Notes that events are missing. */
    void forget(long ns) {
        flights.forEach(flight -> flight.target.inbox().arrived(ns));
        flights.clear();
        inFunction = false;
        inSoftirq = false;
        lastNs = Long.MAX_VALUE;
    }

    /** {@return how deep in contexts the event was recorded: a task's, a softirq's or an interrupt's} */
    int level(int flags) {
        if (inFunction || ContextFlags.inHardInterrupt(flags)) {
            return SystemState.INTERRUPT;
        }
        return (flags & ContextFlags.SOFTIRQ) != 0 ? SystemState.SOFTIRQ : SystemState.TASK;
    }

    /** Takes note of any event of the sender, last. */
    void ran(EventKind kind, long ns) {
        inSoftirq = kind == EventKind.SOFTIRQ_ENTRY || inSoftirq && kind != EventKind.SOFTIRQ_EXIT;
        lastNs = ns;
    }

    void function(boolean begins) {
        inFunction = begins;
    }

    /**
     * Takes the sender's next event, before what it begins.
     *
     * @param assumptions whether a call may be left to an idle loop, and how long a step may take
     * @return the receiver of a send that the event contradicts, or null
     */
    @Nullable
    Receiver passes(EventKind kind, EventBatch batch, int row, Assumptions assumptions, FreeSteps free) {
        if (flights.isEmpty() || kind.role() == EventKind.Role.HARDWARE) {
            return null;
        }
        int flags = batch.flags[row];
        int level = level(flags);
        boolean call = kind.role() == EventKind.Role.SEND && IpiMessage.of(batch.code[row]) == IpiMessage.CALL_FUNC;
        boolean goesOn = kind.role() == EventKind.Role.CALL_QUEUE && continues(batch, row, level);
        boolean surely = (flags & ContextFlags.IRQS_OFF) == 0 || kind == EventKind.SCHED_SWITCH;
        long ranNs = batch.timestampNs[row] - lastNs;
        boolean interrupts = kind == EventKind.IRQ_HANDLER_ENTRY && ranNs > assumptions.latencyNs();
        for (Iterator<Flight> i = flights.iterator(); i.hasNext(); ) {
            Flight flight = i.next();
            boolean past = level < flight.level
                    || level == flight.level && (surely || !flight.irqsOn)
                    || interrupts && ranAgain(flight);
            if (!past) {
                continue;
            }
            if (!flight.sent
                    && kind == EventKind.SCHED_WAKE_IDLE_WITHOUT_IPI
                    && flight.target.cpu() == batch.peer[row]) {
                i.remove();
                flight.target.inbox().arrived(batch.timestampNs[row]);
                if (!flight.target.inbox().leftToIdle(flight.slot())) {
                    return flight.target;
                }
                free.count(FreeStep.LEFT_TO_IDLE);
                continue;
            }
            if (!flight.sent && level == flight.level && (call || goesOn)) {
                if (goesOn && !flight.target.inbox().queued(flight.slot())) {
                    return flight.target;
                }
                continue;
            }
            i.remove();
            flight.target.inbox().arrived(batch.timestampNs[row]);
            if (flight.target.inbox().left(flight.slot())) {
                continue;
            }
            boolean mayIdle = !flight.sent
                    && !assumptions.strict()
                    && flight.target.course().idles();
            if (!mayIdle || !flight.target.inbox().leftToIdle(flight.slot())) {
                return flight.target;
            }
            free.count(FreeStep.LEFT_TO_IDLE);
        }
        return null;
    }

    /**
     * {@return whether the sender has gone on with the send often enough since, to be interrupted again each time: once
     * may have been a virtual CPU that did not run}
     */
    private boolean ranAgain(Flight flight) {
        boolean underSoftirq = inSoftirq && flight.level == SystemState.TASK;
        return flight.irqsOn && !underSoftirq && ++flight.resumed > RESUMPTIONS;
    }

    /** {@return whether the queue event goes on with the last one's mask} */
    private boolean continues(EventBatch batch, int row, int level) {
        Flight last = null;
        for (Flight flight : flights) {
            last = flight.level == level ? flight : last;
        }
        return last != null
                && !sentSinceQueue[level]
                && last.call.function() == batch.label[row]
                && last.site == batch.site[row]
                && last.target.cpu() < batch.peer[row];
    }

    /** A call or wake-up is being queued; returns whether the receiver explains it. */
    boolean queues(Receiver target, CallSlots.Call call, EventBatch batch, int row) {
        Flight flight = departs(target, call, batch, row);
        boolean known = target.known();
        flight.is(target.inbox().queue(call));
        sentSinceQueue[flight.level] = false;
        return !known || flight.slot() != 0;
    }

    /** A reschedule is being sent. */
    void reschedules(Receiver target, EventBatch batch, int row) {
        Flight flight = departs(target, CallSlots.RESCHEDULE, batch, row);
        flight.sent = true;
        flight.is(target.inbox().reschedule());
    }

    private Flight departs(Receiver target, CallSlots.Call call, EventBatch batch, int row) {
        boolean irqsOn = (batch.flags[row] & ContextFlags.IRQS_OFF) == 0;
        Flight flight = new Flight(target, call, batch.site[row], level(batch.flags[row]), irqsOn);
        flights.add(flight);
        target.inbox().departs();
        return flight;
    }

    /** What the send of a call tells. */
    enum Sent {
        EXPLAINED,
        UNEXPLAINED,
        /** No call to this receiver was seen being queued. */
        NOTHING_QUEUED
    }

    /** The IPI of a queued call goes out. */
    Sent sends(Receiver target, EventBatch batch, int row) {
        int level = level(batch.flags[row]);
        sentSinceQueue[level] = true;
        for (int i = flights.size() - 1; i >= 0; i--) {
            Flight flight = flights.get(i);
            if (flight.target != target || flight.sent || flight.level != level) {
                continue;
            }
            flight.sent = true;
            boolean known = target.known();
            boolean alone = flight.queueChanges == target.inbox().queueChanges();
            if (!target.inbox().sent(flight.slot(), flight.call, alone)) {
                return Sent.UNEXPLAINED;
            }
            if (!known && target.known()) {
                flight.is(target.slots().first());
            }
            return Sent.EXPLAINED;
        }
        return Sent.NOTHING_QUEUED;
    }

    /** The edge of a send was raised while its receiver took no interrupt. */
    boolean raises(Receiver target, boolean lost) {
        for (Flight flight : flights) {
            if (flight.target == target && flight.sent) {
                return target.inbox().raised(flight.slot(), lost);
            }
        }
        return true;
    }
}
