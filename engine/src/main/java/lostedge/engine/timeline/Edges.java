package lostedge.engine.timeline;

import lostedge.engine.cpu.ContextLevel;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import org.jspecify.annotations.Nullable;

/** The edges under way on a machine: from send events to what answers them. */
final class Edges {
    private final Machine machine;
    private final Wires wires;
    private final TimelineListener listener;
    private final boolean[] entrySeen = new boolean[IpiMessage.values().length];

    Edges(Machine machine, Wires wires, TimelineListener listener) {
        this.machine = machine;
        this.wires = wires;
        this.listener = listener;
    }

    /** Takes a send event. */
    void send(Node sender, EventKind kind, EventBatch batch, int row) {
        IpiMessage message = IpiMessage.of(batch.code[row]);
        if (kind == EventKind.IPI_SEND_CPU) {
            send(sender, kind, message, batch.peer[row], batch, row);
            return;
        }
        long mask = batch.reference[row];
        while (mask != 0) {
            send(sender, kind, message, batch.peer[row] + Long.numberOfTrailingZeros(mask), batch, row);
            mask &= mask - 1;
        }
    }

    private void send(Node sender, EventKind kind, IpiMessage message, int target, EventBatch batch, int row) {
        if (target < 0 || target >= Timeline.MAX_CPUS) {
            return;
        }
        Node there = machine.node(target);
        Mailbox mailbox = there.mailbox;
        boolean raise = kind == EventKind.IPI_RAISE;
        Edge announced = raise ? mailbox.unraised(sender.cpu.cpu(), message) : null;
        if (announced != null) {
            announced.raised = true;
            return;
        }
        Edge edge = edge(sender.cpu, message, there, batch, row);
        edge.raised = raise;
        sender.outbox.add(edge);
        wires.announce(edge);
        listener.sent(edge);
        Call opener = edge.opener;
        if (opener != null && opener.startNs != Call.NEVER) {
            edge.answeredNs = opener.startNs;
            edge.answeredPosition = opener.startPosition;
            settle(mailbox, edge);
        } else {
            if (mailbox.pending.size() >= machine.mostOutstanding()) {
                Edge first = mailbox.pending.get(0);
                Edge oldest = first.opener == null ? first : mailbox.pending.get(1);
                oldest.touchByGap();
                settle(mailbox, oldest);
            }
            mailbox.send(edge);
        }
    }

    /** Takes a wake-up of a target that polls in its idle loop. */
    void sendWithoutIpi(CpuTimeline cpu, EventBatch batch, int row) {
        int target = batch.peer[row];
        if (target < 0 || target >= Timeline.MAX_CPUS) {
            return;
        }
        Node there = machine.node(target);
        if (there.mailbox.opener(cpu.cpu()) != null) {
            Edge edge = edge(cpu, IpiMessage.CALL_FUNC, there, batch, row);
            edge.withoutIpi = true;
            edge.settled = true;
        }
    }

    private Edge edge(CpuTimeline cpu, IpiMessage message, Node target, EventBatch batch, int row) {
        Mailbox mailbox = target.mailbox;
        CpuTimeline there = target.cpu;
        Call opener = message == IpiMessage.CALL_FUNC ? mailbox.opener(cpu.cpu()) : null;
        long ns = batch.timestampNs[row];
        long id = opener == null ? machine.nextMessage() : opener.id;
        Edge edge = new Edge(id, cpu.cpu(), there.cpu(), message, ns, batch.position[row], opener);
        edge.sourceLevel = cpu.level();
        edge.masked = (batch.flags[row] & (ContextFlags.IRQS_OFF | ContextFlags.HARDIRQ)) != 0;
        edge.intoHandler = there.handlerKind();
        edge.intoSinceNs = there.handlerNs();
        if (opener != null) {
            mailbox.open(edge, opener);
        }
        return edge;
    }

    /** Answers the edges a started call shows answered. */
    void answerEpoch(CpuTimeline cpu, Mailbox mailbox, Call started) {
        Edge epoch = started.edge;
        boolean takesAllBits = !entrySeen[IpiMessage.CALL_FUNC.ordinal()] && cpu.level() == ContextLevel.HARDIRQ;
        for (int i = mailbox.pending.size() - 1; i >= 0; i--) {
            Edge edge = mailbox.pending.get(i);
            if (edge == epoch || takesAllBits && edge.opener == null && edge.departedNs != Call.NEVER) {
                edge.answeredBy = started;
                answer(mailbox, edge, started.startNs, started.startPosition);
            }
        }
    }

    private void answer(Mailbox mailbox, Edge edge, long ns, long position) {
        edge.answeredNs = ns;
        edge.answeredPosition = position;
        settle(mailbox, edge);
    }

    /** Tells the listener of an edge for the last time. */
    void settle(Mailbox mailbox, Edge edge) {
        mailbox.pending.remove(edge);
        edge.settled = true;
        listener.settled(edge);
    }

    /** Holds an event of a target against the edges that are on their way to it. */
    void arrive(
            CpuTimeline cpu,
            Mailbox mailbox,
            EventKind kind,
            @Nullable InterruptKind handler,
            EventBatch batch,
            int row) {
        boolean entry = kind.role() == EventRole.INTERRUPT_ENTRY;
        if (entry && handler == InterruptKind.IPI) {
            IpiMessage message = kind == EventKind.IPI_ENTRY ? IpiMessage.of(batch.code[row]) : kind.message();
            if (message != null) {
                answerOwn(mailbox, message, batch, row);
            }
            return;
        }
        for (int i = mailbox.pending.size() - 1; i >= 0; i--) {
            Edge edge = mailbox.pending.get(i);
            edge.meet(cpu, kind, batch.timestampNs[row], batch.position[row]);
            boolean silent = edge.opener == null || edge.opener.kind == Call.Kind.IRQ_WORK;
            if (silent && edge.passedOverNs != Call.NEVER && !entrySeen[edge.message.ordinal()]) {
                settle(mailbox, edge);
            }
        }
    }

    private void answerOwn(Mailbox mailbox, IpiMessage message, EventBatch batch, int row) {
        entrySeen[message.ordinal()] = true;
        boolean later = false;
        for (int i = 0; i < mailbox.pending.size(); i++) {
            Edge edge = mailbox.pending.get(i);
            if (edge.message == message) {
                edge.ownInterrupt = true;
                edge.coalesced = later;
                later = true;
                answer(mailbox, edge, batch.timestampNs[row], batch.position[row]);
                i--;
            }
        }
    }
}
