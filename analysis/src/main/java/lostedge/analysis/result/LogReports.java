package lostedge.analysis.result;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/** What a kernel log reports: how often each kind, and the longest wait for a call to another CPU it tells of. */
public final class LogReports implements EventSink {
    /**
     * A wait the kernel itself noticed by its csd-lock watchdog.
     *
     * @param waiterCpu who waited
     * @param targetCpu for whom, or -1
     * @param waitedNs how long by then
     * @param function the function called, or the empty text; may be hostile text
     */
    public record Wait(int waiterCpu, int targetCpu, long waitedNs, String function) {}

    private final Labels labels;
    private final Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    private @Nullable Wait longest;

    /** Nothing seen yet of a log with these labels. */
    public LogReports(Labels labels) {
        this.labels = labels;
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            EventKind kind = batch.kindAt(row);
            if (kind.role() != EventRole.KERNEL_LOG) {
                continue;
            }
            counts.merge(kind, 1L, Long::sum);
            long waitedNs = batch.reference[row];
            if (kind == EventKind.CSD_LOCK_DETECTED && (longest == null || waitedNs > longest.waitedNs)) {
                longest = new Wait(batch.cpu[row], batch.peer[row], waitedNs, labels.text(batch.label[row]));
            }
        }
    }

    /** {@return how many reports of each kind there are} */
    public Map<EventKind, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** {@return the longest wait reported, or null if none is} */
    public @Nullable Wait longest() {
        return longest;
    }
}
