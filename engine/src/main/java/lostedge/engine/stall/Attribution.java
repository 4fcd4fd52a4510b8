package lostedge.engine.stall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Stall;
import lostedge.engine.timeline.Call;
import lostedge.engine.timeline.Edge;
import lostedge.engine.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/** Finds the waits that were long, and from facts to causes. */
public final class Attribution {
    private static final long NONE = -1;

    private final Labels labels;
    private final Timeline timeline;
    private final Comparability clocks;
    private final Predicate<Edge> lostEdge;
    private final long stallNs;
    private final FindingSink sink;
    private final Cycles cycles;
    private final LockWaits locks;
    private final LockContention contention;
    private final KernelReports reports;
    private final WatchdogWaits watched;
    private long stalls;

    /**
     * Attribution of the waits of a recording.
     *
     * @param labels the names behind its label ids
     * @param timeline its messages
     * @param clocks whether its stamps order two CPUs
     * @param lostEdge tells whether an edge is proven lost
     * @param stallNs the shortest wait that is reported, ns
     * @param sink receives the stalls
     */
    public Attribution(
            Labels labels,
            Timeline timeline,
            Comparability clocks,
            Predicate<Edge> lostEdge,
            long stallNs,
            FindingSink sink) {
        this.labels = labels;
        this.timeline = timeline;
        this.clocks = clocks;
        this.lostEdge = lostEdge;
        this.stallNs = stallNs;
        this.sink = sink;
        this.locks = new LockWaits(stallNs, () -> stalls++, sink);
        this.contention = new LockContention(stallNs, () -> stalls++, sink);
        this.reports = new KernelReports(labels);
        this.watched = new WatchdogWaits(labels, reports, this::shows, () -> stalls++, sink);
        this.cycles = new Cycles(timeline);
    }

    /** Takes an event of a CPU that may tell of a wait for a lock. */
    public void event(EventKind kind, EventBatch batch, int row, CpuTimeline cpu) {
        if (kind.role() == EventRole.SCHEDULER) {
            locks.event(kind, batch, row, cpu);
        } else if (kind == EventKind.CONTENTION_BEGIN || kind == EventKind.CONTENTION_END) {
            contention.event(kind, batch, row, cpu);
        }
    }

    /** Forgets what a gap in the events of any CPU may have ended. */
    public void gap() {
        contention.gap();
    }

    /** Takes an event of the kernel log. */
    public void report(EventKind kind, EventBatch batch, int row) {
        reports.event(kind, batch, row);
        watched.event(kind, batch, row);
    }

    /** {@return whether the trace shows what a CPU called at a moment} */
    private boolean shows(int cpu, long ns) {
        if (timeline.starts() == 0 || cpu < 0 || cpu >= timeline.cpuCount()) {
            return false;
        }
        CpuTimeline waiter = timeline.cpu(cpu);
        return !waiter.unseen() && waiter.knownSinceNs() <= ns && ns <= waiter.lastNs();
    }

    /** {@return the shortest wait that is a stall, ns} */
    public long stallNs() {
        return stallNs;
    }

    /** {@return what was left out for want of room, one sentence each} */
    public List<String> leftOut() {
        List<String> said = new ArrayList<>();
        say(said, watched.leftOut(), "reports of waits in the kernel log", WatchdogWaits.MOST);
        say(said, locks.leftOut(), "tasks that slept or had waited", LockWaits.MOST_TASKS);
        say(said, contention.leftOut(), "waits for locks", LockContention.MOST_WAITERS);
        return said;
    }

    private static void say(List<String> said, long leftOut, String what, int most) {
        if (leftOut > 0) {
            said.add(leftOut + " " + what + " were left out: no more than " + most + " are kept at once.");
        }
    }

    /** Takes a call whose function starts; looks at who waited for whom if it waited long. */
    public void started(Call call) {
        if (call.startNs() - call.queueNs() >= stallNs) {
            cycles.started(call);
        }
    }

    /** Looks at who waits for whom as the recording ends. */
    public void end() {
        cycles.end();
        if (clocks.measures()) {
            contention.end(timeline.endNs());
            watched.end();
        }
    }

    /**
     * Reports the call's wait if it was long.
     *
     * @return the stall's id, or -1
     */
    public long finished(Call call, Call.End end) {
        long stall = report(call, end);
        cycles.forget(call);
        return stall;
    }

    private long report(Call call, Call.End end) {
        boolean told = end == Call.End.RETURNED || end == Call.End.BATCHED || end == Call.End.OPEN;
        if (!told || call.kind() == Call.Kind.IRQ_WORK || call.ambiguous() || !clocks.measures()) {
            return NONE;
        }
        if (!clocks.ordered() && call.kind() == Call.Kind.WAKE_UP) {
            return NONE;
        }
        boolean started = call.startNs() != Call.NEVER;
        long startNs = started ? call.startNs() : timeline.endNs();
        boolean lasts = end == Call.End.OPEN && (!started || timeline.showsEnds());
        long endNs = call.exitNs() != Call.NEVER ? call.exitNs() : lasts ? timeline.endNs() : startNs;
        if (endNs - call.queueNs() < stallNs) {
            return NONE;
        }
        Stall stall = stall(stalls++, call, started, startNs, endNs, end != Call.End.OPEN);
        sink.stall(stall);
        locks.waited(call, stall);
        return stall.id();
    }

