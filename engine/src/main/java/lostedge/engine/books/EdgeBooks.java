package lostedge.engine.books;

import java.util.Arrays;
import lostedge.engine.books.Books.Poll;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.rescue.LatencyHistogram;
import lostedge.engine.rescue.RescueTally;
import org.jspecify.annotations.Nullable;

/**
 * The books of one recording, kept over one pass of its events: give every batch to {@link #write}, every message its
 * replay settles to {@link #ipi}, then {@link #balance} them. Memory is bounded by CPUs and counter readings.
 *
 * <p>The books begin at the first reading taken while events were recorded and stop at the last. They leave out every
 * stretch in which events of any CPU were lost, and all that precedes the latest start of a CPU's buffer.
 */
public final class EdgeBooks implements EventSink, FindingSink {
    private static final int MAX_CPUS = 4096;
    private static final int IDLE_TASK = 0;

    /** Of the neighbouring events of an ordered recording, fewer bear the same stamp. */
    private static final double MOST_EQUAL_STAMPS = 0.5;

    private final @Nullable InterruptRows rows;
    private final Accounts accounts;
    private final LatencyHistogram latencies = new LatencyHistogram();
    private RescueTally rescues = new RescueTally();
    private @Nullable TargetBook[] targets = new TargetBook[0];
    private long[] lastNs = new long[0];

    private long events;
    private long equalStamps;
    private long latestNs = Long.MIN_VALUE;
    private boolean sendsSeen;
    private boolean startsSeen;
    private boolean handlersSeen;
    private boolean flagsSeen;
    private boolean entriesSeen;
    private Poll poll = Poll.UNKNOWN;

