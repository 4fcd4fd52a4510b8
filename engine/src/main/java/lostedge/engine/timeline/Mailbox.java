package lostedge.engine.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/**
 * The messages outstanding at one target: calls queued and not started, edges sent and not answered.
 *
 * <p>Its {@code call_single_queue} lives in epochs, each from empty to drained. Only the call that finds the queue
 * empty has an interrupt sent, so an epoch is entrusted to one edge; all later calls of the epoch are elided.
 */
public final class Mailbox {
    /** Longest time between two functions of one flush of the queue, ns. */
    private static final long WITHIN_FLUSH_NS = 20_000;

    /** No function runs. */
    static final int NO_FUNCTION = -2;
    /** Nothing is known of what runs. */
    static final int NOT_KNOWN = -3;

    final List<Call> waiting = new ArrayList<>();
    final List<Edge> pending = new ArrayList<>();
    /** The edge of the epoch that is open, if it was seen. */
    @Nullable
    Edge open;
    /** The edge of an epoch whose queue was found empty since: its functions have run, or run now. */
    @Nullable
    Edge overtaken;

    long overtakenNs;
    /** Time of the last start that may have stood for a batch. */
    long lastBatchNs = Call.NEVER;
    /** The call whose function runs. */
    @Nullable
    Call running;

    /** Label id of the function that was seen to start and not yet to end, whoever called it. */
    int startedFunction = NOT_KNOWN;
    /** Label of what the latest hardware event says has made the CPU handle messages. */
    int means = Labels.NONE;

    private @Nullable Call lastStarted;

    /** {@return the calls not yet started, in order of queueing; a view} */
    public List<Call> waiting() {
        return Collections.unmodifiableList(waiting);
    }

    /** {@return the edges not yet answered, in order of sending; a view} */
    public List<Edge> pending() {
        return Collections.unmodifiableList(pending);
    }

    /** {@return the call whose function runs, or null} */
    public @Nullable Call running() {
        return running;
    }

    void queue(Call call) {
        call.edge = open;
        waiting.add(call);
    }

    void send(Edge edge) {
        for (Edge other : pending) {
            other.rivals++;
        }
        edge.rivals = pending.size();
        pending.add(edge);
    }

    /** {@return the newest call of this source that has had no interrupt sent, or null} */
    @Nullable
    Call opener(int source) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Call call = waiting.get(i);
            if (call.source == source) {
                return call.opensEpoch ? null : call;
            }
        }
        Call call = running;
        return call != null && call.source == source && !call.opensEpoch ? call : null;
    }

    /** Opens an epoch: its calls are the opener, those queued after it, and those before it that have no edge. */
    void open(Edge edge, Call opener) {
        opener.opensEpoch = true;
        opener.edge = edge;
        if (opener.batchStartNs != Call.NEVER) {
            opener.batchStartNs = Call.NEVER;
            opener.startNs = Call.NEVER;
        }
        if (open != null) {
            overtake(open, edge.sendNs);
        }
        boolean after = false;
        for (Call call : waiting) {
            after |= call == opener;
            if (after || call.edge == null) {
                call.edge = edge;
            }
        }
        open = edge;
    }

    /** Notes that the queue was found empty at a moment, so that the functions of an earlier epoch run by then. */
    void overtake(@Nullable Edge epoch, long ns) {
        overtaken = epoch;
        overtakenNs = ns;
    }

    /** Starts a call's function: tells its context, and which flush of the queue it belongs to. */
    void start(Call call, CpuTimeline cpu) {
        Call last = lastStarted;
        boolean goesOn = last != null
                && cpu.previousKind() == EventKind.CSD_FUNCTION_EXIT
                && cpu.sinceLastNs() <= WITHIN_FLUSH_NS;
        call.startNs = cpu.lastNs();
        call.startPosition = cpu.lastPosition();
        call.flushNs = call.startNs;
        call.means = means;
        if (last != null && goesOn) {
            call.context = last.context;
            call.afterHandler = last.afterHandler;
            call.sinceHandlerNs = last.sinceHandlerNs;
            call.flushNs = last.edge == call.edge ? last.flushNs : call.startNs;
        } else {
            call.context = contextOf(call, cpu);
            if (call.context == Call.Context.HANDLER_END || call.context == Call.Context.PAST_HANDLER_END) {
                call.afterHandler = cpu.leftKind();
                call.sinceHandlerNs = cpu.sinceLastNs();
            }
        }
        waiting.remove(call);
        running = call;
        lastStarted = call;
    }

    private static Call.Context contextOf(Call call, CpuTimeline cpu) {
        if (cpu.inHandler()) {
            return cpu.handlerKind() == InterruptKind.IPI ? Call.Context.IPI_HANDLER : Call.Context.OTHER_HANDLER;
        }
        if ((cpu.lastFlags() & ContextFlags.KNOWN) == 0) {
            return Call.Context.UNKNOWN;
        }
        return switch (cpu.level()) {
            case TASK -> cpu.idle() ? Call.Context.IDLE : Call.Context.TASK;
            case SOFTIRQ -> Call.Context.SOFTIRQ;
            default -> hardContextOf(call, cpu);
        };
    }

    /** A poll runs before anything else the interrupt does after its handler, and finds what was sent by then. */
    private static Call.Context hardContextOf(Call call, CpuTimeline cpu) {
        boolean atEnd = cpu.eventsSinceLeft() == 1 && cpu.leftKind() != InterruptKind.IPI && cpu.sameSoftirq();
        if (!atEnd) {
            return Call.Context.HARD_INTERRUPT;
        }
        long sentNs = call.edge == null ? call.queueNs : call.edge.sendNs;
        return sentNs <= cpu.leftNs() ? Call.Context.HANDLER_END : Call.Context.PAST_HANDLER_END;
    }

    /** Notes that the function of a call, or of one whose queueing was not seen, started: its epoch is over. */
    void drain(@Nullable Call started) {
        Edge edge = open;
        if (edge == null) {
            return;
        }
        Call opener = edge.opener;
        boolean own = started != null && started.edge == edge;
        if (own || started == null && (opener == null || !waiting.contains(opener))) {
            open = null;
        }
    }

    /** {@return the pending edge of this source and message that a raise event repeats, or null} */
    @Nullable
    Edge unraised(int source, IpiMessage message) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            Edge edge = pending.get(i);
            if (edge.source == source && edge.message == message) {
                return edge.raised ? null : edge;
            }
        }
        return null;
    }
}
