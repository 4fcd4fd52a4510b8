package lostedge.engine.timeline;

import java.util.function.Consumer;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/** The calls under way on a machine: from queue events to starts and ends of functions. */
final class Calls {
    private final Machine machine;
    private final Edges edges;
    private final TimelineListener listener;
    private final CallKinds kinds;
    private final CallTable table = new CallTable();
    private final EarlyStarts early = new EarlyStarts();
    private final Consumer<Call> missed = this::finishMissed;
    private long starts;
    private long endsWithoutStart;
    private long startsUnseen;
    private long startsUnqueued;
    private boolean endsSeen;
    private boolean queuesSeen;

    Calls(Labels labels, Machine machine, Edges edges, TimelineListener listener) {
        this.machine = machine;
        this.edges = edges;
        this.listener = listener;
        this.kinds = new CallKinds(labels);
    }

    /** Takes a queue event. */
    void queue(Node sender, EventBatch batch, int row) {
        int target = batch.peer[row];
        if (target < 0 || target >= Timeline.MAX_CPUS) {
            return;
        }
        queuesSeen = true;
        CpuTimeline cpu = sender.cpu;
        long ns = batch.timestampNs[row];
        int function = batch.label[row];
        Call.Kind kind = kinds.of(function, batch.site[row]);
        Call call = new Call(
                machine.nextMessage(),
                batch.reference[row],
                function,
                kind,
                cpu.cpu(),
                target,
                ns,
                batch.position[row]);
        call.sourceLevel = cpu.level();
        call.sourcePid = batch.pid[row];
        call.sourceFlags = batch.flags[row];
        Node there = machine.node(target);
        Mailbox mailbox = there.mailbox;
        if (early.claim(call, sender.outbox.firstQueueNs())) {
            call.edge = mailbox.open;
            listener.started(call);
            finish(call, Call.End.RETURNED);
            return;
        }
        boolean sharesStamp = kind == Call.Kind.WAKE_UP || call.csd == EventBatch.HIDDEN_POINTER;
        call.ambiguous = sharesStamp && mailbox.lastBatchNs == ns;
        if (mailbox.waiting.size() >= machine.mostOutstanding()) {
            Call first = mailbox.waiting.get(0);
            Call oldest = first.opensEpoch ? mailbox.waiting.get(1) : first;
            drop(oldest, Call.End.UNSEEN);
        }
        Call still = there.cpu.unseen() ? null : table.outstanding(call);
        if (still != null && still.opensEpoch && still.queueNs < ns && kind != Call.Kind.IRQ_WORK) {
            mailbox.overtake(still.edge, ns);
            mailbox.open = null;
        }
        mailbox.queue(call);
        table.add(call);
        sender.outbox.add(call);
    }

    /** Takes the start of a function. */
    void start(Node target, EventBatch batch, int row) {
        long csd = batch.reference[row];
        if (csd == 0) {
            return;
        }
        starts++;
        long ns = batch.timestampNs[row];
        int function = batch.label[row];
        CpuTimeline cpu = target.cpu;
        Mailbox mailbox = target.mailbox;
        mailbox.startedFunction = function;
        if (mailbox.running != null) {
            finish(mailbox.running, Call.End.RETURNED);
            mailbox.running = null;
        }
        Call call = table.start(csd, function, cpu.cpu(), ns, missed);
        mailbox.drain(call);
        boolean wakeUp = kinds.of(function) == Call.Kind.WAKE_UP;
        if (wakeUp || csd == EventBatch.HIDDEN_POINTER) {
            mailbox.lastBatchNs = ns;
        }
        if (call == null) {
            long knownSinceNs = queuesSeen ? machine.knownSinceNs() : Long.MAX_VALUE;
            if (kinds.of(function) != Call.Kind.IRQ_WORK && knownSinceNs < ns) {
                startsUnqueued++;
            }
            boolean ofAnyCpu = csd == EventBatch.HIDDEN_POINTER;
            early.add(csd, function, cpu.cpu(), ns, batch.position[row], ofAnyCpu ? knownSinceNs : cpu.knownSinceNs());
        } else {
            mailbox.start(call, cpu);
            passEarlierEpochs(mailbox, call);
            edges.answerEpoch(cpu, mailbox, call);
            listener.started(call);
        }
        if (wakeUp) {
            takeBatch(cpu, mailbox, call);
        }
    }

    /**
     * Takes an event of a CPU whose queue was found empty: if it shows the CPU to run no queued functions, those that
     * stood in the queue must have run unseen.
     */
    void leaveFlush(Node node, EventKind kind) {
        Mailbox mailbox = node.mailbox;
        boolean left = node.cpu.accepting() || kind == EventKind.SCHED_SWITCH;
        if (!left || node.cpu.lastNs() <= mailbox.overtakenNs) {
            return;
        }
        Edge epoch = mailbox.overtaken;
        mailbox.overtaken = null;
        for (int i = mailbox.waiting.size() - 1; i >= 0; i--) {
            Call call = mailbox.waiting.get(i);
            if (call.edge == epoch && call.queueNs < mailbox.overtakenNs) {
                startsUnseen += call.opensEpoch && call.kind != Call.Kind.IRQ_WORK ? 1 : 0;
                drop(call, Call.End.UNSEEN);
            }
        }
    }

