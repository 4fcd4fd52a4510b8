package lostedge.engine.stall;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel log says of CPUs that wait or do not answer: the reports of the csd-lock watchdog, soft and hard
 * lockups, RCU stalls; the latest of each recording.
 *
 * <p>With {@code csdlock_debug=ext} a report lists numbered steps of both CPUs (Linux 5.13 to 6.4,
 * {@code kernel/smp.c}). A {@code pinged} of a target after which the target counts no {@code gotipi} is an interrupt
 * that was sent and not taken, as the kernel itself sees it.
 */
final class KernelReports {
    private static final int MOST = 256;
    private static final int MOST_EVIDENCE = 6;

    private record Report(EventKind kind, int cpu, int peer, Evidence evidence) {
        boolean concerns(int waiter, int target) {
            return switch (kind) {
                case CSD_LOCK_DETECTED, CSD_LOCK_RESEND -> cpu == waiter && peer == target;
                case CSD_LOCK_STATE -> cpu == waiter;
                default -> cpu == target || cpu == waiter;
            };
        }
    }

    private record Ping(int source, int count, Evidence evidence) {}

    private final Labels labels;
    private final Deque<Report> reports = new ArrayDeque<>();
    private final Map<Integer, Ping> pinged = new HashMap<>();

    KernelReports(Labels labels) {
        this.labels = labels;
    }

    /** Takes an event of the kernel log. */
    void event(EventKind kind, EventBatch batch, int row) {
        if (kind == EventKind.CSD_SEQUENCE) {
            step(batch, row);
            return;
        }
        String says = says(kind, batch, row);
        if (says == null) {
            return;
        }
        if (reports.size() == MOST) {
            reports.removeFirst();
        }
        Evidence evidence = evidence(batch, row, says);
        reports.addLast(new Report(kind, batch.cpu[row], batch.peer[row], evidence));
    }

    private static Evidence evidence(EventBatch batch, int row, String says) {
        return new Evidence(batch.timestampNs[row], batch.cpu[row], batch.position[row], "kernel log: " + says);
    }

    private @Nullable String says(EventKind kind, EventBatch batch, int row) {
        return switch (kind) {
            case CSD_LOCK_DETECTED ->
                "csd-lock watchdog: it has waited " + Durations.text(batch.reference[row]) + " for CPU "
                        + batch.peer[row] + ", " + labels.text(batch.label[row]);
            case CSD_LOCK_STATE -> "csd-lock watchdog: the target is " + labels.text(batch.label[row]);
            case CSD_LOCK_RESEND -> "csd-lock watchdog: interrupt sent again";
            case SOFT_LOCKUP -> "soft lockup: it runs one task all along and takes timer interrupts";
            case HARD_LOCKUP -> "hard lockup: it takes no timer interrupts";
            case RCU_STALL -> "RCU stall: it passes no quiescent state";
            case CPU_BACKTRACE ->
                batch.label[row] == Labels.NONE ? null : "backtrace: it is in " + labels.text(batch.label[row]);
            default -> null;
        };
    }

    private void step(EventBatch batch, int row) {
        int target = batch.peer[row];
        int count = batch.code[row];
        String step = labels.text(batch.label[row]);
        Ping last = pinged.get(target);
        if (step.equals("pinged") && target >= 0 && (last != null || pinged.size() < MOST)) {
            pinged.put(
                    target,
                    new Ping(
                            batch.cpu[row],
                            count,
                            evidence(
                                    batch,
                                    row,
                                    "cnt " + Integer.toUnsignedString(count) + ": interrupt sent to CPU " + target
                                            + ", no gotipi after it")));
        } else if (step.equals("gotipi") && last != null && count - last.count > 0) {
            pinged.remove(target);
        }
    }

    /** {@return the step that shows an interrupt sent to the target since a moment and not taken, or null} */
    @Nullable
    Evidence sentAndNotTaken(int target, long sinceNs) {
        Ping ping = pinged.get(target);
        return ping != null && ping.evidence.timestampNs() >= sinceNs ? ping.evidence : null;
    }

    /** {@return whether the log says within a stretch that a CPU takes no timer interrupts} */
    boolean lockedUp(int cpu, long beginNs, long endNs) {
        return reported(EventKind.HARD_LOCKUP, cpu, beginNs, endNs);
    }

    /** {@return whether the log says within a stretch that a CPU runs one task all along and takes timer interrupts} */
    boolean takesTimers(int cpu, long beginNs, long endNs) {
        return reported(EventKind.SOFT_LOCKUP, cpu, beginNs, endNs);
    }

    private boolean reported(EventKind kind, int cpu, long beginNs, long endNs) {
        return reports.stream()
                .anyMatch(report -> report.kind == kind
                        && report.cpu == cpu
                        && report.evidence.timestampNs() >= beginNs
                        && report.evidence.timestampNs() <= endNs);
    }

    /** {@return what the log says of a wait while it lasts, the first few lines} */
    List<Evidence> about(int waiter, int target, long beginNs, long endNs) {
        List<Evidence> about = new ArrayList<>();
        for (Report report : reports) {
            long ns = report.evidence.timestampNs();
            if (ns >= beginNs && ns <= endNs && report.concerns(waiter, target) && about.size() < MOST_EVIDENCE) {
                about.add(report.evidence);
            }
        }
        return about;
    }
}
