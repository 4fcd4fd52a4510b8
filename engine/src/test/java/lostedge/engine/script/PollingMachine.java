package lostedge.engine.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Clock;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;

/**
 * A machine of a few CPUs that send each other RESCHEDULE and CALL_FUNC, with a clock tick that masks them, a poll at
 * its end and, now and then, a time in which a CPU does not run. It writes the events and counters a kernel would, and
 * knows the fate of every edge.
 *
 * <p>Every edge is latched while its target is masked, unless the target is in the tick's handler and the edge is drawn
 * to be lost.
 */
public final class PollingMachine {
    private static final int US = 1000;
    private static final int TICK = 1000 * US;
    private static final int READING = 100_000 * US;
    private static final int OFF = ContextFlags.KNOWN | ContextFlags.IRQS_OFF;
    private static final int HARD = OFF | ContextFlags.HARDIRQ;

    private record Action(long ns, long order, Runnable run) {}

    private record Event(long ns, long order, int cpu, EventKind kind, int flags, int peer, int code, long reference) {}

    private static final class Cpu {
        boolean masked;
        boolean inHandler;
        boolean pending;
        int bits;
        boolean queued;
        long csd;
        long ipis;
        long rescuedCalls;
        long rescuedReschedules;
    }

    private final SplittableRandom random;
    private final double lostShare;
    private final boolean polls;
    private final Cpu[] cpus;
    private final PriorityQueue<Action> actions =
            new PriorityQueue<>(Comparator.comparingLong(Action::ns).thenComparingLong(Action::order));
    private final List<Event> events = new ArrayList<>();
    private final List<CounterSnapshot> readings = new ArrayList<>();
    private long order;
    private long nowNs;

    private final List<Long> lostNs = new ArrayList<>();
    private long calls;
    private long sends;
    private long merged;

    /**
     * A machine that has run.
     *
     * @param lostShare share of the edges sent into the tick's handler that are lost
     * @param polls whether its kernel polls at the end of the tick
     */
    public PollingMachine(long seed, int cpuCount, double seconds, double lostShare, boolean polls) {
        this.random = new SplittableRandom(seed);
        this.lostShare = lostShare;
        this.polls = polls;
        cpus = new Cpu[cpuCount];
        for (int cpu = 0; cpu < cpuCount; cpu++) {
            cpus[cpu] = new Cpu();
            int number = cpu;
            at(cpu * 130 * US, () -> tick(number));
            at(random.nextInt(TICK), () -> work(number));
        }
        at(0, this::read);
        long endNs = (long) (seconds * 1e9);
        while (!actions.isEmpty() && actions.peek().ns() <= endNs + US) {
            Action action = actions.remove();
            nowNs = action.ns();
            action.run().run();
        }
        events.sort(Comparator.comparingLong(Event::ns).thenComparingLong(Event::order));
    }

    private void at(long ns, Runnable run) {
        actions.add(new Action(ns, order++, run));
    }

    private void after(long ns, Runnable run) {
        at(nowNs + ns, run);
    }

    private void log(long ns, int cpu, EventKind kind, int flags, int peer, int code, long reference) {
        events.add(new Event(ns, order++, cpu, kind, flags, peer, code, reference));
    }

    /** The tick masks from 3 us before its entry event to 7 us after its exit event, with the poll in between. */
    private void tick(int number) {
        after(TICK + random.nextInt(20 * US), () -> tick(number));
        Cpu cpu = cpus[number];
        if (cpu.masked) {
            return;
        }
        cpu.masked = true;
        cpu.inHandler = true;
        int busy = (20 + random.nextInt(100)) * US;
        log(nowNs + 3 * US, number, EventKind.IRQ_HANDLER_ENTRY, HARD, -1, 8, 0);
        after(3 * US + busy, () -> {
            log(nowNs, number, EventKind.IRQ_HANDLER_EXIT, HARD, -1, 8, 0);
            after(3 * US, () -> poll(number));
        });
    }

    private void poll(int number) {
        Cpu cpu = cpus[number];
        boolean found = polls && cpu.bits != 0;
        if (found) {
            cpu.rescuedCalls += cpu.bits >> 1 & 1;
            cpu.rescuedReschedules += cpu.bits & 1;
            handle(number);
        }
        cpu.inHandler = false;
        boolean softirqs = random.nextInt(3) == 0;
        long empty = cpu.pending ? 4 * US : 0;
        if (softirqs) {
            long jitter = random.nextInt(1500);
            log(nowNs + 5 * US + empty + jitter, number, EventKind.SOFTIRQ_ENTRY, softirqFlags(), -1, 1, 0);
        }
        after(4 * US, () -> unmask(number));
    }

    private static int softirqFlags() {
        return ContextFlags.KNOWN | ContextFlags.SOFTIRQ;
    }

    private void unmask(int number) {
        Cpu cpu = cpus[number];
        cpu.masked = false;
        if (cpu.pending) {
            cpu.pending = false;
            handle(number);
        }
    }

