package lostedge.engine.recorder;

import java.util.Arrays;
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
    /** What stands at each target. */
    private final PendingMessages[] pending;

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
        pending = new PendingMessages[cpus];
        Arrays.setAll(pending, cpu -> new PendingMessages());
    }

    @Override
    public void begin(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep == Microstep.CSD_UNLOCK) {
            Message message = csds[csd((int) argument, cpu)];
            if (message != null) {
                message.startNs = in.nowNs();
            }
        } else if (microstep == Microstep.RUN_WAKEUPS) {
            pending[cpu].taken().forEach(message -> message.startNs = in.nowNs());
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
            case ENTER_INTERRUPT -> {
                if (argument == InterruptKind.IPI.ordinal()) {
                    pending[cpu].enter();
                }
            }
            case POLL_READ -> pending[cpu].lookBy(HandledBy.POLL, in.activity().interrupt(cpu));
            case DRAIN_SAVE, DRAIN_READ -> pending[cpu].lookBy(HandledBy.DRAIN, null);
            case IDLE_FLUSH -> {
                pending[cpu].lookBy(HandledBy.IDLE_LOOP, null);
                takeQueue(in, cpu);
            }
            case TAKE_QUEUE -> takeQueue(in, cpu);
            case XCHG_BITS -> pending[cpu].takeBits();
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
                pending[cpu].taken().forEach(message -> settle(message, in.nowNs()));
                pending[cpu].taken().clear();
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

    private void enqueue(Trajectory in, int cpu, int context, int target) {
        SystemState s = in.state();
        Message root = s.queueEmpty(target) ? null : pending[target].queued().get(0).root;
        boolean wakes = s.send(cpu, context) == Send.WAKE;
        String function =
                wakes ? WAKE_FUNCTION : in.activity().callKind(cpu, context).function();
        Stall.Sender sender = !wakes && s.waits(cpu, context) ? Stall.Sender.SPUN : Stall.Sender.WENT_ON;
        Message message = new Message(ids++, in.nowNs(), cpu, target, IpiMessage.CALL_FUNC, function, sender, root);
        sending(cpu, context, message);
        pending[target].queue(message);
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
            pending[target].flag(message);
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
            pending[target].signal(message);
        }
        if (message.awaitsEdge) {
            message.awaitsEdge = false;
            if (message.ended()) {
                sink.ipi(message.finding());
            }
        }
    }

    private void takeQueue(Trajectory in, int cpu) {
        for (Message message : pending[cpu].takeQueue(in.nowNs())) {
            tellRescue(in, message);
        }
    }

    private void tellRescue(Trajectory in, Message message) {
        if (message.rescued() && message.by != null) {
            sink.rescue(new Rescue(
                    in.nowNs(),
                    message.target,
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
        for (Message message : pending[cpu].takeFlagged(kind, in.nowNs())) {
            tellRescue(in, message);
            message.startNs = in.nowNs();
            settle(message, in.nowNs());
        }
    }

    private void unlocked(Trajectory in, int cpu, int source) {
        Message message = csds[csd(source, cpu)];
        if (message != null) {
            pending[cpu].taken().remove(message);
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
            pending[cpu].queued().forEach(message -> last(in, message));
            pending[cpu].flagged().forEach(message -> sink.ipi(message.finding()));
            boolean flushing = in.state().receive(cpu) == Receive.FLUSH;
            if (flushing) {
                pending[cpu].taken().forEach(message -> last(in, message));
            }
        }
    }

    private void last(Trajectory in, Message message) {
        waits.lasts(in, message);
        sink.ipi(message.finding());
    }
}