    /**
     * Drops calls the target must have run unseen: those of epochs before the started call's, and irq_work of its own.
     */
    private void passEarlierEpochs(Mailbox mailbox, Call started) {
        Edge epoch = started.edge;
        if (epoch == null || epoch.opener == null) {
            return;
        }
        long since = epoch.opener.queueNs;
        for (int i = mailbox.waiting.size() - 1; i >= 0; i--) {
            Call call = mailbox.waiting.get(i);
            boolean earlier = call.edge != epoch && call.queueNs < since;
            boolean irqWork = call.edge == epoch && call.kind == Call.Kind.IRQ_WORK;
            if (earlier || irqWork) {
                drop(call, Call.End.UNSEEN);
            }
        }
    }

    /**
     * Ends the wake-ups queued with the one that started; those whose sender may still send wait for its next event.
     */
    private void takeBatch(CpuTimeline cpu, Mailbox mailbox, @Nullable Call started) {
        Edge epoch = started == null ? null : started.edge;
        for (int i = mailbox.waiting.size() - 1; i >= 0; i--) {
            Call call = mailbox.waiting.get(i);
            if (call.kind != Call.Kind.WAKE_UP || call.opensEpoch && call.edge != epoch) {
                continue;
            }
            if (started == null) {
                call.startNs = cpu.lastNs();
                call.startPosition = cpu.lastPosition();
            } else {
                call.startedAs(started);
            }
            if (machine.node(call.source).cpu.lastPosition() == call.queuePosition) {
                call.batchStartNs = call.startNs;
            } else {
                finishBatched(call);
            }
        }
    }

    /** Takes the end of a function. */
    void exit(Node target, EventBatch batch, int row) {
        Mailbox mailbox = target.mailbox;
        endsSeen = true;
        if (batch.reference[row] != 0) {
            int started = mailbox.startedFunction;
            if (started != Mailbox.NOT_KNOWN) {
                if (started != batch.label[row]) {
                    endsWithoutStart++;
                    mailbox.pending.forEach(Edge::doubt);
                }
                mailbox.startedFunction = Mailbox.NO_FUNCTION;
            }
        }
        Call call = mailbox.running;
        if (call != null && call.csd == batch.reference[row]) {
            call.exitNs = batch.timestampNs[row];
            mailbox.running = null;
            finish(call, Call.End.RETURNED);
        }
    }

    /** Loses all calls a CPU was to run: nothing more is known of them. */
    void lose(Mailbox mailbox) {
        end(mailbox, Call.End.GAP);
        mailbox.open = null;
        mailbox.startedFunction = Mailbox.NOT_KNOWN;
    }

    /** Ends all calls a CPU was to run. */
    void end(Mailbox mailbox, Call.End end) {
        while (!mailbox.waiting.isEmpty()) {
            drop(mailbox.waiting.get(0), end);
        }
        if (mailbox.running != null) {
            finish(mailbox.running, end);
            mailbox.running = null;
        }
    }

    /** Ends a wake-up that turned out to have been elided into a batch already taken. */
    void finishBatched(Call call) {
        table.remove(call);
        machine.node(call.target).mailbox.waiting.remove(call);
        finish(call, Call.End.BATCHED);
    }

    private void finishMissed(Call call) {
        machine.node(call.target).mailbox.waiting.remove(call);
        finish(call, Call.End.UNSEEN);
    }

    private void drop(Call call, Call.End end) {
        table.remove(call);
        machine.node(call.target).mailbox.waiting.remove(call);
        finish(call, end);
    }

    private void finish(Call call, Call.End end) {
        if (call.finished) {
            return;
        }
        call.finished = true;
        if (end == Call.End.UNSEEN && call.opensEpoch && call.edge != null) {
            call.edge.doubt();
        }
        machine.node(call.source).outbox.remove(call);
        listener.finished(call, end);
    }

    /** {@return how many calls are outstanding} */
    int outstanding() {
        return table.size();
    }

    /** {@return how many functions were seen to start} */
    long starts() {
        return starts;
    }

    /** {@return how many functions started that were not seen to be queued, though the events of all CPUs are known} */
    long startsUnqueued() {
        return startsUnqueued;
    }

    /** {@return how many functions must have run and were not seen to start, though no gap stands between} */
    long startsUnseen() {
        return startsUnseen;
    }

    /** {@return how many functions were stamped as started before they were queued} */
    long startsBeforeCause() {
        return early.beforeCause();
    }

    /** {@return whether any function was seen to end} */
    boolean endsSeen() {
        return endsSeen;
    }

    /** {@return how many functions were seen to end and not to start, though no gap stands between} */
    long endsWithoutStart() {
        return endsWithoutStart;
    }
}
