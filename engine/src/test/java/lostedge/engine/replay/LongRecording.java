package lostedge.engine.replay;

import java.io.PrintStream;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.FindingSink;

/**
 * Replays a made-up recording of any length: 64 CPUs take timer interrupts and call each other. Some calls are irq_work
 * whose start no event shows, some csds are used only once, as those of tasks are that come and go.
 */
final class LongRecording {
    private static final int CPUS = 64;

    private final Labels labels = new Labels();
    private final int timer = labels.intern("timer");
    private final int flush = labels.intern("flush_tlb_func");
    private final int wakeUp = labels.intern("sched_ttwu_pending");
    private final int irqWork = labels.intern("rcu_iw_handler");
    private final EventBatch batch = new EventBatch();
    private long events;
    private long round;

    private LongRecording() {}

    public static void main(String[] arguments) {
        LongRecording recording = new LongRecording();
        Capabilities capabilities = new Capabilities();
        Clock clock = new Clock(Clock.Domain.MONOTONIC, 1, true, true);
        Replay replay = new Replay(recording.labels, capabilities, clock, ReplayOptions.DEFAULT, new FindingSink() {});
        long wanted = Long.parseLong(arguments[0]);
        while (recording.events < wanted) {
            recording.fill();
            replay.write(recording.batch);
        }
        ReplaySummary summary = replay.finish(new LossLedger());
        PrintStream out = System.out;
        out.println("events " + recording.events + " stalls "
                + summary.stallsByCause().size() + " outstanding " + summary.outstanding());
    }

    private void fill() {
        batch.clear();
        while (batch.capacity() - batch.size() > 16) {
            round();
        }
        for (int row = 0; row < batch.size(); row++) {
            batch.flags[row] |= ContextFlags.KNOWN;
            batch.pid[row] = 1;
        }
    }

    private void round() {
        long ns = round * 20_000;
        int cpu = (int) (round % CPUS);
        int target = (int) ((round * 7 + 1) % CPUS);
        int function = round % 10 == 0 ? irqWork : round % 3 == 0 ? wakeUp : flush;
        long csd = function == wakeUp ? 0x1_0000_0000L + round : 0x1000 + cpu;
        irq(ns, cpu, EventKind.IRQ_HANDLER_ENTRY);
        irq(ns + 1000, cpu, EventKind.IRQ_HANDLER_EXIT);
        if (target != cpu) {
            call(ns + 2000, cpu, EventKind.CSD_QUEUE_CPU, function, csd, target);
            int send = batch.append(ns + 2500, cpu, EventKind.IPI_SEND_CPU, events++);
            batch.peer[send] = target;
            batch.code[send] = IpiMessage.CALL_FUNC.ordinal();
            if (function != irqWork) {
                call(ns + 5000, target, EventKind.CSD_FUNCTION_ENTRY, function, csd, EventBatch.NONE);
                call(ns + 6000, target, EventKind.CSD_FUNCTION_EXIT, function, csd, EventBatch.NONE);
            }
        }
        batch.append(ns + 7000, cpu, EventKind.SCHED_WAKING, events++);
        batch.append(ns + 8000, cpu, EventKind.SCHED_WAKEUP, events++);
        round++;
    }

    private void irq(long ns, int cpu, EventKind kind) {
        int row = batch.append(ns, cpu, kind, events++);
        batch.code[row] = 8;
        batch.label[row] = timer;
        batch.flags[row] = ContextFlags.HARDIRQ | ContextFlags.IRQS_OFF;
    }

    private void call(long ns, int cpu, EventKind kind, int function, long csd, int target) {
        int row = batch.append(ns, cpu, kind, events++);
        batch.label[row] = function;
        batch.reference[row] = csd;
        batch.peer[row] = target;
        batch.flags[row] = kind == EventKind.CSD_QUEUE_CPU ? 0 : ContextFlags.HARDIRQ | ContextFlags.IRQS_OFF;
    }
}
