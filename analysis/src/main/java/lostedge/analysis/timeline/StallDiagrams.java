package lostedge.analysis.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import lostedge.analysis.timeline.LaneDiagram.Span;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Stall;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of the surroundings of several stalls, collected in one pass over the recording and its findings. What a CPU
 * is in the middle of is followed once for all of them.
 */
public final class StallDiagrams implements EventSink, FindingSink {
    private static final int MOST_CPUS = 1 << 16;

    private final List<StallSurroundings> stalls;
    private final Labels labels;
    private @Nullable OpenSpans[] cpus = new OpenSpans[0];
    /** When the first picture that still takes events ends, or the greatest time if none does. */
    private long nextEndNs;
    /** When the first picture that still takes events begins, or the greatest time if none does. */
    private long nextBeginNs;

    /**
     * Nothing collected yet.
     *
     * @param stalls what to picture
     * @param labels the names of the source whose batches will come
     */
    public StallDiagrams(List<Stall> stalls, Labels labels) {
        this.stalls = stalls.stream().map(StallSurroundings::new).toList();
        this.labels = labels;
        findNext();
    }

    private void findNext() {
        nextBeginNs = first(StallSurroundings::beginNs);
        nextEndNs = first(StallSurroundings::endNs);
    }

    private long first(ToLongFunction<StallSurroundings> bound) {
        return stalls.stream()
                .filter(StallSurroundings::takesEvents)
                .mapToLong(bound)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** {@return whether events from this time on can still be seen in a picture} */
    public boolean lacks(long sinceNs) {
        return stalls.stream().anyMatch(one -> one.endNs() >= sinceNs);
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            if (batch.timestampNs[row] > nextEndNs) {
                endBefore(batch.timestampNs[row]);
            }
            int cpu = batch.cpu[row];
            if (cpu >= 0 && cpu < MOST_CPUS) {
                known(cpu).event(batch, row);
            }
        }
    }

    private OpenSpans known(int cpu) {
        if (cpu >= cpus.length) {
            cpus = Arrays.copyOf(cpus, Math.max(cpu + 1, cpus.length * 2));
        }
        OpenSpans known = cpus[cpu];
        if (known == null) {
            known = new OpenSpans(cpu, labels, this::ended);
            cpus[cpu] = known;
            stalls.forEach(one -> one.seen(cpu));
        }
        return known;
    }

    /** Hot: nearly all spans of a recording end before the next picture begins. */
    private void ended(Span span) {
        if (span.end() < nextBeginNs) {
            return;
        }
        for (StallSurroundings one : stalls) {
            one.ended(span);
        }
    }

    private void endBefore(long ns) {
        for (StallSurroundings one : stalls) {
            if (one.takesEvents() && one.endNs() < ns) {
                end(one);
            }
        }
        findNext();
    }

    private void end(StallSurroundings one) {
        for (OpenSpans cpu : cpus) {
            if (cpu != null) {
                cpu.open(one.endNs()).forEach(one::open);
            }
        }
        one.endEvents();
    }

    @Override
    public void ipi(Ipi ipi) {
        stalls.forEach(one -> one.ipi(ipi));
    }

    @Override
    public void stall(Stall stall) {
        stalls.forEach(one -> one.stall(stall));
    }

    @Override
    public void window(MaskedWindow window) {
        stalls.forEach(one -> one.window(window));
    }

    /** {@return the pictures, in the order of the stalls; nothing may be collected afterwards} */
    public List<LaneDiagram> diagrams(Clock clock) {
        endBefore(Long.MAX_VALUE);
        return stalls.stream().map(one -> one.diagram(clock)).toList();
    }
}
