package lostedge.engine.replay;

import java.util.concurrent.TimeUnit;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Stall;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Events per second through replay: timer interrupts, task switches and wake-ups, one event in ten part of a call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReplayBenchmark {
    private static final int ROUNDS = 3_276;
    private static final int EVENTS_A_ROUND = 20;
    private static final int EVENTS = ROUNDS * EVENTS_A_ROUND;
    private static final int CPUS = 4;

    private final Labels labels = new Labels();
    private final EventBatch batch = new EventBatch(EVENTS);
    private final Capabilities capabilities = new Capabilities();
    private final Clock clock = new Clock(Clock.Domain.MONOTONIC, 1, true, true);
    private long stalls;

    /** Builds the batch once; its rounds repeat. */
    @Setup
    public void build() {
        int timer = labels.intern("timer");
        int flush = labels.intern("flush_tlb_func");
        long ns = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int cpu = round % CPUS;
            int target = (cpu + 1) % CPUS;
            for (int i = 0; i < 4; i++) {
                ns = interrupt(ns, cpu, timer);
                ns = switches(ns, cpu);
            }
            int queue = batch.append(ns + 500, cpu, EventKind.CSD_QUEUE_CPU, ns);
            batch.peer[queue] = target;
            batch.label[queue] = flush;
            batch.reference[queue] = 0x1000L + cpu;
            int send = batch.append(ns + 1000, cpu, EventKind.IPI_SEND_CPU, ns);
            batch.peer[send] = target;
            batch.code[send] = IpiMessage.CALL_FUNC.ordinal();
            function(ns + 1500, target, EventKind.CSD_FUNCTION_ENTRY, flush, cpu);
            function(ns + 2000, target, EventKind.CSD_FUNCTION_EXIT, flush, cpu);
            ns += 2000;
        }
        for (int row = 0; row < batch.size(); row++) {
            batch.flags[row] |= ContextFlags.KNOWN;
            batch.pid[row] = 1;
        }
    }

    private long interrupt(long since, int cpu, int name) {
        long ns = since + 1000;
        int entry = batch.append(ns, cpu, EventKind.IRQ_HANDLER_ENTRY, ns);
        batch.code[entry] = 8;
        batch.label[entry] = name;
        batch.flags[entry] = ContextFlags.HARDIRQ | ContextFlags.IRQS_OFF;
        int exit = batch.append(ns + 1000, cpu, EventKind.IRQ_HANDLER_EXIT, ns);
        batch.code[exit] = 8;
        batch.flags[exit] = ContextFlags.HARDIRQ | ContextFlags.IRQS_OFF;
        return ns + 1000;
    }

    private long switches(long since, int cpu) {
        batch.append(since + 500, cpu, EventKind.SCHED_WAKING, since);
        int to = batch.append(since + 1000, cpu, EventKind.SCHED_SWITCH, since);
        batch.code[to] = 1;
        batch.flags[to] = ContextFlags.IRQS_OFF;
        return since + 1000;
    }

    private void function(long ns, int cpu, EventKind kind, int name, int source) {
        int row = batch.append(ns, cpu, kind, ns);
        batch.label[row] = name;
        batch.reference[row] = 0x1000L + source;
        batch.flags[row] = ContextFlags.HARDIRQ | ContextFlags.IRQS_OFF;
    }

    /**
     * Replays the batch from the start.
     *
     * @throws IllegalStateException if a stall is found where there is none
     */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Replay replay() {
        Replay replay = new Replay(labels, capabilities, clock, ReplayOptions.DEFAULT, new FindingSink() {
            @Override
            public void stall(Stall stall) {
                stalls++;
            }
        });
        replay.write(batch);
        if (stalls > 0) {
            throw new IllegalStateException(stalls + " stalls in a stream without one");
        }
        return replay;
    }
}
