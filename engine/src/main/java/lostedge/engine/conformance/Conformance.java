package lostedge.engine.conformance;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.belief.Alphabet;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.belief.BeliefSpace;
import lostedge.engine.belief.ReceiverSystem;
import lostedge.engine.belief.TooManyStates;
import lostedge.engine.conformance.Conformity.Outcome;
import lostedge.engine.event.Clock;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.receiver.CallSlots;
import lostedge.engine.receiver.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * Holds a recording, event by event, against the model: is there a behaviour with exactly these events?
 *
 * <p>Time and memory are linear in events and CPUs, with the number of states that explain one CPU's last events as the
 * factor; the assumptions bound it.
 */
public final class Conformance implements EventSink {
    private final Assumptions assumptions;
    private final ReceiverSystem machine;
    private final StateWords words;
    private final CallNames names;
    private final Labels labels;
    private final Receiver[] receivers;
    private final Sender[] senders;
    private final Gaps gaps;
    private final FreeSteps free = new FreeSteps();
    private final @Nullable String refusal;

    private long events;
    private long compared;
    private long beforeKnown;
    private long unobserved;
    private int gap;
    private boolean missing;
    private int mostStates;
    private long unexplained;
    private boolean everKnown;
    private @Nullable Unexplained first;
    private @Nullable String givenUp;

