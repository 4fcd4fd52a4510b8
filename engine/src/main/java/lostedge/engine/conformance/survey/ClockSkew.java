package lostedge.engine.conformance.survey;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.variant.Configuration;

/**
 * By how much the clocks of two CPUs can differ at most, told from the calls between them: a function starts after it
 * was queued, whatever its stamps say.
 *
 * <p>The shortest time from a queue event on one CPU to the start on another bounds how far the other's clock is ahead.
 * Such bounds are edges of a graph, and the tightest bound of any pair its shortest path (difference constraints). The
 * clocks are taken to run at one rate.
 */
final class ClockSkew {
    private static final int MOST_CALLS = 1 << 12;
    private static final long NONE = Long.MAX_VALUE / 4;

    private record Call(int target, long csd) {}

    private record Queued(int source, long ns) {}

    private final Map<Call, Queued> calls = new HashMap<>();
    private long[][] ahead = {};

    /** Takes an event. */
    void take(EventBatch batch, int row) {
        EventKind kind = batch.kindAt(row);
        long csd = batch.reference[row];
        if (csd == 0 || csd == EventBatch.HIDDEN_POINTER) {
            return;
        }
        if (kind == EventKind.CSD_QUEUE_CPU && inRange(batch.peer[row]) && batch.peer[row] != batch.cpu[row]) {
            if (calls.size() == MOST_CALLS) {
                calls.clear();
            }
            calls.put(new Call(batch.peer[row], csd), new Queued(batch.cpu[row], batch.timestampNs[row]));
        } else if (kind == EventKind.CSD_FUNCTION_ENTRY) {
            Queued queued = calls.remove(new Call(batch.cpu[row], csd));
            if (queued != null && inRange(queued.source()) && inRange(batch.cpu[row])) {
                grow(Math.max(queued.source(), batch.cpu[row]) + 1);
                long[] others = ahead[queued.source()];
                int target = batch.cpu[row];
                others[target] = Math.min(others[target], batch.timestampNs[row] - queued.ns());
            }
        }
    }

    private static boolean inRange(int cpu) {
        return cpu >= 0 && cpu < Configuration.MAX_CPUS;
    }

    private void grow(int cpus) {
        int known = ahead.length;
        if (cpus <= known) {
            return;
        }
        ahead = Arrays.copyOf(ahead, cpus);
        for (int from = 0; from < cpus; from++) {
            ahead[from] = from < known ? Arrays.copyOf(ahead[from], cpus) : new long[cpus];
            Arrays.fill(ahead[from], from < known ? known : 0, cpus, NONE);
            ahead[from][from] = 0;
        }
    }

    /** {@return the largest difference, ns, between any two of so many CPUs; or -1 if the calls do not bound it} */
    long mostNs(int cpus) {
        grow(cpus);
        long[][] bound = new long[cpus][];
        for (int from = 0; from < cpus; from++) {
            bound[from] = Arrays.copyOf(ahead[from], cpus);
        }
        for (int over = 0; over < cpus; over++) {
            for (int from = 0; from < cpus; from++) {
                for (int to = 0; to < cpus; to++) {
                    bound[from][to] = Math.min(bound[from][to], bound[from][over] + bound[over][to]);
                }
            }
        }
        long most = 0;
        for (long[] row : bound) {
            for (long one : row) {
                if (one >= NONE / 2) {
                    return -1;
                }
                most = Math.max(most, Math.abs(one));
            }
        }
        return most;
    }
}
