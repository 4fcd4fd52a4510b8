package lostedge.engine.conformance.survey;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.belief.Alphabet;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSink;
import lostedge.engine.variant.Configuration;
import org.jspecify.annotations.Nullable;

/** A first pass over a recording: what it shows, of how many CPUs, and how fine its clock is. */
public final class Survey implements EventSink {
    /** Steps from here on hide the order of what two CPUs do, ns. */
    private static final long COARSE_NS = 100_000;

    /** Differences of clocks from here on leave too little order, ns. */
    private static final long MOST_SKEW_NS = 20_000;

    private final Gaps gaps = new Gaps();
    private final ClockSkew skew = new ClockSkew();
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
            if (batch.kindAt(row).role() == EventRole.CALL_QUEUE) {
                highestCpu = Math.max(highestCpu, batch.peer[row]);
            }
            skew.take(batch, row);
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
        if (kind.role() == EventRole.KERNEL_LOG || cpu < 0 || cpu >= Configuration.MAX_CPUS) {
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

    /** {@return the kinds of event it has} */
    public Set<EventKind> kinds() {
        return Collections.unmodifiableSet(kinds);
    }

    /** {@return where events are missing} */
    public Gaps gaps() {
        return gaps;
    }

    /** {@return CPUs that record or are called, at most as many as the model has} */
    public int cpus() {
        return Math.max(1, Math.min(Configuration.MAX_CPUS, highestCpu + 1));
    }

    /** {@return why the recording can neither be explained nor contradicted, or null} */
    public @Nullable String refusal(Clock clock) {
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
        return clock.acrossCpus() ? null : skewRefusal(clock);
    }

    private @Nullable String skewRefusal(Clock clock) {
        String differs = "its clock \"" + clock.domain().traceName() + "\" may differ between CPUs, ";
        if (!clock.hasDurations()) {
            return differs + "and tells no times to find out by how much";
        }
        long most = skew.mostNs(cpus());
        if (most < 0) {
            return differs + "and not every pair of them calls each other to find out by how much";
        }
        return most <= MOST_SKEW_NS ? null : differs + "by up to " + most / 1_000 + " us for all that is recorded";
    }

    /**
     * {@return how close stamps of two CPUs may lie and still hide which event was first, ns: 0 if only equal ones do;
     * {@link Assumptions#EXACT} if the order of the recording is that of a common counter}
     */
    public long toleranceNs(Clock clock) {
        if (!clock.hasDurations()) {
            return Assumptions.EXACT;
        }
        return clock.acrossCpus() ? 0 : Math.max(0, skew.mostNs(cpus()));
    }
}
