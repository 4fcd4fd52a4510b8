package lostedge.engine.timeline;

import java.util.function.Consumer;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.cpu.HandlerNames;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a recording: keeps every CPU's timeline, every outstanding call and every unanswered edge, and tells a
 * listener what each event means.
 *
 * <p>Nothing is allocated per event, only per message. Memory is bounded by CPUs and outstanding messages.
 */
public final class Timeline implements EventSink {
    /** Most CPUs that are told apart; events of CPUs beyond are counted and left out. */
    public static final int MAX_CPUS = 8192;

    private static final long FEWEST_CONTRADICTIONS = 3;
    private static final long STARTS_A_CONTRADICTION = 1000;
    private static final long ENDS_WITHOUT_START = 200;

    private final TimelineListener listener;
    private final CallKinds callKinds;
    private final HandlerNames handlerNames;
    private final Machine machine;
    private final Wires wires;
    private final Edges edges;
    private final CallTable calls = new CallTable();
    private final EarlyStarts early = new EarlyStarts();
    private final Consumer<Call> missed;
    private final Consumer<Call> batched;
    private long starts;
    private long endsWithoutStart;
    private long beyondCpus;
    private long endNs = Call.NEVER;
    private long stepNs = Long.MAX_VALUE;

    /**
     * A timeline at the start of a recording.
     *
     * @param labels the names behind the recording's label ids; may grow while batches come in
     * @param longStretchNs the shortest stretch in one state worth keeping, ns
     * @param listener who is told
     */
    public Timeline(Labels labels, long longStretchNs, TimelineListener listener) {
        this.callKinds = new CallKinds(labels);
        this.handlerNames = new HandlerNames(labels);
        this.machine = new Machine(longStretchNs);
        this.wires = new Wires(listener);
        this.edges = new Edges(machine, wires, listener);
        this.listener = listener;
        this.missed = this::finishMissed;
        this.batched = this::finishBatched;
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0, rows = batch.size(); row < rows; row++) {
            take(batch, row);
        }
    }

    private void take(EventBatch batch, int row) {
        EventKind kind = EventKind.of(batch.kind[row]);
        int number = batch.cpu[row];
        if (kind.role() == EventKind.Role.KERNEL_LOG || number < 0) {
            listener.event(batch, row, null);
            return;
        }
        if (number >= MAX_CPUS) {
            beyondCpus++;
            return;
        }
        CpuTimeline cpu = machine.cpu(number);
        long ns = batch.timestampNs[row];
        if (ns > endNs) {
            if (endNs != Call.NEVER) {
                stepNs = Math.min(stepNs, ns - endNs);
            }
            endNs = ns;
        }
        wires.take(kind, batch, row);
        if (kind.role() == EventKind.Role.RECORDER) {
            gap(cpu, ns);
            return;
        }
        if (kind.role() == EventKind.Role.HARDWARE) {
            if (kind == EventKind.HANDLE_IPI) {
                machine.mailbox(number).means = batch.label[row];
            }
            listener.event(batch, row, null);
            return;
        }
        if (cpu.unseen()) {
            loseMailbox(number);
        }
        InterruptKind handler = handlerNames.kindOf(kind, batch, row);
        cpu.take(batch, row, kind, handler);
        Outbox outbox = machine.outbox(number);
        if (!outbox.isEmpty()) {
            outbox.take(cpu, kind, batch, row, batched);
        }
        switch (kind.role()) {
            case CALL_QUEUE -> queue(cpu, batch, row);
            case SEND -> edges.send(cpu, kind, batch, row);
            case CALL_START -> start(cpu, batch, row);
            case CALL_END -> exit(cpu, batch, row);
            default -> {
                if (kind == EventKind.SCHED_WAKE_IDLE_WITHOUT_IPI) {
                    edges.sendWithoutIpi(cpu, batch, row);
                }
            }
        }
        Mailbox mailbox = machine.mailbox(number);
        if (!mailbox.pending.isEmpty()) {
            edges.arrive(cpu, mailbox, kind, handler, batch, row);
        }
        listener.event(batch, row, cpu);
    }

    private void queue(CpuTimeline cpu, EventBatch batch, int row) {
        int target = batch.peer[row];
        if (target < 0 || target >= MAX_CPUS) {
            return;
        }
        long ns = batch.timestampNs[row];
        int function = batch.label[row];
        Call.Kind kind = callKinds.of(function, batch.site[row]);
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
        Mailbox mailbox = machine.mailbox(target);
        if (early.claim(call, machine.outbox(cpu.cpu()).firstQueueNs())) {
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
            calls.remove(oldest);
            drop(oldest, Call.End.UNSEEN);
        }
        mailbox.queue(call);
        calls.add(call);
        machine.outbox(cpu.cpu()).add(call);
    }

    private void start(CpuTimeline cpu, EventBatch batch, int row) {
        long csd = batch.reference[row];
        if (csd == 0) {
            return;
        }
        starts++;
        long ns = batch.timestampNs[row];
        int function = batch.label[row];
        Mailbox mailbox = machine.mailbox(cpu.cpu());
        mailbox.startedFunction = function;
        if (mailbox.running != null) {
            finish(mailbox.running, Call.End.RETURNED);
            mailbox.running = null;
        }
        Call call = calls.start(csd, function, cpu.cpu(), ns, missed);
        mailbox.drain(call);
        boolean wakeUp = callKinds.of(function) == Call.Kind.WAKE_UP;
        if (wakeUp || csd == EventBatch.HIDDEN_POINTER) {
            mailbox.lastBatchNs = ns;
        }
        if (call == null) {
            early.add(csd, function, cpu.cpu(), ns, batch.position[row]);
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
                calls.remove(call);
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
            if (machine.cpu(call.source).lastPosition() == call.queuePosition) {
                call.batchStartNs = call.startNs;
            } else {
                finishBatched(call);
            }
        }
    }

    private void exit(CpuTimeline cpu, EventBatch batch, int row) {
        Mailbox mailbox = machine.mailbox(cpu.cpu());
        if (batch.reference[row] != 0) {
            int started = mailbox.startedFunction;
            if (started != Mailbox.NOT_KNOWN) {
                endsWithoutStart += started == batch.label[row] ? 0 : 1;
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

    private void finishMissed(Call call) {
        drop(call, Call.End.UNSEEN);
    }

    private void finishBatched(Call call) {
        calls.remove(call);
        machine.mailbox(call.target).waiting.remove(call);
        finish(call, Call.End.BATCHED);
    }

    private void drop(Call call, Call.End end) {
        machine.mailbox(call.target).waiting.remove(call);
        finish(call, end);
    }

    private void finish(Call call, Call.End end) {
        if (call.finished) {
            return;
        }
        call.finished = true;
        machine.outbox(call.source).remove(call);
        listener.finished(call, end);
    }

    private void gap(CpuTimeline cpu, long ns) {
        cpu.forget(ns);
        wires.gap(cpu.cpu());
        loseMailbox(cpu.cpu());
        machine.outbox(cpu.cpu()).gap();
        listener.gap(cpu, ns);
    }

    private void loseMailbox(int target) {
        Mailbox mailbox = machine.mailbox(target);
        while (!mailbox.waiting.isEmpty()) {
            Call call = mailbox.waiting.get(0);
            calls.remove(call);
            drop(call, Call.End.GAP);
        }
        if (mailbox.running != null) {
            finish(mailbox.running, Call.End.GAP);
            mailbox.running = null;
        }
        mailbox.open = null;
        mailbox.startedFunction = Mailbox.NOT_KNOWN;
        while (!mailbox.pending.isEmpty()) {
            Edge edge = mailbox.pending.get(0);
            edge.touchByGap();
            edges.settle(mailbox, edge);
        }
    }

    /** Ends the recording: every call still outstanding is finished as open, every edge settled. */
    public void finish() {
        wires.finish();
        for (int cpu = 0; cpu < machine.cpuCount(); cpu++) {
            Mailbox mailbox = machine.mailbox(cpu);
            while (!mailbox.waiting.isEmpty()) {
                drop(mailbox.waiting.get(0), Call.End.OPEN);
            }
            if (mailbox.running != null) {
                finish(mailbox.running, Call.End.OPEN);
                mailbox.running = null;
            }
            while (!mailbox.pending.isEmpty()) {
                edges.settle(mailbox, mailbox.pending.get(0));
            }
        }
    }

    /** {@return the timeline of a CPU, made if new} */
    public CpuTimeline cpu(int number) {
        return machine.cpu(number);
    }

    /** {@return the messages outstanding at a CPU} */
    public Mailbox mailbox(int number) {
        return machine.mailbox(number);
    }

    /** {@return the CPUs named so far, by number} */
    public int cpuCount() {
        return machine.cpuCount();
    }

    /** {@return time of the last event, ns, or {@link Call#NEVER}} */
    public long endNs() {
        return endNs;
    }

    /** {@return the smallest step between two stamps so far, ns: what the clock really resolves} */
    public long stepNs() {
        return stepNs;
    }

    /** {@return how many calls are outstanding} */
    public int outstanding() {
        return calls.size();
    }

    /** {@return how many events were left out because their CPU number is beyond {@link #MAX_CPUS}} */
    public long beyondCpus() {
        return beyondCpus;
    }

    /** {@return whether the recording shows own interrupts of this message being entered} */
    public boolean showsEntriesOf(IpiMessage message) {
        return edges.entrySeen(message);
    }

    /** {@return how many functions were seen to start} */
    public long starts() {
        return starts;
    }

    /** {@return how many functions were stamped as started before they were queued} */
    public long startsBeforeCause() {
        return early.beforeCause();
    }

    /** {@return how many functions were seen to end and not to start, though no gap stands between} */
    public long endsWithoutStart() {
        return endsWithoutStart;
    }

    /** {@return whether so many starts of functions are missing that others must be thought missing too} */
    public boolean startsMissing() {
        return endsWithoutStart >= FEWEST_CONTRADICTIONS && endsWithoutStart * ENDS_WITHOUT_START > starts;
    }

    /**
     * {@return whether effects were stamped before their causes so often that stamps of two CPUs cannot be compared}
     */
    public boolean clocksDisagree() {
        long before = early.beforeCause();
        return before >= FEWEST_CONTRADICTIONS && before * STARTS_A_CONTRADICTION > starts;
    }
}
