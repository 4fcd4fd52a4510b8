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
    final Map<Ipi.Fate, Long> fates = new EnumMap<>(Ipi.Fate.class);
    final Map<Ipi.Edge, Long> edges = new EnumMap<>(Ipi.Edge.class);
    final Map<Stall.Cause, Waits> stalls = new EnumMap<>(Stall.Cause.class);
    final Map<IpiMessage, Long> rescues = new EnumMap<>(IpiMessage.class);

    Findings(FindingSink sink) {
        this.sink = sink;
    }

    @Override
    public void ipi(Ipi ipi) {
        fates.merge(ipi.fate(), 1L, Long::sum);
        edges.merge(ipi.edge(), 1L, Long::sum);
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
