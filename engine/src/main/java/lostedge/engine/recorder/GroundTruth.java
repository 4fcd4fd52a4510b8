package lostedge.engine.recorder;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi.Edge;
import lostedge.engine.finding.Ipi.HandledBy;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.Send;
import lostedge.engine.state.SystemState;
import org.jspecify.annotations.Nullable;

/**
 * What really became of every message and every wait, in the words of {@link lostedge.engine.finding}: not concluded
 * from events but read off the model's state.
 */
public final class GroundTruth implements StepListener {
    private static final String WAKE_FUNCTION = "sched_ttwu_pending";

    private final FindingSink sink;
    private final int cpus;
    private final Waits waits;

    /** Messages of the send under way, by CPU, context and target; of each csd, the message it carried last. */
    private final @Nullable Message[] sending;

    private final @Nullable Message[] csds;
    /** At each target: the queue, the flush that runs, messages without a queue, edges not yet answered. */
    private final List<List<Message>> queued = new ArrayList<>();

    private final List<List<Message>> taken = new ArrayList<>();
    private final List<List<Message>> flagged = new ArrayList<>();
    private final List<List<Message>> unanswered = new ArrayList<>();
    /** How many of the messages without a queue were there when {@code handle_ipi} last took the bits. */
    private final int[] raised;

    private final HandledBy[] means;
    private final @Nullable InterruptKind[] inside;
    private long ids;

    /**
     * The truth about a machine, told to a sink as it comes about; {@link #finish} tells the rest.
     *
     * @param stallNs shortest wait that is told
     */
    public GroundTruth(int cpus, long stallNs, FindingSink sink) {
        this.cpus = cpus;
        this.sink = sink;
        waits = new Waits(cpus, stallNs, sink);
        sending = new Message[cpus * 3 * cpus];
        csds = new Message[2 * cpus * cpus];
        raised = new int[cpus];
        means = new HandledBy[cpus];
        inside = new InterruptKind[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            queued.add(new ArrayList<>());
            taken.add(new ArrayList<>());
            flagged.add(new ArrayList<>());
            unanswered.add(new ArrayList<>());
            means[cpu] = HandledBy.OWN_INTERRUPT;
        }
    }

