package lostedge.engine.timeline;

import java.util.function.Consumer;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.cpu.HandlerNames;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.Completeness;
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

    /** {@link #stepNs} while no two stamps differ. */
    public static final long NO_STEP = Long.MAX_VALUE;

    private static final long FEWEST_CONTRADICTIONS = 3;
    private static final long STARTS_A_CONTRADICTION = 1000;
    private static final long UNQUEUED_FOR_ONE_EARLY = 3;

    /** Steps from here on hide the order of what two CPUs do, ns. */
    private static final long COARSE_NS = 10_000;

    private final TimelineListener listener;
    private final HandlerNames handlerNames;
    private final Machine machine;
    private final Wires wires;
    private final Edges edges;
    private final Calls calls;
    private final Consumer<Call> batched;
    private long beyondCpus;
    private long breaks;
    private long endNs = Call.NEVER;
    private long stepNs = NO_STEP;

    /**
     * A timeline at the start of a recording.
     *
     * @param labels the names behind the recording's label ids; may grow while batches come in
     * @param longStretchNs the shortest stretch in one state worth keeping, ns
     * @param listener who is told
     */
    public Timeline(Labels labels, long longStretchNs, TimelineListener listener) {
        this.handlerNames = new HandlerNames(labels);
        this.machine = new Machine(longStretchNs);
        this.wires = new Wires(listener);
        this.edges = new Edges(machine, wires, listener);
        this.calls = new Calls(labels, machine, edges, listener);
        this.batched = calls::finishBatched;
        this.listener = listener;
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0, rows = batch.size(); row < rows; row++) {
            EventKind kind = EventKind.of(batch.kind[row]);
            int number = batch.cpu[row];
            if (kind.byCpu() && number >= 0 && number < MAX_CPUS) {
                take(machine.node(number), kind, batch, row);
            } else {
                takeForeign(kind, number, batch, row);
            }
        }
    }

    /** Hot: what a CPU itself did. */
    private void take(Node node, EventKind kind, EventBatch batch, int row) {
        pass(batch.timestampNs[row]);
        if (wires.awaiting()) {
            wires.take(kind, batch, row);
        }
        if (node.cpu.unseen()) {
            loseMailbox(node.mailbox);
        } else if (!node.cpu.allows(batch, row, kind)) {
            breaks++;
            gap(node, batch.timestampNs[row]);
        }
        InterruptKind handler = handlerNames.kindOf(kind, batch, row);
        node.cpu.take(batch, row, kind, handler);
        if (kind.ofMessage() || kind == EventKind.SCHED_WAKE_IDLE_WITHOUT_IPI || node.hasUnderWay()) {
            takeMessages(node, kind, handler, batch, row);
        }
        listener.event(kind, batch, row, node.cpu);
    }

    /** What the event tells of messages this CPU sends, runs, or was sent. */
    private void takeMessages(Node node, EventKind kind, @Nullable InterruptKind handler, EventBatch batch, int row) {
        if (!node.outbox.isEmpty()) {
            node.outbox.take(node.cpu, kind, batch, row, batched);
        }
        if (node.mailbox.overtaken != null && !coarse()) {
            calls.leaveFlush(node, kind);
        }
        if (kind.ofMessage()) {
            takeMessage(node, kind, batch, row);
        } else if (kind == EventKind.SCHED_WAKE_IDLE_WITHOUT_IPI) {
            edges.sendWithoutIpi(node.cpu, batch, row);
        }
        if (!node.mailbox.pending.isEmpty()) {
            edges.arrive(node.cpu, node.mailbox, kind, handler, batch, row);
        }
    }

    private void takeMessage(Node node, EventKind kind, EventBatch batch, int row) {
        switch (kind.role()) {
            case CALL_QUEUE -> calls.queue(node, batch, row);
            case SEND -> edges.send(node, kind, batch, row);
            case CALL_START -> calls.start(node, batch, row);
            default -> calls.exit(node, batch, row);
        }
    }

    private void pass(long ns) {
        if (ns > endNs) {
            if (endNs != Call.NEVER) {
                stepNs = Math.min(stepNs, ns - endNs);
            }
            endNs = ns;
        }
    }

    /** Rare: what recorder, kernel log or hardware say of a CPU, and CPUs that are not told apart. */
    private void takeForeign(EventKind kind, int number, EventBatch batch, int row) {
        if (kind.role() == EventRole.KERNEL_LOG || number < 0) {
            listener.event(kind, batch, row, null);
            return;
        }
        if (number >= MAX_CPUS) {
            beyondCpus++;
            return;
        }
        Node node = machine.node(number);
        pass(batch.timestampNs[row]);
        wires.take(kind, batch, row);
        if (kind.role() == EventRole.RECORDER) {
            gap(node, batch.timestampNs[row]);
            return;
        }
        if (kind == EventKind.HANDLE_IPI) {
            node.mailbox.means = batch.label[row];
        }
        listener.event(kind, batch, row, null);
    }

    private void gap(Node node, long ns) {
        node.cpu.forget(ns);
        wires.gap(node.cpu.cpu());
        loseMailbox(node.mailbox);
        node.outbox.gap();
        listener.gap(node.cpu, ns);
    }

    private void loseMailbox(Mailbox mailbox) {
        calls.lose(mailbox);
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
            Mailbox mailbox = machine.node(cpu).mailbox;
            calls.end(mailbox, Call.End.OPEN);
            while (!mailbox.pending.isEmpty()) {
                edges.settle(mailbox, mailbox.pending.get(0));
            }
        }
    }

    /** {@return the timeline of a CPU, made if new} */
    public CpuTimeline cpu(int number) {
        return machine.node(number).cpu;
    }

    /** {@return the messages outstanding at a CPU} */
    public Mailbox mailbox(int number) {
        return machine.node(number).mailbox;
    }

    /** {@return the CPUs named so far, by number} */
    public int cpuCount() {
        return machine.cpuCount();
    }

    /** {@return time of the last event, ns, or {@link Call#NEVER}} */
    public long endNs() {
        return endNs;
    }

    /**
     * {@return the smallest step between two stamps so far, ns: what the clock really resolves; or {@link #NO_STEP}}
     */
    public long stepNs() {
        return stepNs;
    }

    /** {@return how many calls are outstanding} */
    public int outstanding() {
        return calls.outstanding();
    }

    /** {@return how many events were left out because their CPU number is beyond {@link #MAX_CPUS}} */
    public long beyondCpus() {
        return beyondCpus;
    }

    /** {@return how many functions were seen to start} */
    public long starts() {
        return calls.starts();
    }

    /** {@return whether the recording shows ends of functions} */
    public boolean showsEnds() {
        return calls.endsSeen();
    }

    /**
     * {@return whether few others of the functions that were not seen to be queued explain those of
     * {@link #startsBeforeCause}: where many queue events are missing, some of the next ones follow at once}
     */
    public boolean queuesComplete() {
        return calls.startsBeforeCause() * UNQUEUED_FOR_ONE_EARLY > calls.startsUnqueued();
    }

    /** {@return how many functions were stamped as started before they were queued} */
    public long startsBeforeCause() {
        return calls.startsBeforeCause();
    }

    /** {@return how often events contradict one another though no gap stands between} */
    public Completeness completeness() {
        long startsUnseen = calls.startsUnseen() + calls.endsWithoutStart();
        return new Completeness(calls.starts(), breaks, startsUnseen, coarse() ? 0 : calls.startsUnqueued());
    }

    /** {@return whether stamps move in steps too large to order what two CPUs do} */
    public boolean coarse() {
        return stepNs >= COARSE_NS;
    }

    /**
     * {@return whether effects were stamped before their causes so often that stamps of two CPUs cannot be compared}
     */
    public boolean clocksDisagree() {
        long before = calls.startsBeforeCause();
        return before >= FEWEST_CONTRADICTIONS && before * STARTS_A_CONTRADICTION > calls.starts();
    }
}
