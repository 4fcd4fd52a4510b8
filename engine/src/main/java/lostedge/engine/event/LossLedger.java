package lostedge.engine.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named counters of everything a recording or its reader lost, refused or could not understand. Nothing is dropped
 * without a counter here.
 */
public final class LossLedger {
    /** How much a loss limits conclusions. */
    public enum Severity {
        /** Worth knowing, forbids nothing: an unknown tracepoint, a comment line. */
        INFO,
        /** Events are missing: conclusions across the gap are forbidden. */
        DATA_LOSS,
        /** Input that should have been readable was not. */
        ERROR
    }

    /**
     * One counter.
     *
     * @param source the file or stream
     * @param counter what was lost, in words a reader understands
     * @param severity how much it limits conclusions
     * @param count how many
     * @param firstPosition line or offset of the first, or -1
     * @param forbids what can't be concluded because of it, or the empty text
     */
    public record Loss(
            String source, String counter, Severity severity, long count, long firstPosition, String forbids) {}

    /** By source and counter. */
    private final Map<List<String>, Loss> losses = new LinkedHashMap<>();

    /** Adds to a counter; severity, first position and what it forbids are those of the first call. */
    public void add(String source, String counter, Severity severity, long count, long position, String forbids) {
        losses.merge(
                List.of(source, counter),
                new Loss(source, counter, severity, count, position, forbids),
                (old, added) -> new Loss(
                        old.source,
                        old.counter,
                        old.severity,
                        old.count + added.count,
                        old.firstPosition,
                        old.forbids));
    }

    /** Adds every counter of another ledger. */
    public void addAll(LossLedger other) {
        other.losses.values().forEach(l -> add(l.source, l.counter, l.severity, l.count, l.firstPosition, l.forbids));
    }

    /** {@return the counters in order of first appearance} */
    public List<Loss> losses() {
        return new ArrayList<>(losses.values());
    }

    /** {@return whether any loss has this severity} */
    public boolean has(Severity severity) {
        return losses.values().stream().anyMatch(loss -> loss.severity == severity);
    }
}