    /** {@code handle_ipi}: takes all bits, counts once. */
    private void handle(int number) {
        Cpu cpu = cpus[number];
        cpu.ipis++;
        if ((cpu.bits & 2) != 0) {
            log(nowNs + 500, number, EventKind.CSD_FUNCTION_ENTRY, HARD, -1, -1, cpu.csd);
            log(nowNs + 900, number, EventKind.CSD_FUNCTION_EXIT, HARD, -1, -1, cpu.csd);
            cpu.queued = false;
        }
        cpu.bits = 0;
    }

    /** A CPU runs a while, now and then leaving an event, sends, and may stop running. */
    private void work(int number) {
        Cpu cpu = cpus[number];
        after(50 * US + random.nextInt(400 * US), () -> work(number));
        if (cpu.masked) {
            return;
        }
        log(nowNs, number, EventKind.SCHED_WAKING, ContextFlags.KNOWN, -1, -1, 0);
        if (random.nextInt(20) == 0) {
            cpu.masked = true;
            after(200 * US + random.nextInt(2000 * US), () -> unmask(number));
            return;
        }
        int target = (number + 1 + random.nextInt(cpus.length - 1)) % cpus.length;
        if (!cpus[target].queued) {
            cpus[target].queued = true;
            calls++;
            cpus[target].csd = calls;
            log(nowNs, number, EventKind.CSD_QUEUE_CPU, ContextFlags.KNOWN, target, -1, calls);
            send(number, target, 2);
        }
        if (random.nextInt(12) == 0) {
            send(number, target, 1);
        }
    }

    private void send(int source, int target, int bit) {
        sends++;
        int message = (bit == 2 ? IpiMessage.CALL_FUNC : IpiMessage.RESCHEDULE).ordinal();
        log(nowNs + bit * 100L, source, EventKind.IPI_SEND_CPU, ContextFlags.KNOWN, target, message, 0);
        after(US, () -> arrive(target, bit));
    }

    private void arrive(int target, int bit) {
        Cpu cpu = cpus[target];
        cpu.bits |= bit;
        if (cpu.inHandler && random.nextDouble() < lostShare) {
            lostNs.add(nowNs);
        } else if (cpu.pending) {
            merged++;
        } else {
            cpu.pending = true;
            if (!cpu.masked) {
                after(4 * US + random.nextInt(3 * US), () -> {
                    if (!cpu.masked) {
                        unmask(target);
                    }
                });
            }
        }
    }

    private void read() {
        after(READING, this::read);
        int[] numbers = new int[cpus.length];
        long[] ipis = new long[cpus.length];
        long[] calls = new long[cpus.length];
        long[] reschedules = new long[cpus.length];
        for (int cpu = 0; cpu < cpus.length; cpu++) {
            numbers[cpu] = cpu;
            ipis[cpu] = cpus[cpu].ipis;
            calls[cpu] = cpus[cpu].rescuedCalls;
            reschedules[cpu] = cpus[cpu].rescuedReschedules;
        }
        List<CounterSnapshot.Row> rows = new ArrayList<>();
        rows.add(new CounterSnapshot.Row("IPI", ipis, true, ""));
        if (polls) {
            rows.add(new CounterSnapshot.Row("RIP", reschedules, true, "Rescued IPIs: reschedule"));
            rows.add(new CounterSnapshot.Row("RIF", calls, true, "Rescued IPIs: call function"));
        }
        String tag = readings.isEmpty() ? "start" : "";
        readings.add(new CounterSnapshot(nowNs, nowNs + 100 * US, tag, numbers, rows));
    }

    /** {@return edges sent} */
    public long sends() {
        return sends;
    }

    /** {@return edges lost} */
    public long lost() {
        return lostNs.size();
    }

    /** {@return edges lost after a time, ns} */
    public long lostAfter(long ns) {
        return lostNs.stream().filter(at -> at > ns).count();
    }

    /** {@return edges that merged with a pending one} */
    public long merged() {
        return merged;
    }

    /** {@return a clock that orders events} */
    public static Clock clock() {
        return new Clock(Clock.Domain.MONOTONIC, 1, true, true);
    }

    /** {@return its counters} */
    public CounterSeries counters() {
        return new CounterSeries("machine", clock(), readings, new LossLedger());
    }

    /** {@return its events} */
    public EventBatch events() {
        return events(new Labels());
    }

    /** {@return its events, their names among these} */
    public EventBatch events(Labels labels) {
        int timer = labels.intern("timer");
        int flush = labels.intern("flush");
        EventBatch batch = new EventBatch(events.size() + 1);
        for (Event event : events) {
            int row = batch.append(event.ns(), event.cpu(), event.kind(), batch.size() + 1L);
            batch.flags[row] = event.flags();
            batch.pid[row] = 1;
            batch.peer[row] = event.peer();
            batch.code[row] = event.code();
            batch.reference[row] = event.reference();
            EventKind kind = event.kind();
            boolean handler = kind == EventKind.IRQ_HANDLER_ENTRY;
            boolean call = event.reference() != 0;
            batch.label[row] = handler ? timer : call ? flush : Labels.NONE;
        }
        return batch;
    }
}
