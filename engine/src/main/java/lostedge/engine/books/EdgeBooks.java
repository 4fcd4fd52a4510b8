package lostedge.engine.books;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.ToLongFunction;
import lostedge.engine.event.Clock;
import lostedge.engine.event.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventKind.Role;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.rescue.LatencyHistogram;
import lostedge.engine.rescue.RescueTally;
import org.jspecify.annotations.Nullable;

/**
 * The books of one recording, kept over one pass of its events: give every batch to {@link #write}, then
 * {@link #balance} them. Memory is bounded by CPUs and counter readings.
 *
 * <p>The books begin at the first reading taken while events were recorded and stop at the last. They leave out every
 * stretch in which events of any CPU were lost, and all that precedes the latest start of a CPU's buffer.
 */
public final class EdgeBooks implements EventSink {
    private static final int MAX_CPUS = 4096;
    private static final int IDLE_TASK = 0;

    /** Of the neighbouring events of an ordered recording, only few bear the same stamp. */
    private static final double MOST_EQUAL_STAMPS = 0.2;

    private final @Nullable InterruptRows rows;
    private final Account[][] accounts;
    private final BitSet gaps = new BitSet();

    private final LatencyHistogram latencies = new LatencyHistogram();
    private RescueTally rescues = new RescueTally();
    private @Nullable TargetBook[] targets = new TargetBook[0];
    private long[] lastNs = new long[0];

    private int slot;
    private boolean sendsSeen;
    private boolean ordered;
    private boolean entriesSeen;
    private long events;
    private long equalStamps;
    private long firstNs = Long.MAX_VALUE;
    private long coveredFromNs = Long.MIN_VALUE;
    private long latestNs = Long.MIN_VALUE;

    private LossProbability probability = LossProbability.unknown();

