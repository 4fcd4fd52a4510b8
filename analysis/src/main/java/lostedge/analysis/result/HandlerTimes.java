package lostedge.analysis.result;

import java.util.Arrays;
import lostedge.analysis.statistics.LatencySummary;
import lostedge.engine.cpu.HandlerNames;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.Labels;
import org.jspecify.annotations.Nullable;

/**
 * How long the interrupt handlers of a recording ran and how far apart the clock ticks of a CPU came, the IPIs' own
 * handlers left out. Bounded whatever the length of the recording.
 */
public final class HandlerTimes implements EventSink {
    private static final int MOST_CPUS = 1 << 12;
    private static final long NONE = Long.MIN_VALUE;

    private final HandlerNames names;
    private final LatencySummary lengths = new LatencySummary();
    private final LatencySummary tickGaps = new LatencySummary();
    private long[] begun = new long[0];
    private long[] ticked = new long[0];

    /** Nothing seen yet of a source with these labels. */
    public HandlerTimes(Labels labels) {
        names = new HandlerNames(labels);
    }

    @Override
    public void write(EventBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            EventKind kind = batch.kindAt(row);
            int cpu = batch.cpu[row];
            if (cpu < 0 || cpu >= MOST_CPUS) {
                continue;
            }
            switch (kind.role()) {
                case INTERRUPT_ENTRY -> entry(cpu, names.kindOf(kind, batch, row), batch.timestampNs[row]);
                case INTERRUPT_EXIT -> exit(cpu, batch.timestampNs[row]);
                case RECORDER -> {
                    Arrays.fill(begun, NONE);
                    Arrays.fill(ticked, NONE);
                }
                default -> {}
            }
        }
    }

    private void entry(int cpu, @Nullable InterruptKind kind, long atNs) {
        if (cpu >= begun.length) {
            int known = begun.length;
            begun = Arrays.copyOf(begun, cpu + 1);
            ticked = Arrays.copyOf(ticked, cpu + 1);
            Arrays.fill(begun, known, cpu + 1, NONE);
            Arrays.fill(ticked, known, cpu + 1, NONE);
        }
        begun[cpu] = kind == InterruptKind.IPI ? NONE : atNs;
        if (kind == InterruptKind.RTC) {
            if (ticked[cpu] != NONE) {
                tickGaps.add(atNs - ticked[cpu]);
            }
            ticked[cpu] = atNs;
        }
    }

    private void exit(int cpu, long atNs) {
        if (cpu < begun.length && begun[cpu] != NONE) {
            lengths.add(atNs - begun[cpu]);
            begun[cpu] = NONE;
        }
    }

    /** {@return from entry to exit of each handler that is no IPI's} */
    public LatencySummary lengths() {
        return lengths;
    }

    /** {@return from tick to tick of a CPU; an idle CPU may leave out ticks} */
    public LatencySummary tickGaps() {
        return tickGaps;
    }
}