    /**
     * A comparison with nothing seen yet.
     *
     * @param survey a first pass over the same recording
     * @param clock the recording's
     * @param labels the names of the pass that is to be compared
     */
    public Conformance(Assumptions assumptions, Survey survey, Clock clock, Labels labels) {
        this.assumptions = clock.hasDurations() ? assumptions : assumptions.withLatencyNs(Long.MAX_VALUE);
        this.labels = labels;
        int cpus = survey.cpus();
        refusal = survey.refusal(clock);
        BeliefSpace space = new BeliefSpace(this.assumptions, Alphabet.of(survey.kinds()), cpus);
        machine = space.machine();
        words = new StateWords(machine, labels);
        names = new CallNames(labels);
        gaps = survey.gaps();
        receivers = new Receiver[refusal == null ? cpus : 0];
        senders = new Sender[receivers.length];
        for (int cpu = 0; cpu < receivers.length; cpu++) {
            receivers[cpu] = new Receiver(cpu, space);
            senders[cpu] = new Sender();
        }
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (refusal == null && givenUp == null) {
                try {
                    event(batch, row);
                } catch (TooManyStates e) {
                    giveUp(
                            "more than " + assumptions.maxStates()
                                    + " states explain the events of one CPU, or more than " + machine.slots()
                                    + " sends are under way to it",
                            batch,
                            row);
                }
            }
            events++;
        }
    }

    private void giveUp(String why, EventBatch batch, int row) {
        givenUp = "frontier bound reached: " + why + ", at position " + batch.position[row];
    }

    private void event(EventBatch batch, int row) {
        EventKind kind = batch.kindAt(row);
        int cpu = batch.cpu[row];
        if (inGap(batch.timestampNs[row])) {
            count(false, false);
            return;
        }
        boolean nmi = (batch.flags[row] & ContextFlags.NMI) != 0;
        if (cpu < 0 || nmi || kind.role() == EventKind.Role.KERNEL_LOG) {
            count(false, true);
            return;
        }
        Sender sender = senders[cpu];
        Receiver self = receivers[cpu];
        boolean known = self.known();
        Receiver contradicted = sender.passes(kind, batch, row, assumptions, free);
        if (contradicted != null) {
            fail(contradicted, batch, row);
        }
        if (!own(self, sender, kind, batch, row)) {
            fail(self, batch, row);
            own(self, sender, kind, batch, row);
        }
        switch (kind) {
            case CSD_QUEUE_CPU -> queue(sender, batch, row);
            case IPI_SEND_CPU, IPI_SEND_CPUMASK -> send(sender, batch, row);
            case EDGE_LOST, EDGE_LATCHED -> edge(kind, batch, row);
            default -> {}
        }
        sender.ran(kind, batch.timestampNs[row]);
        count(known, kind.role() == EventKind.Role.OTHER_EVENT || kind.role() == EventKind.Role.SCHEDULER);
        mostStates = Math.max(mostStates, self.belief().size());
    }

    private void count(boolean known, boolean signOfLife) {
        if (first != null) {
            return;
        }
        if (signOfLife) {
            unobserved++;
        } else if (known) {
            compared++;
        } else {
            beforeKnown++;
        }
    }

    private boolean inGap(long ns) {
        gap = gaps.next(gap, ns);
        if (!gaps.covers(gap, ns)) {
            missing = false;
            return false;
        }
        if (!missing) {
            missing = true;
            forget(ns);
        }
        return true;
    }

    private void forget(long ns) {
        for (Sender sender : senders) {
            sender.forget(ns);
        }
        for (Receiver receiver : receivers) {
            receiver.gap();
        }
    }

    // ---- What a CPU does itself.

    private boolean own(Receiver self, Sender sender, EventKind kind, EventBatch batch, int row) {
        int flags = batch.flags[row];
        boolean handlerEntry = kind == EventKind.IRQ_HANDLER_ENTRY;
        self.inbox().resends(batch.timestampNs[row]);
        self.course().takesWhatIsDue(handlerEntry);
        return switch (kind) {
            case IRQ_HANDLER_ENTRY -> self.course().handlerBegins();
            case IRQ_HANDLER_EXIT -> self.course().handlerEnds();
            case SOFTIRQ_ENTRY -> softirq(self) && runs(self, kind, batch, row);
            case SOFTIRQ_EXIT -> self.course().softirqEnds();
            case CSD_FUNCTION_ENTRY -> functionEntry(self, sender, batch, row);
            case CSD_FUNCTION_EXIT -> functionExit(self, sender, batch, row);
            case ENTINT_ENTRY -> self.course().enters(batch.code[row]);
            case ENTINT_EXIT -> self.course().returns();
            case HANDLE_IPI -> self.course().exchanges(batch.code[row]);
            case WRIPIR, EDGE_LOST, EDGE_LATCHED, IRQ_DISABLE, IRQ_ENABLE -> true;
            default -> {
                self.course().task(kind == EventKind.SCHED_SWITCH ? batch.code[row] : batch.pid[row]);
                yield self.course().runs(flags, kind == EventKind.SCHED_SWITCH, batch.timestampNs[row]);
            }
        };
    }

    private boolean runs(Receiver self, EventKind kind, EventBatch batch, int row) {
        return self.course().runs(batch.flags[row], kind == EventKind.SCHED_SWITCH, batch.timestampNs[row]);
    }

    private boolean softirq(Receiver self) {
        if (self.course().softirqBegins(false)) {
            return true;
        }
        if (assumptions.strict() || !self.course().softirqBegins(true)) {
            return false;
        }
        free.count(FreeStep.SOFTIRQ_IN_TASK);
        return true;
    }

    private boolean functionEntry(Receiver self, Sender sender, EventBatch batch, int row) {
        if (batch.reference[row] == 0) {
            return true;
        }
        boolean explained = self.course().functionBegins(call(batch, row, batch.cpu[row]), batch.flags[row]);
        sender.function(true);
        return explained;
    }

    private boolean functionExit(Receiver self, Sender sender, EventBatch batch, int row) {
        if (batch.reference[row] == 0) {
            return true;
        }
        boolean explained = self.course().functionEnds(call(batch, row, batch.cpu[row]));
        sender.function(false);
        return explained;
    }

    // ---- What it sends.

    private CallSlots.Call call(EventBatch batch, int row, int source) {
        CallSlots.Kind kind = names.of(batch.label[row], batch.site[row]);
        return new CallSlots.Call(kind, source, batch.reference[row], batch.label[row], batch.timestampNs[row]);
    }

    private void queue(Sender sender, EventBatch batch, int row) {
        int target = batch.peer[row];
        if (target == batch.cpu[row] || target < 0) {
            return;
        }
        CallSlots.Call call = call(batch, row, batch.cpu[row]);
        if (call.kind() == CallSlots.Kind.IRQ_WORK) {
            free.count(FreeStep.IRQ_WORK);
        }
        if (!sender.queues(receivers[target], call, batch, row)) {
            fail(receivers[target], batch, row);
        }
    }

    private void send(Sender sender, EventBatch batch, int row) {
        boolean mask = batch.kindAt(row) == EventKind.IPI_SEND_CPUMASK;
        long targets = mask ? batch.reference[row] : 1;
        IpiMessage message = IpiMessage.of(batch.code[row]);
        for (long rest = targets; rest != 0; rest &= rest - 1) {
            int target = batch.peer[row] + Long.numberOfTrailingZeros(rest);
            if (target == batch.cpu[row] || target < 0 || target >= receivers.length) {
                continue;
            }
            Receiver receiver = receivers[target];
            if (message == IpiMessage.RESCHEDULE) {
                sender.reschedules(receiver, batch, row);
            } else if (message == IpiMessage.CALL_FUNC) {
                Sender.Sent sent = sender.sends(receiver, batch, row);
                boolean nothingQueued = sent == Sender.Sent.NOTHING_QUEUED && receiver.known();
                if (sent == Sender.Sent.UNEXPLAINED || nothingQueued) {
                    fail(receiver, batch, row);
                }
            } else {
                receiver.forget();
            }
            everKnown |= receiver.known();
            mostStates = Math.max(mostStates, receiver.belief().size());
        }
    }

    private void edge(EventKind kind, EventBatch batch, int row) {
        int source = batch.peer[row];
        Receiver target = receivers[batch.cpu[row]];
        if (source >= 0 && source < senders.length && !senders[source].raises(target, kind == EventKind.EDGE_LOST)) {
            fail(target, batch, row);
        }
    }

    // ---- What nothing explains.

    private void fail(Receiver receiver, EventBatch batch, int row) {
        if (first == null) {
            List<CpuPicture> before = new ArrayList<>();
            before.add(words.picture(receiver));
            for (Receiver other : receivers) {
                if (other != receiver) {
                    before.add(words.picture(other));
                }
            }
            int label = batch.label[row];
            first = new Unexplained(
                    events,
                    batch.timestampNs[row],
                    batch.cpu[row],
                    batch.position[row],
                    batch.kindAt(row),
                    label < 0 ? "" : labels.text(label),
                    receiver.cpu(),
                    before,
                    words.enabled(receiver));
        }
        unexplained++;
        receiver.forget();
    }

    /** {@return the verdict, after the last event} */
    public Conformity finish() {
        String reason = refusal != null ? refusal : givenUp;
        Outcome outcome = Outcome.EXPLAINED;
        if (first != null) {
            outcome = Outcome.NOT_EXPLAINED;
        } else if (reason != null) {
            outcome = Outcome.UNDETERMINED;
        } else if (!everKnown) {
            outcome = Outcome.UNDETERMINED;
            reason = "no CPU's queue was ever surely known";
        }
        Unexplained found = first;
        long prefix = found != null ? found.index() : outcome == Outcome.EXPLAINED ? events : 0;
        return new Conformity(
                outcome,
                assumptions,
                events,
                prefix,
                compared,
                beforeKnown,
                unobserved,
                gaps.count(),
                mostStates,
                free.counts(),
                unexplained,
                found,
                reason);
    }
}