    @Override
    public void begin(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep == Microstep.CSD_UNLOCK) {
            Message message = csds[csd((int) argument, cpu)];
            if (message != null) {
                message.startNs = in.nowNs();
            }
        } else if (microstep == Microstep.RUN_WAKEUPS) {
            taken.get(cpu).forEach(message -> message.startNs = in.nowNs());
        }
    }

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        SystemState s = in.state();
        int context = s.context(cpu);
        switch (microstep) {
            case LOCKED_CALL, LOCKED_CALL_NOWAIT -> waits.atLock(cpu, context, in.nowNs(), s.lockOwner());
            case ENQUEUE -> enqueue(in, cpu, context, (int) argument);
            case SET_BIT -> setBit(in, cpu, context, (int) argument);
            case WRIPIR -> wripir(in, cpu, context, (int) argument);
            case ENTER_INTERRUPT -> enter(cpu, InterruptKind.values()[(int) argument]);
            case POLL_READ -> handledBy(cpu, HandledBy.POLL, in.activity().interrupt(cpu));
            case DRAIN_SAVE, DRAIN_READ -> handledBy(cpu, HandledBy.DRAIN, null);
            case IDLE_FLUSH -> {
                handledBy(cpu, HandledBy.IDLE_LOOP, null);
                takeQueue(in, cpu);
            }
            case TAKE_QUEUE -> takeQueue(in, cpu);
            case XCHG_BITS -> raised[cpu] = flagged.get(cpu).size();
            case SCHEDULER_IPI -> handle(in, cpu, IpiMessage.RESCHEDULE);
            case HALT -> handle(in, cpu, IpiMessage.CPU_STOP);
            case CALL, CALL_NOWAIT -> waits.step(cpu, context, in.nowNs());
            default -> {}
        }
    }

    @Override
    public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
        SystemState s = in.state();
        int context = s.context(cpu);
        switch (microstep) {
            case TRY_LOCK -> {
                if (s.point(cpu, context) == Point.ENQUEUE) {
                    waits.lockTaken(cpu, context, in.nowNs());
                }
            }
            case ENQUEUE -> {
                for (long left = s.needIpi(cpu, context); left != 0; left &= left - 1) {
                    sent(cpu, context, Long.numberOfTrailingZeros(left)).sendNs = in.nowNs();
                }
                waits.step(cpu, context, in.nowNs());
            }
            case CSD_UNLOCK -> unlocked(in, cpu, (int) argument);
            case RUN_WAKEUPS -> {
                taken.get(cpu).forEach(message -> settle(message, in.nowNs()));
                taken.get(cpu).clear();
            }
            default -> {}
        }
    }

    private int csd(int source, int target) {
        int lane = source / SystemState.SOFTIRQ_CSD;
        return (lane * cpus + source % SystemState.SOFTIRQ_CSD) * cpus + target;
    }

    private Message sent(int cpu, int context, int target) {
        Message message = sending[(cpu * 3 + context) * cpus + target];
        if (message == null) {
            throw new IllegalStateException("no message under way from CPU " + cpu + " to " + target);
        }
        return message;
    }

    private void sending(int cpu, int context, Message message) {
        sending[(cpu * 3 + context) * cpus + message.target] = message;
    }

    private void handledBy(int cpu, HandledBy by, @Nullable InterruptKind kind) {
        means[cpu] = by;
        inside[cpu] = kind;
    }

    private void enqueue(Trajectory in, int cpu, int context, int target) {
        SystemState s = in.state();
        List<Message> queue = queued.get(target);
        Message root = s.queueEmpty(target) ? null : queue.get(0).root;
        boolean wakes = s.send(cpu, context) == Send.WAKE;
        String function =
                wakes ? WAKE_FUNCTION : in.activity().callKind(cpu, context).function();
        Stall.Sender sender = !wakes && s.waits(cpu, context) ? Stall.Sender.SPUN : Stall.Sender.WENT_ON;
        Message message = new Message(ids++, in.nowNs(), cpu, target, IpiMessage.CALL_FUNC, function, sender, root);
        sending(cpu, context, message);
        queue.add(message);
        if (!wakes) {
            int csd = csd(context == SystemState.SOFTIRQ ? cpu + SystemState.SOFTIRQ_CSD : cpu, target);
            waits.enqueue(cpu, context, in.nowNs(), csds[csd]);
            csds[csd] = message;
        }
    }

    private void setBit(Trajectory in, int cpu, int context, int target) {
        Send send = in.state().send(cpu, context);
        Message message;
        if (send == Send.RESCHEDULE || send == Send.STOP) {
            IpiMessage kind = send == Send.STOP ? IpiMessage.CPU_STOP : IpiMessage.RESCHEDULE;
            message = new Message(ids++, in.nowNs(), cpu, target, kind, "", Stall.Sender.WENT_ON, null);
            sending(cpu, context, message);
            flagged.get(target).add(message);
        } else {
            message = sent(cpu, context, target);
            message.resent |= message.edge != Edge.NONE || message.elided();
        }
        message.coalesced |= (in.state().bits(target) & send.bit()) != 0 && !message.resent;
    }

    private void wripir(Trajectory in, int cpu, int context, int target) {
        SystemState s = in.state();
        Message message = sent(cpu, context, target);
        boolean masked = s.atIpl7(target);
        boolean inEntInt = s.inEntInt(target);
        boolean lost = in.losesEdge(target);
        if (!message.resent) {
            message.edge = lost ? Edge.LOST : masked ? Edge.LATCHED : Edge.DELIVERED;
            message.maskedBy = inEntInt ? in.activity().interrupt(target) : null;
        }
        if (!lost) {
            unanswered.get(target).add(message);
        }
        if (message.awaitsEdge) {
            message.awaitsEdge = false;
            if (message.ended()) {
                sink.ipi(message.finding());
            }
        }
    }

    private void enter(int cpu, InterruptKind kind) {
        if (kind == InterruptKind.IPI) {
            handledBy(cpu, HandledBy.OWN_INTERRUPT, null);
            unanswered.get(cpu).forEach(message -> message.answered = true);
            unanswered.get(cpu).clear();
        }
    }

    private void takeQueue(Trajectory in, int cpu) {
        List<Message> free = taken.get(cpu);
        taken.set(cpu, queued.get(cpu));
        queued.set(cpu, free);
        for (Message message : taken.get(cpu)) {
            take(in, message);
        }
    }

    private void take(Trajectory in, Message message) {
        int cpu = message.target;
        message.take(in.nowNs(), means[cpu], inside[cpu]);
        if (message.rescued() && message.by != null) {
            sink.rescue(new Rescue(
                    in.nowNs(),
                    cpu,
                    message.message,
                    message.by,
                    message.inside,
                    message.edge,
                    in.nowNs() - message.sendNs,
                    message.id));
        }
    }

    /** Handles the messages without a queue whose bit this {@code handle_ipi} took. */
    private void handle(Trajectory in, int cpu, IpiMessage kind) {
        List<Message> kept = new ArrayList<>();
        List<Message> all = flagged.get(cpu);
        for (int i = 0; i < all.size(); i++) {
            Message message = all.get(i);
            if (i < raised[cpu] && message.message == kind) {
                take(in, message);
                message.startNs = in.nowNs();
                settle(message, in.nowNs());
            } else {
                kept.add(message);
            }
        }
        raised[cpu] -= all.size() - kept.size();
        flagged.set(cpu, kept);
    }

    private void unlocked(Trajectory in, int cpu, int source) {
        Message message = csds[csd(source, cpu)];
        if (message != null) {
            taken.get(cpu).remove(message);
            settle(message, in.nowNs());
        }
    }

    private void settle(Message message, long ns) {
        message.endNs = ns;
        if (message.message == IpiMessage.CALL_FUNC) {
            waits.ended(message);
        }
        if (!message.awaitsEdge) {
            sink.ipi(message.finding());
        }
    }

    /** Tells what has not ended when the simulation does: waits that last, messages that never arrived. */
    public void finish(Trajectory in) {
        waits.finish(in);
        for (Message message : sending) {
            if (message != null && message.awaitsEdge && message.ended()) {
                sink.ipi(message.finding());
            }
        }
        for (int cpu = 0; cpu < cpus; cpu++) {
            queued.get(cpu).forEach(message -> last(in, message));
            flagged.get(cpu).forEach(message -> sink.ipi(message.finding()));
            boolean flushing = in.state().receive(cpu) == Receive.FLUSH;
            if (flushing) {
                taken.get(cpu).forEach(message -> last(in, message));
            }
        }
    }

    private void last(Trajectory in, Message message) {
        waits.lasts(in, message);
        sink.ipi(message.finding());
    }
}
