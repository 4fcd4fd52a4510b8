package lostedge.engine.stall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Stall;
import org.jspecify.annotations.Nullable;

/** Waits for locks as the kernel brackets them: {@code lock:contention_begin} to {@code lock:contention_end}. */
final class LockContention {
    /** Most waits for locks under way at once that are kept. */
    static final int MOST_WAITERS = 1 << 16;

    private static final int SPIN = 1;

    private record Waiter(int pid, int cpu, long lock) {}

    private record Begin(long ns, int cpu, long position, boolean spins) {}

    private final Map<Waiter, Begin> waiters = new HashMap<>();
    private long leftOut;
    private final long stallNs;
    private final LongSupplier ids;
    private final FindingSink sink;

    LockContention(long stallNs, LongSupplier ids, FindingSink sink) {
        this.stallNs = stallNs;
        this.ids = ids;
        this.sink = sink;
    }

    /** Takes the begin or end of a wait for a lock. */
    void event(EventKind kind, EventBatch batch, int row, CpuTimeline cpu) {
        Waiter waiter = waiter(batch, row);
        if (kind == EventKind.CONTENTION_END) {
            Begin begin = waiters.remove(waiter);
            if (begin != null && batch.timestampNs[row] - begin.ns >= stallNs) {
                Evidence end = new Evidence(batch.timestampNs[row], cpu.cpu(), batch.position[row], "contention_end");
                sink.stall(stall(waiter, begin, end.timestampNs(), end));
            }
        } else if (waiters.size() == MOST_WAITERS && !waiters.containsKey(waiter)) {
            leftOut++;
        } else {
            boolean spins = (batch.code[row] & SPIN) != 0;
            waiters.put(waiter, new Begin(batch.timestampNs[row], cpu.cpu(), batch.position[row], spins));
        }
    }

    /** A task waits, whichever CPU it is on; where none is told, or the idle task's interrupts wait, a CPU does. */
    private static Waiter waiter(EventBatch batch, int row) {
        int pid = batch.pid[row];
        return new Waiter(pid, pid > 0 ? EventBatch.NONE : batch.cpu[row], batch.reference[row]);
    }

    /** {@return how many waits were left out because too many others were under way} */
    long leftOut() {
        return leftOut;
    }

    /** Forgets all waiters where events were lost: a wait may have ended, on any CPU, and another begun. */
    void gap() {
        waiters.clear();
    }

    /** Tells the waits that last as the recording ends. */
    void end(long endNs) {
        waiters.forEach((waiter, begin) -> {
            if (endNs - begin.ns >= stallNs) {
                sink.stall(stall(waiter, begin, endNs, null));
            }
        });
    }

    private Stall stall(Waiter waiter, Begin begin, long endNs, @Nullable Evidence end) {
        Rule rule = Rule.CONTENDED;
        Evidence first = new Evidence(begin.ns, begin.cpu, begin.position, "contention_begin");
        String lock = "lock " + (waiter.lock == EventBatch.HIDDEN_POINTER ? "" : "0x" + Long.toHexString(waiter.lock));
        return new Stall(
                ids.getAsLong(),
                begin.ns,
                endNs,
                end != null,
                begin.cpu,
                EventBatch.NONE,
                lock.strip(),
                begin.spins ? Stall.Sender.SPUN : Stall.Sender.SLEPT,
                rule.cause(),
                -1,
                rule.grade(),
                rule.text(),
                end == null ? List.of(first) : List.of(first, end),
                rule.overturnedBy(),
                List.of(new Stall.Part(begin.ns, endNs, rule.cause(), "no event tells who held it")));
    }
}
