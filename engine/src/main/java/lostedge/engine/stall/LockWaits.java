package lostedge.engine.stall;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import lostedge.engine.cpu.ContextLevel;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Stall;
import lostedge.engine.timeline.Call;

/**
 * Finds who waited one door further: a task in uninterruptible sleep, woken by a task that itself had waited for
 * another CPU most of that time. It waited for something the waker held, such as {@code mmap_lock}.
 */
final class LockWaits {
    /** Most sleeping tasks, and most tasks that have waited, that are kept. */
    static final int MOST_TASKS = 1 << 16;

    private static final int UNINTERRUPTIBLE = 'D';

    private record Sleep(long ns, int cpu, long position) {}

    private record Waited(long beginNs, long endNs, int cpu, int target, long rootIpiId, long position) {}

    private final Map<Integer, Sleep> sleepers = new HashMap<>();
    private final Map<Integer, Waited> waiters = new HashMap<>();
    private long leftOut;
    private final long stallNs;
    private final LongSupplier ids;
    private final FindingSink sink;

    LockWaits(long stallNs, LongSupplier ids, FindingSink sink) {
        this.stallNs = stallNs;
        this.ids = ids;
        this.sink = sink;
    }

    /** Takes a caller's long wait that has ended. */
    void waited(Call call, Stall stall) {
        boolean went = call.wentOnNs() != Call.NEVER && call.wentOnNs() < stall.endNs();
        if (stall.ended() && !went && call.fromTask()) {
            put(
                    waiters,
                    call.sourcePid(),
                    new Waited(
                            stall.beginNs(),
                            stall.endNs(),
                            call.source(),
                            call.target(),
                            stall.rootIpiId(),
                            call.queuePosition()));
        }
    }

    /** Takes a scheduler event. */
    void event(EventKind kind, EventBatch batch, int row, CpuTimeline cpu) {
        if (kind == EventKind.SCHED_SWITCH) {
            if (batch.reference[row] == UNINTERRUPTIBLE) {
                put(sleepers, batch.pid[row], new Sleep(batch.timestampNs[row], cpu.cpu(), batch.position[row]));
            }
        } else if (kind == EventKind.SCHED_WAKING && !sleepers.isEmpty()) {
            Sleep sleep = sleepers.remove(batch.code[row]);
            Waited waker = waiters.get(batch.pid[row]);
            if (sleep != null && waker != null && cpu.level() == ContextLevel.TASK) {
                woken(sleep, waker, batch, row, cpu);
            }
        }
    }

    private <T> void put(Map<Integer, T> tasks, int pid, T of) {
        if (tasks.size() < MOST_TASKS || tasks.containsKey(pid)) {
            tasks.put(pid, of);
        } else {
            leftOut++;
        }
    }

    /** {@return how many tasks were left out because too many others were kept} */
    long leftOut() {
        return leftOut;
    }

    private void woken(Sleep sleep, Waited waker, EventBatch batch, int row, CpuTimeline cpu) {
        long ns = batch.timestampNs[row];
        long together = Math.min(ns, waker.endNs) - Math.max(sleep.ns, waker.beginNs);
        if (ns - sleep.ns < stallNs || 2 * together < ns - sleep.ns) {
            return;
        }
        String holder = "task " + batch.pid[row] + " on CPU " + cpu.cpu();
        String detail = "asleep until " + holder + " woke it, which had waited " + Durations.text(together)
                + " of that time for CPU " + waker.target;
        Rule rule = Rule.BEHIND_A_WAITER;
        sink.stall(new Stall(
                ids.getAsLong(),
                sleep.ns,
                ns,
                true,
                sleep.cpu,
                waker.cpu,
                "what " + holder + " held",
                Stall.Sender.SLEPT,
                rule.cause(),
                waker.rootIpiId,
                rule.grade(),
                rule.text(),
                List.of(
                        new Evidence(waker.beginNs, waker.cpu, waker.position, "the waker began to wait"),
                        new Evidence(sleep.ns, sleep.cpu, sleep.position, "uninterruptible sleep begins"),
                        new Evidence(ns, cpu.cpu(), batch.position[row], "woken by " + holder)),
                rule.overturnedBy(),
                List.of(new Stall.Part(sleep.ns, ns, rule.cause(), detail))));
    }
}
