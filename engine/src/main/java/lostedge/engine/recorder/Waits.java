package lostedge.engine.recorder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi.Edge;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import lostedge.engine.finding.Stall.Part;
import lostedge.engine.finding.Stall.Sender;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Csd;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;
import org.jspecify.annotations.Nullable;

/**
 * The long waits of all messages and senders and their true causes. The wait of a message is cut where it went from one
 * hand to the next: under way, in the queue, in its function.
 */
final class Waits {
    private static final String RULE = "read off the model's state";
    private static final String LOCK = "alpha_smp_ipi_lock";
    private static final String CSD_LOCK = "csd_lock of ";

    private final long stallNs;
    private final FindingSink sink;
    private final int contexts;
    private final long[] lastStepNs;
    private final long[] atLockNs;
    private final int[] lockOwner;
    private long ids;

    Waits(int cpus, long stallNs, FindingSink sink) {
        this.stallNs = stallNs;
        this.sink = sink;
        contexts = cpus * 3;
        lastStepNs = new long[contexts];
        atLockNs = new long[contexts];
        lockOwner = new int[contexts];
        Arrays.fill(atLockNs, -1);
    }

    private static int at(int cpu, int context) {
        return cpu * 3 + context;
    }

    void step(int cpu, int context, long ns) {
        lastStepNs[at(cpu, context)] = ns;
    }

    // ---- The IPI lock.

    void atLock(int cpu, int context, long ns, int owner) {
        atLockNs[at(cpu, context)] = ns;
        lockOwner[at(cpu, context)] = owner;
    }

    void lockTaken(int cpu, int context, long ns) {
        long began = atLockNs[at(cpu, context)];
        if (ns - began >= stallNs) {
            tellLock(cpu, context, ns, true);
        }
        atLockNs[at(cpu, context)] = -1;
        step(cpu, context, ns);
    }

    private void tellLock(int cpu, int context, long ns, boolean ended) {
        int owner = lockOwner[at(cpu, context)];
        long began = atLockNs[at(cpu, context)];
        Part part = new Part(began, ns, Cause.LOCK_CONTENTION, LOCK);
        int target = owner < 0 ? -1 : owner % SystemState.SOFTIRQ_CSD;
        tell(cpu, target, LOCK, Sender.SPUN, -1, ended, List.of(part));
    }

    // ---- csds.

    /** A csd is queued; if its last use ended late, {@code csd_lock} waited for it. */
    void enqueue(int cpu, int context, long ns, @Nullable Message previous) {
        long began = lastStepNs[at(cpu, context)];
        if (previous != null && previous.endNs > began && ns - began >= stallNs) {
            List<Part> parts = parts(previous, began, previous.endNs);
            tell(cpu, previous.target, CSD_LOCK + previous.function, Sender.SPUN, root(previous), true, parts);
        }
    }

    /** A message has ended. */
    void ended(Message message) {
        if (message.endNs - message.queueNs >= stallNs) {
            tell(message, message.endNs, true);
        }
    }

    private void tell(Message message, long untilNs, boolean ended) {
        message.stallId = ids;
        tell(
                message.source,
                message.target,
                message.function,
                message.sender,
                root(message),
                ended,
                parts(message, message.queueNs, untilNs));
    }

    private static long root(Message message) {
        return message.root.edge == Edge.LOST ? message.root.id : -1;
    }

    private static List<Part> parts(Message message, long began, long until) {
        List<Part> parts = new ArrayList<>();
        Message root = message.root;
        long taken = message.takenNs < 0 ? until : message.takenNs;
        long start = message.startNs < 0 ? until : message.startNs;
        Cause underWay = root.edge == Edge.LOST
                ? Cause.LOST_EDGE
                : root.maskedBy != null ? Cause.HANDLER_IN_THE_WAY : Cause.MASKED_TARGET;
        add(parts, began, taken, underWay, root.maskedBy == null ? "" : root.maskedBy.toString());
        add(parts, taken, start, Cause.QUEUE_BEFORE_IT, "");
        add(parts, start, until, Cause.SLOW_CALLBACK, message.function);
        return parts;
    }

    private static void add(List<Part> parts, long begin, long end, Cause cause, String detail) {
        long from = parts.isEmpty() ? begin : parts.get(parts.size() - 1).endNs();
        if (end > from) {
            parts.add(new Part(from, end, cause, detail));
        }
    }

    private void tell(int cpu, int target, String function, Sender sender, long root, boolean ended, List<Part> parts) {
        Part longest = parts.get(0);
        for (Part part : parts) {
            longest = part.endNs() - part.beginNs() > longest.endNs() - longest.beginNs() ? part : longest;
        }
        sink.stall(new Stall(
                ids++,
                parts.get(0).beginNs(),
                parts.get(parts.size() - 1).endNs(),
                ended,
                cpu,
                target,
                function,
                sender,
                longest.cause(),
                root,
                Evidence.Grade.SHOWN,
                RULE,
                List.of(),
                "",
                parts));
    }

    // ---- The end of the simulation.

    /** Tells the waits for the IPI lock that still last. */
    void finish(Trajectory in) {
        for (int i = 0; i < contexts; i++) {
            if (atLockNs[i] >= 0 && in.nowNs() - atLockNs[i] >= stallNs) {
                tellLock(i / 3, i % 3, in.nowNs(), false);
            }
        }
    }

    /**
     * Tells the wait of a message that has not ended. Waits in a circle are mutual, unless a lost edge is behind them
     * that its target could have taken.
     */
    void lasts(Trajectory in, Message message) {
        long now = in.nowNs();
        if (now - message.queueNs < stallNs) {
            return;
        }
        int waiter = message.source;
        SystemState s = in.state();
        boolean isDeaf = s.irqsOff(waiter) && s.irqsOff(message.target);
        boolean mutual = message.sender == Sender.SPUN && (root(message) < 0 || isDeaf) && waitsForItself(s, message);
        if (!mutual) {
            tell(message, now, false);
            return;
        }
        message.stallId = ids;
        String circle = "CPU " + waiter + ", CPU " + message.target;
        Part part = new Part(message.queueNs, now, Cause.MUTUAL_WAIT, circle);
        tell(waiter, message.target, message.function, message.sender, -1, false, List.of(part));
    }

    private boolean waitsForItself(SystemState s, Message message) {
        int at = message.target;
        for (int length = 0; length < contexts && at >= 0 && at != message.source; length++) {
            at = next(s, at);
        }
        return at == message.source && next(s, at) >= 0;
    }

    /** Whom a CPU that takes no interrupts waits for, or -1. */
    private static int next(SystemState s, int cpu) {
        if (!s.atIpl7(cpu)) {
            return -1;
        }
        if (s.point(cpu, SystemState.TASK) == Point.WAIT) {
            for (long left = s.targets(cpu, SystemState.TASK); left != 0; left &= left - 1) {
                int target = Long.numberOfTrailingZeros(left);
                if (s.csd(SystemState.TASK, cpu, target) != Csd.FREE) {
                    return target;
                }
            }
        }
        return s.point(cpu, SystemState.TASK) == Point.TRY_LOCK ? s.lockOwner() % SystemState.SOFTIRQ_CSD : -1;
    }
}