    /** Books of a recording with the counter readings taken beside it, or null if there are none. */
    public EdgeBooks(@Nullable CounterSeries counters) {
        rows = InterruptRows.of(counters);
        accounts = new Account[rows == null ? 1 : rows.size() + 1][0];
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            int cpu = batch.cpu[row];
            EventKind kind = batch.kindAt(row);
            if (kind == EventKind.CSD_LOCK_RESEND) {
                send(batch.peer[row], batch.timestampNs[row], false);
            }
            if (cpu >= 0 && cpu < MAX_CPUS && kind.role() != Role.KERNEL_LOG) {
                take(batch, row, cpu, kind);
            }
        }
    }

    private void take(EventBatch batch, int row, int cpu, EventKind kind) {
        long ns = batch.timestampNs[row];
        equalStamps += ns == latestNs ? 1 : 0;
        events++;
        firstNs = Math.min(firstNs, ns);
        latestNs = Math.max(latestNs, ns);
        advance(ns);
        TargetBook target = target(cpu);
        if (kind.role() == Role.RECORDER) {
            gap(kind, cpu, ns);
            return;
        }
        lastNs[cpu] = ns;
        entriesSeen |= kind.interrupt() == InterruptKind.IPI;
        boolean foreign = batch.reference[row] != 0;
        if (kind == EventKind.CSD_FUNCTION_ENTRY
                && foreign
                && batch.pid[row] > IDLE_TASK
                && TargetBook.drains(batch.flags[row])) {
            account(cpu).drained++;
        }
        target.event(kind, batch.flags[row], ns, foreign);
        if (kind.role() == Role.SEND && !repeatsSend(kind)) {
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
            target(cpu).sent(reschedule, ns, account(cpu));
        }
    }

    /** Everything before a buffer's start, and between two events with lost ones in between, is out of the books. */
    private void gap(EventKind kind, int cpu, long ns) {
        if (kind == EventKind.BUFFER_START) {
            coveredFromNs = Math.max(coveredFromNs, ns);
            rescues = new RescueTally();
            for (int at = 0; at <= slot; at++) {
                accounts[at] = new Account[0];
            }
            for (TargetBook target : targets) {
                if (target != null) {
                    target.restart(rescues);
                }
            }
        } else if (rows != null) {
            for (int at = slot; at >= 0; at--) {
                gaps.set(at);
                if (at == 0 || rows.timeNs(at - 1) <= lastNs[cpu]) {
                    break;
                }
            }
        }
        lastNs[cpu] = ns;
    }

    private void advance(long ns) {
        while (rows != null && slot < rows.size() && ns >= rows.timeNs(slot)) {
            slot++;
        }
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

    private Account account(int cpu) {
        Account[] ofSlot = accounts[slot];
        if (cpu >= ofSlot.length) {
            int known = ofSlot.length;
            ofSlot = Arrays.copyOf(ofSlot, cpu + 1);
            for (int i = known; i <= cpu; i++) {
                ofSlot[i] = new Account();
            }
            accounts[slot] = ofSlot;
        }
        return ofSlot[cpu];
    }

    /**
     * Balances the books.
     *
     * @param clock the clock of the events
     * @return the lost edges, with NaN where nothing can be said and the reason as method
     */
    public LostEdges balance(Clock clock) {
        ordered = clock.acrossCpus() && clock.hasDurations() && equalStamps <= MOST_EQUAL_STAMPS * events;
        if (rows == null) {
            return unknown("no readings of an IPI row beside the trace");
        }
        if (!sameClock(clock, rows)) {
            return orderFreeByTags(rows);
        }
        Balance balance = covered(rows);
        if (2 * balance.sends() < sends()) {
            return rows.polled() && ordered
                    ? Balance.byWayOut(sends(), reschedules(), rescues)
                    : unknown("the readings of the IPI row cover too little of the recorded stretch");
        }
        if (!ordered) {
            return balance.orderFree(0, rows.polled(), "order-free bound: the clock does not order events of two CPUs");
        }
        LostEdges lost = balance.ordered("books of sends, merges, polls and the IPI row, merges by replay");
        settle(balance, lost);
        return lost;
    }

    private static boolean sameClock(Clock clock, InterruptRows rows) {
        return clock.hasDurations()
                && clock.domain() == rows.clock().domain()
                && clock.domain() != Clock.Domain.UNKNOWN;
    }

    private Balance covered(InterruptRows rows) {
        Balance balance = new Balance(rescues);
        for (int reading = 1; reading < rows.size(); reading++) {
            boolean begun = reading > 1 ? firstNs <= rows.timeNs(reading - 1) : firstNs <= rows.endNs(0);
            boolean covered = begun
                    && coveredFromNs <= rows.timeNs(reading - 1)
                    && rows.timeNs(reading) <= latestNs
                    && !gaps.get(reading);
            if (covered) {
                add(balance, accounts[reading], rows, reading - 1, reading);
            }
        }
        return balance;
    }

    private static void add(Balance balance, Account[] ofSlot, InterruptRows rows, int from, int to) {
        int cpus = Math.max(rows.cpus(), ofSlot.length);
        for (int cpu = 0; cpu < cpus; cpu++) {
            balance.add(
                    cpu < ofSlot.length ? ofSlot[cpu] : new Account(),
                    rows.handled(from, to, cpu),
                    rows.rescuedCalls(from, to, cpu),
                    rows.rescuedOthers(from, to, cpu));
        }
    }

    /** Readings on another clock can be laid beside the trace only where the recorder says which began and ended it. */
    private LostEdges orderFreeByTags(InterruptRows rows) {
        int from = rows.tagged("start");
        int to = rows.tagged("end");
        if (from < 0 || to <= from || coveredFromNs != Long.MIN_VALUE || !gaps.isEmpty()) {
            return unknown("the readings of the IPI row are on another clock than the trace");
        }
        Balance balance = new Balance(rescues);
        for (int i = 0; i < accounts.length; i++) {
            for (Account account : accounts[i]) {
                balance.add(account, 0, 0, 0);
            }
        }
        add(balance, new Account[0], rows, from, to);
        double seconds = rows.timeNs(to) - rows.timeNs(from);
        double slack = sends() * (rows.durationNs(from) + rows.durationNs(to)) / seconds;
        return balance.orderFree(slack, rows.polled(), "order-free bound between the readings tagged start and end");
    }

    private void settle(Balance balance, LostEdges lost) {
        LostShare share = balance.share(lost);
        probability = LossProbability.of(lost.estimate(), share, balance.intoHandlers(), rescues, latencies.promptNs());
    }

    private LostEdges unknown(String why) {
        return Balance.unknown(sends(), why);
    }

    private long sends() {
        return sum(account -> account.sends);
    }

    private long reschedules() {
        return sum(account -> account.reschedules);
    }

    private long sum(ToLongFunction<Account> column) {
        long sum = 0;
        for (Account[] ofSlot : accounts) {
            for (Account account : ofSlot) {
                sum += column.applyAsLong(account);
            }
        }
        return sum;
    }

    /** {@return how likely the edge of one message was lost; unknown before {@link #balance}} */
    public LossProbability probability() {
        return probability;
    }

    /** {@return whether the stamps order the events of two CPUs; known after {@link #balance}} */
    public boolean ordered() {
        return ordered;
    }

    /** {@return whether the kernel is known to poll, by its rows of rescues} */
    public boolean polled() {
        return rows != null && rows.polled();
    }

    /** {@return whether events show the entry of interprocessor interrupts} */
    public boolean entriesSeen() {
        return entriesSeen;
    }

    /** {@return whether the counter readings have an IPI row} */
    public boolean counted() {
        return rows != null;
    }

    /** {@return the calls handled at the end of other interrupts} */
    public RescueTally rescues() {
        return rescues;
    }
}
