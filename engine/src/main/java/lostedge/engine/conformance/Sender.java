package lostedge.engine.conformance;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import lostedge.engine.conformance.Passage.Tells;
import lostedge.engine.conformance.verdict.RecordedEvent;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.receiver.CallSlots;
import lostedge.engine.receiver.Receiver;
import lostedge.engine.state.SystemState;
import org.jspecify.annotations.Nullable;

/**
 * One CPU as a sender: the sends it was not yet seen past. Its next event in the same context, or in one that was
 * interrupted by it, shows that all its steps are done.
 */
final class Sender {
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
    private int level(int flags) {
        if (inFunction || ContextFlags.inHardInterrupt(flags)) {
            return SystemState.INTERRUPT;
        }
        return (flags & ContextFlags.SOFTIRQ) != 0 ? SystemState.SOFTIRQ : SystemState.TASK;
    }

    /** Takes note of any event of the sender, last. */
    void ran(EventKind kind, EventBatch batch, int row) {
        inSoftirq = kind == EventKind.SOFTIRQ_ENTRY || inSoftirq && kind != EventKind.SOFTIRQ_EXIT;
        if (batch.reference[row] != 0) {
            inFunction = kind == EventKind.CSD_FUNCTION_ENTRY || inFunction && kind != EventKind.CSD_FUNCTION_EXIT;
        }
        lastNs = batch.timestampNs[row];
    }

    /**
     * Takes the sender's next event, before what it begins.
     *
     * @param latencyNs how long a step may take, ns
     * @param passages takes what the event tells of sends under way
     */
    void passes(EventKind kind, EventBatch batch, int row, long index, long latencyNs, Consumer<Passage> passages) {
        if (flights.isEmpty() || kind.role() == EventRole.HARDWARE) {
            return;
        }
        int flags = batch.flags[row];
        int level = level(flags);
        boolean call = kind.role() == EventRole.SEND && IpiMessage.of(batch.code[row]) == IpiMessage.CALL_FUNC;
        boolean goesOn = kind.role() == EventRole.CALL_QUEUE && continues(batch, row, level);
        boolean surely = (flags & ContextFlags.IRQS_OFF) == 0 || kind == EventKind.SCHED_SWITCH;
        boolean interrupts = kind == EventKind.IRQ_HANDLER_ENTRY && batch.timestampNs[row] - lastNs > latencyNs;
        RecordedEvent event = null;
        for (Iterator<Flight> i = flights.iterator(); i.hasNext(); ) {
            Flight flight = i.next();
            boolean sameLevel = level == flight.level;
            boolean past =
                    level < flight.level || sameLevel && (surely || !flight.irqsOn) || interrupts && ranAgain(flight);
            if (!past) {
                continue;
            }
            event = event == null ? RecordedEvent.of(batch, row, index) : event;
            boolean sending = !flight.sent && sameLevel && (call || goesOn);
            if (isIdlePolling(kind, batch, row, flight)) {
                i.remove();
                passages.accept(new Passage(flight, Tells.LEFT_TO_IDLE, event));
            } else if (!sending) {
                i.remove();
                passages.accept(new Passage(flight, Tells.LEFT, event));
            } else if (goesOn) {
                passages.accept(new Passage(flight, Tells.QUEUED, event));
            }
        }
    }

    private static boolean isIdlePolling(EventKind kind, EventBatch batch, int row, Flight flight) {
        return !flight.sent && kind == EventKind.SCHED_WAKE_IDLE_WITHOUT_IPI && flight.target.cpu() == batch.peer[row];
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
        target.inbox().departs(batch.timestampNs[row]);
        return flight;
    }

    /** The IPI of a queued call goes out; returns whether the receiver explains it. */
    boolean sends(Receiver target, EventBatch batch, int row) {
        int level = level(batch.flags[row]);
        sentSinceQueue[level] = true;
        for (int i = flights.size() - 1; i >= 0; i--) {
            Flight flight = flights.get(i);
            if (flight.target != target || flight.sent || flight.level != level) {
                continue;
            }
            flight.sent = true;
            boolean known = target.known();
            if (!target.inbox().sent(flight.slot(), flight.call, flight.alone(), batch.timestampNs[row])) {
                return false;
            }
            if (!known && target.known()) {
                flight.is(target.slots().first());
            }
            return true;
        }
        return !target.known();
    }

    /** {@return the first send to a receiver whose IPI went out, or null} */
    @Nullable
    Flight sentTo(Receiver target) {
        for (Flight flight : flights) {
            if (flight.target == target && flight.sent) {
                return flight;
            }
        }
        return null;
    }
}
