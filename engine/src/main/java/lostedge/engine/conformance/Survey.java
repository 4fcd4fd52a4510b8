package lostedge.engine.conformance;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.belief.Alphabet;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.variant.Configuration;
import org.jspecify.annotations.Nullable;

/** A first pass over a recording: what it shows, of how many CPUs, and how fine its clock is. */
public final class Survey implements EventSink {
    /** Steps from here on hide the order of what two CPUs do, ns. */
    private static final long COARSE_NS = 100_000;

    private final Gaps gaps = new Gaps();
    private long[] lastOfCpu = {};
    private final EnumSet<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    private int highestCpu = EventBatch.NONE;
    private long lastNs = Long.MIN_VALUE;
    private long stepNs = Long.MAX_VALUE;
    private long events;

    @Override
    public void write(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            kinds.add(batch.kindAt(row));
            highestCpu = Math.max(highestCpu, batch.cpu[row]);
            if (batch.kindAt(row).role() == EventKind.Role.CALL_QUEUE) {
                highestCpu = Math.max(highestCpu, batch.peer[row]);
            }
            long ns = batch.timestampNs[row];
            gap(batch.kindAt(row), batch.cpu[row], ns);
            if (ns > lastNs && lastNs != Long.MIN_VALUE) {
                stepNs = Math.min(stepNs, ns - lastNs);
            }
            lastNs = ns;
        }
        events += batch.size();
    }

    private void gap(EventKind kind, int cpu, long ns) {
        if (kind.role() == EventKind.Role.KERNEL_LOG || cpu < 0 || cpu >= Configuration.MAX_CPUS) {
            return;
        }
        if (cpu >= lastOfCpu.length) {
            int known = lastOfCpu.length;
            lastOfCpu = Arrays.copyOf(lastOfCpu, Math.max(cpu + 1, 2 * known));
            Arrays.fill(lastOfCpu, known, lastOfCpu.length, Long.MIN_VALUE);
        }
        if (kind == EventKind.BUFFER_START) {
            gaps.add(Long.MIN_VALUE, ns);
        } else if (kind == EventKind.LOST_EVENTS) {
            gaps.add(lastOfCpu[cpu], ns);
        }
        lastOfCpu[cpu] = ns;
    }

    /** {@return events seen} */
    public long events() {
        return events;
    }

    Set<EventKind> kinds() {
        return Collections.unmodifiableSet(kinds);
    }

    Gaps gaps() {
        return gaps;
    }

    /** {@return CPUs that record or are called, at most as many as the model has} */
    int cpus() {
        return Math.max(1, Math.min(Configuration.MAX_CPUS, highestCpu + 1));
    }

    /** {@return why the recording can neither be explained nor contradicted, or null} */
    @Nullable
    String refusal(Clock clock) {
        String insufficient = Alphabet.insufficient(kinds);
        if (insufficient != null) {
            return insufficient;
        }
        if (highestCpu >= Configuration.MAX_CPUS) {
            return "it has more than " + Configuration.MAX_CPUS + " CPUs";
        }
        if (clock.hasDurations() && stepNs != Long.MAX_VALUE && stepNs >= COARSE_NS) {
            return "its clock moves in steps of " + stepNs / 1_000 + " us, too coarse to order what two CPUs do";
        }
        return null;
    }
}
