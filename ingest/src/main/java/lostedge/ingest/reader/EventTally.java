package lostedge.ingest.reader;

import java.util.Arrays;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;

/** Which kinds of event occurred, how often each tracepoint that has no kind, and how many names were not kept. */
final class EventTally {
    private static final int MOST_NAMES = 1 << 10;
    private static final int OTHER = EventKind.OTHER.ordinal();

    private final boolean[] seen = new boolean[EventKind.values().length];
    private long[] count = new long[64];
    private long[] first = new long[64];
    private long unnamed;

    /**
     * Counts the rows of a batch and notes their kinds.
     *
     * @param overflowed whether names were not kept because there were too many
     */
    void add(EventBatch batch, Labels labels, boolean overflowed, Capabilities capabilities) {
        byte[] kinds = batch.kind;
        for (int row = 0; row < batch.size(); row++) {
            seen[kinds[row]] = true;
            if (kinds[row] == OTHER && batch.label[row] != Labels.NONE && batch.site[row] == Labels.NONE) {
                addOther(batch.label[row], batch.position[row]);
            }
        }
        note(capabilities);
        if (overflowed) {
            int overflow = labels.intern(Labels.OVERFLOW_TEXT);
            for (int row = 0; row < batch.size(); row++) {
                unnamed += batch.label[row] == overflow || batch.site[row] == overflow ? 1 : 0;
            }
        }
    }

    private void addOther(int name, long position) {
        if (name >= count.length) {
            count = Arrays.copyOf(count, name * 2);
            first = Arrays.copyOf(first, name * 2);
        }
        if (count[name]++ == 0) {
            first[name] = position;
        }
    }

    private void note(Capabilities to) {
        for (int kind = 0; kind < seen.length; kind++) {
            if (seen[kind]) {
                to.see(EventKind.of((byte) kind));
            }
        }
    }

    /** Adds a counter for each tracepoint without a kind, and for events whose names are lost. */
    void report(Labels labels, String source, LossLedger to) {
        int reported = 0;
        for (int name = 0; name < count.length; name++) {
            if (count[name] > 0 && EventKind.named(labels.text(name)) == EventKind.OTHER) {
                String counter = reported++ < MOST_NAMES
                        ? "tracepoint of no known kind: " + labels.text(name)
                        : "tracepoints of further unknown kinds";
                to.add(source, counter, Severity.INFO, count[name], first[name], "");
            }
        }
        if (unnamed > 0) {
            to.add(source, "events whose names were too many to keep", Severity.DATA_LOSS, unnamed, -1, "their names");
        }
    }
}
