package lostedge.engine.replay;

import java.util.EnumMap;
import java.util.Map;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.engine.replay.ReplaySummary.Waits;

/** Counts findings on their way to a sink. */
final class Findings implements FindingSink {
    private final FindingSink sink;
    private final long[] fates = new long[Ipi.Fate.values().length];
    private final long[] edges = new long[Ipi.Edge.values().length];
    final Map<Stall.Cause, Waits> stalls = new EnumMap<>(Stall.Cause.class);
    final Map<IpiMessage, Long> rescues = new EnumMap<>(IpiMessage.class);

    Findings(FindingSink sink) {
        this.sink = sink;
    }

    /** {@return messages by fate, those that occurred} */
    Map<Ipi.Fate, Long> fates() {
        return counted(new EnumMap<>(Ipi.Fate.class), Ipi.Fate.values(), fates);
    }

    /** {@return edges by what became of them, what occurred} */
    Map<Ipi.Edge, Long> edges() {
        return counted(new EnumMap<>(Ipi.Edge.class), Ipi.Edge.values(), edges);
    }

    private static <K> Map<K, Long> counted(Map<K, Long> map, K[] keys, long[] counts) {
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                map.put(keys[i], counts[i]);
            }
        }
        return map;
    }

    @Override
    public void ipi(Ipi ipi) {
        fates[ipi.fate().ordinal()]++;
        edges[ipi.edge().ordinal()]++;
        sink.ipi(ipi);
    }

    @Override
    public void stall(Stall stall) {
        stalls.put(stall.cause(), stalls.getOrDefault(stall.cause(), Waits.NONE).with(stall.durationNs()));
        sink.stall(stall);
    }

    @Override
    public void rescue(Rescue rescue) {
        rescues.merge(rescue.message(), 1L, Long::sum);
        sink.rescue(rescue);
    }

    @Override
    public void window(MaskedWindow window) {
        sink.window(window);
    }
}