    /** Books of a recording with the counter readings taken beside it, or null if there are none. */
    public EdgeBooks(@Nullable CounterSeries counters) {
        rows = InterruptRows.of(counters);
        accounts = new Accounts(rows);
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            int cpu = batch.cpu[row];
            EventKind kind = batch.kindAt(row);
            if (kind == EventKind.CSD_LOCK_RESEND) {
                send(batch.peer[row], batch.timestampNs[row], false);
            }
            if (cpu >= 0 && cpu < MAX_CPUS && kind.role() != EventRole.KERNEL_LOG) {
                take(batch, row, cpu, kind);
            }
        }
    }

    @Override
    public void ipi(Ipi ipi) {
        if (ipi.edge() == Ipi.Edge.LOST) {
            accounts.prove(ipi.sendNs());
        }
    }

    private void take(EventBatch batch, int row, int cpu, EventKind kind) {
        long ns = batch.timestampNs[row];
        equalStamps += ns == latestNs ? 1 : 0;
        events++;
        latestNs = ns;
        accounts.advance(cpu, ns);
        TargetBook target = target(cpu);
        if (kind.role() == EventRole.RECORDER) {
            gap(kind, cpu, ns);
            return;
        }
        lastNs[cpu] = ns;
        startsSeen |= kind == EventKind.CSD_FUNCTION_ENTRY;
        handlersSeen |= kind == EventKind.IRQ_HANDLER_EXIT;
        flagsSeen |= batch.flags[row] != 0;
        entriesSeen |= kind.interrupt() == InterruptKind.IPI;
        boolean foreign = batch.reference[row] != 0;
        if (kind == EventKind.CSD_FUNCTION_ENTRY
                && foreign
                && batch.pid[row] > IDLE_TASK
                && TargetBook.drains(batch.flags[row])) {
            accounts.of(cpu).drained++;
        }
        target.event(kind, batch.flags[row], ns, foreign);
        if (kind.role() == EventRole.SEND && !repeatsSend(kind)) {
            boolean reschedule = batch.code[row] == IpiMessage.RESCHEDULE.ordinal();
            if (kind == EventKind.IPI_SEND_CPU) {
                send(batch.peer[row], ns, reschedule);
            } else {
                for (long mask = batch.reference[row]; mask != 0; mask &= mask - 1) {
                    send(batch.peer[row] + Long.numberOfTrailingZeros(mask), ns, reschedule);
                }
            }
        }
    }

    /** The architecture's {@code ipi_raise} says again what the kernel's own send events said. */
    private boolean repeatsSend(EventKind kind) {
        sendsSeen |= kind != EventKind.IPI_RAISE;
        return kind == EventKind.IPI_RAISE && sendsSeen;
    }

    private void send(int cpu, long ns, boolean reschedule) {
        if (cpu >= 0 && cpu < MAX_CPUS) {
            target(cpu).sent(reschedule, ns, accounts.of(cpu));
        }
    }

    private void gap(EventKind kind, int cpu, long ns) {
        if (kind == EventKind.BUFFER_START) {
            accounts.restart(ns);
            rescues = new RescueTally();
            for (TargetBook target : targets) {
                if (target != null) {
                    target.restart(rescues);
                }
            }
        } else {
            accounts.tear(lastNs[cpu]);
        }
        lastNs[cpu] = ns;
    }

    private TargetBook target(int cpu) {
        if (cpu >= targets.length) {
            targets = Arrays.copyOf(targets, cpu + 1);
            lastNs = Arrays.copyOf(lastNs, cpu + 1);
        }
        TargetBook target = targets[cpu];
        if (target == null) {
            target = new TargetBook(latencies, rescues);
            targets[cpu] = target;
        }
        return target;
    }

    /**
     * {@return what the books come to}
     *
     * @param clock the clock of the events
     * @param edges how a replay settled the edges one by one
     * @param found what the replay found out of the poll; counters know better, and where events show the entry of
     *     interprocessor interrupts a poll hides none
     */
    public Books balance(Clock clock, EdgeCounts edges, Poll found) {
        poll = rows != null ? poll() : entriesSeen ? Poll.ABSENT : found;
        boolean ordered = clock.acrossCpus() && clock.hasDurations() && equalStamps <= MOST_EQUAL_STAMPS * events;
        if (sends() == 0) {
            return books(Balance.unknown(0, "no send was recorded"), LostShare.UNKNOWN, ordered);
        }
        if (rows == null) {
            return byTraceAlone(edges, ordered, "no readings of an IPI row beside the trace");
        }
        int unrecorded = accounts.unrecordedCpu(rows);
        if (unrecorded >= 0) {
            String why = "CPU " + unrecorded + " recorded nothing, so its sends and rescues are not known";
            return poll == Poll.ABSENT
                    ? byTraceAlone(edges, ordered, why)
                    : books(Balance.unknown(sends(), why), LostShare.UNKNOWN, ordered);
        }
        boolean sameClock = clock.hasDurations()
                && clock.domain() == rows.clock().domain()
                && clock.domain() != Clock.Domain.UNKNOWN;
        if (!sameClock) {
            return byTags(rows, edges, ordered);
        }
        Balance balance = new Balance(rescues);
        long proven = accounts.addCovered(rows, balance);
        if (2 * balance.sends() < sends()) {
            return byTraceAlone(edges, ordered, "the readings of the IPI row cover too little of the trace");
        }
        if (!ordered) {
            String method = "order-free bound: the clock does not order events of two CPUs";
            return books(balance.orderFree(0, method), LostShare.UNKNOWN, false);
        }
        if (!startsSeen) {
            String method = "order-free bound: no event shows when a pending call was taken";
            return books(balance.orderFree(0, method), LostShare.UNKNOWN, true);
        }
        LostEdges lost = balance.ordered("books of sends, merges, polls and the IPI row, merges by replay");
        if (!rows.polled()) {
            lost = balance.atLeast(lost, proven);
        }
        return books(lost, balance.share(lost), true);
    }

    /** Readings on another clock can be laid beside the trace only where the recorder says which began and ended it. */
    private Books byTags(InterruptRows rows, EdgeCounts edges, boolean ordered) {
        int from = rows.tagged("start");
        int to = rows.tagged("end");
        if (from < 0 || to <= from || !accounts.complete()) {
            return byTraceAlone(edges, ordered, "the readings of the IPI row are on another clock than the trace");
        }
        Balance balance = new Balance(rescues);
        accounts.addAll(rows, from, to, balance);
        double readingNs = rows.durationNs(from) + rows.durationNs(to);
        double slack = sends() * readingNs / (rows.timeNs(to) - rows.timeNs(from));
        String method = "order-free bound between the readings tagged start and end";
        return books(balance.orderFree(slack, method), LostShare.UNKNOWN, ordered);
    }

    private Books byTraceAlone(EdgeCounts edges, boolean ordered, String why) {
        if (!ordered || poll == Poll.UNKNOWN) {
            return books(Balance.unknown(sends(), why), LostShare.UNKNOWN, ordered);
        }
        if (poll == Poll.ABSENT) {
            return books(Balance.bySingleEdges(sends(), edges), LostShare.UNKNOWN, true);
        }
        if (!(startsSeen && handlersSeen && flagsSeen)) {
            String missing = why + ", and rescues show only by handlers, starts of functions and context flags";
            return books(Balance.unknown(sends(), missing), LostShare.UNKNOWN, true);
        }
        long reschedules = accounts.sum(account -> account.reschedules);
        LostEdges lost = Balance.byWayOut(sends(), reschedules, rescues);
        double masked = rescues.masked();
        return books(lost, LostShare.of(lost, masked, masked, Math.max(masked, lost.high())), true);
    }

    private Books books(LostEdges lost, LostShare share, boolean ordered) {
        return new Books(lost, share, rescues, poll, ordered);
    }

    private long sends() {
        return accounts.sum(account -> account.sends);
    }

    /** {@return what the counters tell of the kernel's poll} */
    public Poll poll() {
        if (rows == null) {
            return Poll.UNKNOWN;
        }
        return rows.polled() ? Poll.PRESENT : Poll.ABSENT;
    }
}
