package lostedge.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * How far a trace's clock is ahead of a kernel log's, told by waits that both saw.
 *
 * <p>A csd-lock report gives waiter, target, function and how long the wait has lasted on the log's own clock
 * ({@code csd_lock_wait_toolong()} in {@code kernel/smp.c}), so when the wait began; the trace shows the same call's
 * {@code csd_queue_cpu}, some microseconds earlier. Each report and each long call that fit each other propose an
 * offset; the one most reports agree on is taken, and none if fewer than two do.
 *
 * @param ns what to add to the log's times
 * @param agreeing reports that agree on it
 * @param reports reports in the log
 * @param spreadNs greatest difference between proposals that agree
 */
public record ClockOffset(long ns, int agreeing, int reports, long spreadNs) {
    private static final long LONG_CALL_NS = 500_000_000;
    private static final long TOLERANCE_NS = 20_000_000;
    private static final int FEWEST_AGREEING = 2;
    private static final int MAX_OUTSTANDING = 1 << 16;
    private static final int MAX_PROPOSALS = 1 << 12;

    /** A call that waited, as one of the two saw it; {@code lastedNs} is how long at least. */
    private record Wait(int waiter, int target, String function, long beginNs, long lastedNs) {
        boolean fits(Wait seen) {
            return waiter == seen.waiter
                    && target == seen.target
                    && function.equals(seen.function)
                    && seen.lastedNs >= lastedNs - TOLERANCE_NS;
        }
    }

    private record Proposal(long ns, int report) {}

    /**
     * Compares a trace with a kernel log; reads both to their ends.
     *
     * @return null if the log has no csd-lock reports or too few agree
     */
    static @Nullable ClockOffset between(EventSource trace, EventSource log) throws IOException {
        List<Wait> reports = reports(log);
        if (reports.size() < FEWEST_AGREEING || !trace.clock().hasDurations()) {
            return null;
        }
        List<Wait> calls = longCalls(trace);
        List<Proposal> proposals = new ArrayList<>();
        for (int report = 0; report < reports.size(); report++) {
            for (Wait call : calls) {
                if (reports.get(report).fits(call) && proposals.size() < MAX_PROPOSALS) {
                    proposals.add(new Proposal(call.beginNs - reports.get(report).beginNs, report));
                }
            }
        }
        return agreed(proposals, reports.size());
    }

    private static @Nullable ClockOffset agreed(List<Proposal> unsorted, int reports) {
        Proposal[] proposals = unsorted.toArray(Proposal[]::new);
        Arrays.sort(proposals, (a, b) -> Long.compare(a.ns, b.ns));
        ClockOffset best = null;
        int first = 0;
        for (int last = 0; last < proposals.length; last++) {
            while (proposals[last].ns - proposals[first].ns > TOLERANCE_NS) {
                first++;
            }
            int from = first;
            Set<Integer> agreeing = new HashSet<>();
            for (int i = from; i <= last; i++) {
                agreeing.add(proposals[i].report);
            }
            if (agreeing.size() >= FEWEST_AGREEING && (best == null || agreeing.size() > best.agreeing)) {
                long middle = proposals[(from + last) >>> 1].ns;
                best = new ClockOffset(middle, agreeing.size(), reports, proposals[last].ns - proposals[from].ns);
            }
        }
        return best;
    }

    private static List<Wait> reports(EventSource log) throws IOException {
        List<Wait> reports = new ArrayList<>();
        EventBatch batch = new EventBatch();
        while (log.read(batch)) {
            for (int row = 0; row < batch.size(); row++) {
                if (batch.kindAt(row) == EventKind.CSD_LOCK_DETECTED && reports.size() < MAX_OUTSTANDING) {
                    long lasted = batch.reference[row];
                    reports.add(new Wait(
                            batch.cpu[row],
                            batch.peer[row],
                            symbol(log.labels().text(batch.label[row])),
                            batch.timestampNs[row] - lasted,
                            lasted));
                }
            }
        }
        return reports;
    }

    private static List<Wait> longCalls(EventSource trace) throws IOException {
        record Queued(int waiter, int target, int label, long ns) {}
        List<Wait> calls = new ArrayList<>();
        Map<Long, Queued> outstanding = new HashMap<>();
        EventBatch batch = new EventBatch();
        long now = 0;
        while (trace.read(batch)) {
            for (int row = 0; row < batch.size(); row++) {
                EventKind kind = batch.kindAt(row);
                now = batch.timestampNs[row];
                if (kind == EventKind.CSD_QUEUE_CPU && outstanding.size() < MAX_OUTSTANDING) {
                    outstanding.put(
                            batch.reference[row], new Queued(batch.cpu[row], batch.peer[row], batch.label[row], now));
                } else if (kind == EventKind.CSD_FUNCTION_ENTRY) {
                    Queued queued = outstanding.remove(batch.reference[row]);
                    if (queued != null && now - queued.ns >= LONG_CALL_NS) {
                        String function = symbol(trace.labels().text(queued.label));
                        calls.add(new Wait(queued.waiter, queued.target, function, queued.ns, now - queued.ns));
                    }
                }
            }
        }
        for (Queued queued : outstanding.values()) {
            String function = symbol(trace.labels().text(queued.label));
            calls.add(new Wait(queued.waiter, queued.target, function, queued.ns, now - queued.ns));
        }
        return calls;
    }

    /** A function's name without offset and arguments: {@code ipi_mb+0x0/0x10(0x0)} is {@code ipi_mb}. */
    private static String symbol(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '+' && text.charAt(end) != '(') {
            end++;
        }
        return text.substring(0, end);
    }
}
