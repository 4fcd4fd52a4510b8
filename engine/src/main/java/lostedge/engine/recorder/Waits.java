package lostedge.engine.recorder;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi.Edge;
import lostedge.engine.finding.Stall;
import lostedge.engine.finding.Stall.Cause;
import lostedge.engine.finding.Stall.Part;
import lostedge.engine.model.SystemState;
import lostedge.engine.model.SystemState.Point;
import lostedge.engine.simulate.Trajectory;
import org.jspecify.annotations.Nullable;

/**
 * The waits of all senders and their true causes. A wait is told by the message it waited for last, and cut where that
 * message went from one hand to the next: under way, in the queue, in its function.
 */
final class Waits {
    private static final String RULE = "read off the model's state";
    private static final String LOCK = "alpha_smp_ipi_lock";

    private final long stallNs;
    private final FindingSink sink;
    private final List<List<Message>> calls = new ArrayList<>();
    private final long[] lastStepNs;
    private final long[] atLockNs;
    private final int[] lockOwner;
    private long ids;

    Waits(int cpus, long stallNs, FindingSink sink) {
        this.stallNs = stallNs;
        this.sink = sink;
        lastStepNs = new long[cpus * 3];
        atLockNs = new long[cpus * 3];
        lockOwner = new int[cpus * 3];
        for (int i = 0; i < cpus * 3; i++) {
            calls.add(new ArrayList<>());
            atLockNs[i] = -1;
        }
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
        tell(cpu, owner < 0 ? -1 : owner % SystemState.SOFTIRQ_CSD, LOCK, -1, ended, List.of(part));
    }

    // ---- csds.

    /** A csd is queued; if its last use ended late, {@code csd_lock} waited for it. */
    void enqueue(int cpu, int context, long ns, @Nullable Message previous, Message message, boolean waits) {
        long began = lastStepNs[at(cpu, context)];
        if (previous != null && previous.endNs > began && ns - began >= stallNs) {
            tell(previous, began, ns, true);
        }
        if (waits) {
            calls.get(at(cpu, context)).add(message);
        }
    }

    /** Whether a wait may still have to name the message, so that its row must be told later. */
    boolean holds(Message message) {
        return calls.get(at(message.source, SystemState.TASK)).contains(message)
                || calls.get(at(message.source, SystemState.SOFTIRQ)).contains(message);
    }

    void end(int cpu, int context, long ns) {
        List<Message> call = calls.get(at(cpu, context));
        Message last = call.get(0);
        for (Message message : call) {
            last = message.endNs > last.endNs ? message : last;
        }
        long began = beginOf(call);
        if (ns - began >= stallNs) {
            tell(last, began, ns, true);
        }
        call.forEach(message -> sink.ipi(message.finding()));
        call.clear();
    }

    private static long beginOf(List<Message> call) {
        return call.stream().mapToLong(message -> message.sendNs).max().orElseThrow();
    }

    private void tell(Message message, long began, long ended, boolean isOver) {
        List<Part> parts = new ArrayList<>();
        Edge edge = message.root.edge;
        long taken = message.takenNs < 0 ? ended : message.takenNs;
        long start = message.startNs < 0 ? ended : message.startNs;
        long end = message.endNs < 0 ? ended : message.endNs;
        Cause underWay = edge == Edge.LOST
                ? Cause.LOST_EDGE
                : message.root.maskedBy != null ? Cause.HANDLER_IN_THE_WAY : Cause.MASKED_TARGET;
        String by = message.root.maskedBy == null ? "" : message.root.maskedBy.toString();
        add(parts, began, taken, underWay, by);
        add(parts, taken, start, Cause.QUEUE_BEFORE_IT, "");
        add(parts, start, end, Cause.SLOW_CALLBACK, message.function);
        add(parts, end, ended, Cause.MASKED_TARGET, "the waiter itself");
        long root = edge == Edge.LOST ? message.root.id : -1;
        message.stallId = ids;
        tell(message.source, message.target, message.function, root, isOver, parts);
    }

    private static void add(List<Part> parts, long begin, long end, Cause cause, String detail) {
        long from = parts.isEmpty() ? begin : parts.get(parts.size() - 1).endNs();
        if (end > from) {
            parts.add(new Part(from, end, cause, detail));
        }
    }

    private void tell(int cpu, int target, String function, long root, boolean ended, List<Part> parts) {
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
                Stall.Sender.SPUN,
                longest.cause(),
                root,
                Evidence.Grade.SHOWN,
                RULE,
                List.of(),
                "",
                parts));
    }

    // ---- The end of the simulation.

    /** Tells the waits that still last; those that go in a circle with no lost edge behind them wait for each other. */
    void finish(Trajectory in) {
        SystemState s = in.state();
        for (int i = 0; i < calls.size(); i++) {
            int cpu = i / 3;
            int context = i % 3;
            if (atLockNs[i] >= 0 && in.nowNs() - atLockNs[i] >= stallNs) {
                tellLock(cpu, context, in.nowNs(), false);
            }
            List<Message> call = calls.get(i);
            Message first = call.stream()
                    .filter(message -> !message.ended())
                    .findFirst()
                    .orElse(null);
            if (first == null || s.point(cpu, context) != Point.WAIT) {
                continue;
            }
            long began = beginOf(call);
            if (in.nowNs() - began >= stallNs) {
                if (first.root.edge != Edge.LOST && waitsForEachOther(s, cpu, first.target)) {
                    Part part = new Part(began, in.nowNs(), Cause.MUTUAL_WAIT, "CPU " + cpu + ", CPU " + first.target);
                    tell(cpu, first.target, first.function, -1, false, List.of(part));
                } else {
                    tell(first, began, in.nowNs(), false);
                }
            }
            call.stream().filter(Message::ended).forEach(message -> sink.ipi(message.finding()));
        }
    }

    private boolean waitsForEachOther(SystemState s, int cpu, int target) {
        int at = target;
        for (int length = 0; length < calls.size() && at >= 0 && at != cpu; length++) {
            at = next(s, at);
        }
        return at == cpu;
    }

    /** Whom a CPU that takes no interrupts waits for, or -1. */
    private int next(SystemState s, int cpu) {
        if (!s.atIpl7(cpu)) {
            return -1;
        }
        if (s.point(cpu, SystemState.TASK) == Point.WAIT) {
            return calls.get(at(cpu, SystemState.TASK)).stream()
                    .filter(message -> !message.ended())
                    .mapToInt(message -> message.target)
                    .findFirst()
                    .orElse(-1);
        }
        return s.point(cpu, SystemState.TASK) == Point.TRY_LOCK ? s.lockOwner() % SystemState.SOFTIRQ_CSD : -1;
    }
}
