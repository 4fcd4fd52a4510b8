package lostedge.engine.conformance;

import lostedge.engine.belief.Alphabet;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.belief.BeliefSpace;
import lostedge.engine.belief.TooManyStates;
import lostedge.engine.conformance.survey.Gaps;
import lostedge.engine.conformance.survey.Survey;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.conformance.verdict.FreeSteps;
import lostedge.engine.conformance.verdict.RecordedEvent;
import lostedge.engine.conformance.verdict.StateWords;
import lostedge.engine.conformance.verdict.Tally;
import lostedge.engine.event.Clock;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.Labels;
import lostedge.engine.receiver.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * Holds a recording, event by event, against the model: is there a behaviour with exactly these events?
 *
 * <p>Time is linear in events; memory is bounded by CPUs, by the beliefs that are kept, and by the events within the
 * clock's tolerance.
 */
public final class Conformance implements EventSink {
    private final Assumptions assumptions;
    private final Receiver[] receivers;
    private final Sender[] senders;
    private final OwnEvents own;
    private final SentEvents sent;
    private final @Nullable Unordered unordered;
    private final Gaps gaps;
    private final Tally tally;
    private final @Nullable String refusal;

    private long events;
    private int gap;
    private boolean missing;

    /**
     * A comparison with nothing seen yet.
     *
     * @param survey a first pass over the same recording
     * @param clock the recording's
     * @param labels the names of the pass that is to be compared
     */
    public Conformance(Assumptions assumptions, Survey survey, Clock clock, Labels labels) {
        refusal = survey.refusal(clock);
        Alphabet alphabet = Alphabet.of(survey.kinds());
        long toleranceNs = alphabet.hardware() ? Assumptions.EXACT : survey.toleranceNs(clock);
        this.assumptions = (clock.hasDurations() ? assumptions : assumptions.withLatencyNs(Long.MAX_VALUE))
                .withToleranceNs(toleranceNs);
        BeliefSpace space = new BeliefSpace(this.assumptions, alphabet, survey.cpus());
        receivers = new Receiver[refusal == null ? survey.cpus() : 0];
        senders = new Sender[receivers.length];
        for (int cpu = 0; cpu < receivers.length; cpu++) {
            receivers[cpu] = new Receiver(cpu, space);
            senders[cpu] = new Sender();
        }
        CallNames names = new CallNames(labels);
        FreeSteps free = new FreeSteps();
        own = new OwnEvents(names, free, assumptions.strict());
        sent = new SentEvents(receivers, names, free, assumptions.strict());
        gaps = survey.gaps();
        tally = new Tally(new StateWords(space.machine(), labels), labels, free);
        unordered = toleranceNs == Assumptions.EXACT ? null : new Unordered(toleranceNs, new InOrder());
    }

    /** Takes events whose order is settled. */
    private final class InOrder implements Unordered.Listener {
        @Override
        public void happens(EventBatch batch, int row, long index) {
            Conformance.this.happens(batch, row, index);
        }

        @Override
        public void passes(Passage passage) {
            Conformance.this.passes(passage);
        }
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (refusal == null) {
                try {
                    event(batch, row);
                } catch (TooManyStates e) {
                    giveUp(batch, row, e);
                }
            }
            events++;
        }
    }

    private void giveUp(EventBatch batch, int row, TooManyStates reached) {
        tally.gaveUp(RecordedEvent.of(batch, row, events), reached.bound());
        forget(batch.timestampNs[row]);
    }

    private void event(EventBatch batch, int row) {
        EventKind kind = batch.kindAt(row);
        int cpu = batch.cpu[row];
        long ns = batch.timestampNs[row];
        if (inGap(ns)) {
            tally.compared(false);
            return;
        }
        boolean nmi = (batch.flags[row] & ContextFlags.NMI) != 0;
        if (cpu < 0 || nmi || kind.role() == EventRole.KERNEL_LOG) {
            tally.unobserved();
            return;
        }
        Sender sender = senders[cpu];
        if (unordered == null) {
            sender.passes(kind, batch, row, events, assumptions.latencyNs(), this::passes);
            happens(batch, row, events);
            sends(sender, kind, batch, row);
        } else {
            unordered.until(ns);
            sender.passes(kind, batch, row, events, assumptions.latencyNs(), unordered::add);
            sends(sender, kind, batch, row);
            unordered.add(batch, row, events);
        }
        sender.ran(kind, batch, row);
    }

    private boolean inGap(long ns) {
        gap = gaps.next(gap, ns);
        if (!gaps.covers(gap, ns)) {
            missing = false;
            return false;
        }
        if (!missing) {
            missing = true;
            if (unordered != null) {
                unordered.end();
            }
            forget(ns);
        }
        return true;
    }

    private void forget(long ns) {
        if (unordered != null) {
            unordered.clear();
        }
        for (Sender sender : senders) {
            sender.forget(ns);
        }
        for (Receiver receiver : receivers) {
            receiver.gap();
        }
    }

    private void sends(Sender sender, EventKind kind, EventBatch batch, int row) {
        switch (kind) {
            case CSD_QUEUE_CPU -> sent.queued(sender, batch, row, receiver -> fail(receiver, batch, row, events));
            case IPI_SEND_CPU, IPI_SEND_CPUMASK ->
                sent.sent(sender, batch, row, receiver -> fail(receiver, batch, row, events));
            case EDGE_LOST, EDGE_LATCHED -> raised(kind == EventKind.EDGE_LOST, batch, row);
            default -> {}
        }
    }

    private void raised(boolean lost, EventBatch batch, int row) {
        int source = batch.peer[row];
        Receiver target = receivers[batch.cpu[row]];
        Flight flight = source >= 0 && source < senders.length ? senders[source].sentTo(target) : null;
        if (flight != null && !target.inbox().raised(flight.slot(), lost)) {
            fail(target, batch, row, events);
        }
    }

    private void happens(EventBatch batch, int row, long index) {
        Receiver self = receivers[batch.cpu[row]];
        boolean known = self.known();
        if (!own.explained(self, batch, row)) {
            fail(self, batch, row, index);
            own.explained(self, batch, row);
        }
        EventRole role = batch.kindAt(row).role();
        if (role == EventRole.OTHER_EVENT || role == EventRole.SCHEDULER) {
            tally.unobserved();
        } else {
            tally.compared(known);
        }
        tally.states(self);
    }

    private void passes(Passage passage) {
        if (!sent.explained(passage)) {
            fail(passage.flight().target, passage.event());
        }
    }

    private void fail(Receiver receiver, EventBatch batch, int row, long index) {
        fail(receiver, RecordedEvent.of(batch, row, index));
    }

    private void fail(Receiver receiver, RecordedEvent event) {
        tally.unexplained(receiver, receivers, event);
        receiver.forget();
    }

    /** {@return the verdict, after the last event} */
    public Conformity finish() {
        if (unordered != null && refusal == null) {
            unordered.end();
        }
        return tally.verdict(assumptions, events, gaps.count(), refusal);
    }
}