    private Stall stall(long id, Call call, boolean started, long startNs, long endNs, boolean ended) {
        CpuTimeline target = timeline.cpu(call.target());
        Edge edge = call.edge();
        Edge root = edge != null && lostEdge.test(edge) ? edge : null;
        List<Integer> deadlock = cycles.deadlock(call);
        long leastNs = target.stretches().leastNs();
        WaitParts parts = new WaitParts(call.queueNs());
        long flushNs = started && call.flushNs() != Call.NEVER ? Math.max(call.queueNs(), call.flushNs()) : startNs;
        if (root != null) {
            Rule rule = call.opensEpoch() ? Rule.OWN_EDGE_LOST : Rule.EARLIER_EDGE_LOST;
            parts.until(flushNs, rule, lostDetail(root, deadlock.isEmpty() ? cycles.cycle(call) : deadlock));
        } else if (!deadlock.isEmpty()) {
            parts.until(flushNs, Rule.CYCLE, cycleText(deadlock));
        } else if (clocks.why() != null) {
            parts.until(flushNs, Rule.CLOCKS, String.valueOf(clocks.why()));
        } else {
            boolean notTaken = reports.sentAndNotTaken(call.target(), call.queueNs()) != null;
            boolean lockedUp = reports.lockedUp(call.target(), call.queueNs(), flushNs);
            new TargetHistory(labels, target, notTaken, lockedUp).explain(parts, flushNs, started);
        }
        if (startNs - flushNs >= leastNs) {
            parts.until(startNs, Rule.QUEUE, "CPU " + call.target() + " ran functions queued before it");
        }
        if (endNs - startNs >= leastNs) {
            parts.until(endNs, Rule.CALLBACK, "in " + labels.text(call.function()));
        }
        Rule rule = parts.longest();
        return new Stall(
                id,
                call.queueNs(),
                endNs,
                ended,
                call.source(),
                call.target(),
                labels.text(call.function()),
                sender(call, endNs),
                rule.cause(),
                root != null ? root.id() : NONE,
                rule.grade(),
                rule.text(),
                evidence(call, root, started, endNs),
                rule.overturnedBy(),
                parts.parts());
    }

    /**
     * {@return what the sender did} Wake-ups are queued and left. A sender that is seen in interrupts through most of
     * the wait, always of the task that called and never past its call, spins in {@code csd_lock_wait}. One that
     * records nothing may do either.
     */
    private Stall.Sender sender(Call call, long endNs) {
        CpuTimeline cpu = timeline.cpu(call.source());
        boolean wentOn = call.wentOnNs() != Call.NEVER && call.wentOnNs() < endNs;
        boolean switched = cpu.lastNs() > call.queueNs() && cpu.lastPid() != call.sourcePid();
        if (wentOn || switched || call.kind() == Call.Kind.WAKE_UP) {
            return Stall.Sender.WENT_ON;
        }
        boolean seen = cpu.lastNs() - call.queueNs() >= (endNs - call.queueNs()) / 2;
        boolean known = cpu.knownSinceNs() <= call.queueNs();
        return seen && known && call.fromTask() ? Stall.Sender.SPUN : Stall.Sender.UNKNOWN;
    }

    private static String lostDetail(Edge edge, List<Integer> cycle) {
        String root = "the edge from CPU " + edge.source() + " to CPU " + edge.target() + " was lost";
        if (edge.intoHandler() != null) {
            root += ", sent while the target was in a handler (" + edge.intoHandler() + ")";
        }
        return cycle.isEmpty() ? root : root + "; " + cycleText(cycle);
    }

    private static String cycleText(List<Integer> cycle) {
        return cycle.stream().map(cpu -> "CPU " + cpu).collect(Collectors.joining(" waits for ")) + " waits for CPU "
                + cycle.get(0);
    }

    private List<Evidence> evidence(Call call, @Nullable Edge root, boolean started, long endNs) {
        List<Evidence> evidence = new ArrayList<>();
        if (root != null) {
            add(evidence, root.sendNs(), root.source(), root.sendPosition(), "edge sent to CPU " + root.target());
        }
        add(
                evidence,
                call.queueNs(),
                call.source(),
                call.queuePosition(),
                labels.text(call.function()) + " queued for CPU " + call.target()
                        + (call.opensEpoch() || call.edge() == null ? "" : "; no edge sent"));
        if (root != null) {
            add(evidence, root.departedNs(), root.source(), root.departedPosition(), "sender seen past its send");
            add(evidence, root.acceptingNs(), root.target(), root.acceptingPosition(), "target accepts interrupts");
            add(
                    evidence,
                    root.passedOverNs(),
                    root.target(),
                    root.passedOverPosition(),
                    "target runs on, message unhandled");
        }
        if (call.wentOnNs() != Call.NEVER && (!started || call.wentOnNs() < call.startNs())) {
            add(evidence, call.wentOnNs(), call.source(), call.wentOnPosition(), "sender went on: it did not wait");
        }
        if (started) {
            add(
                    evidence,
                    call.startNs(),
                    call.target(),
                    call.startPosition(),
                    labels.text(call.function()) + " starts");
        }
        evidence.addAll(reports.about(call.source(), call.target(), call.queueNs(), endNs));
        Evidence notTaken = reports.sentAndNotTaken(call.target(), call.queueNs());
        if (notTaken != null) {
            evidence.add(notTaken);
        }
        int first = root == null ? 0 : 1;
        evidence.subList(first, evidence.size()).sort(Comparator.comparingLong(Evidence::timestampNs));
        return evidence;
    }

    private static void add(List<Evidence> evidence, long ns, int cpu, long position, String says) {
        if (ns != Call.NEVER) {
            evidence.add(new Evidence(ns, cpu, position, says));
        }
    }
}
