package lostedge.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Clock;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.perfetto.PerfettoReader;

/** Counter readings brought onto the clock of the trace beside them, where that tells how the two compare. */
final class CounterClocks {
    private CounterClocks() {}

    /** {@return the series, those on the monotonic clock moved to the boot clock if a Perfetto trace tells how} */
    static List<CounterSeries> onClockOfTrace(List<CounterSeries> counters, List<CapturePart> parts)
            throws IOException {
        List<CounterSeries> moved = new ArrayList<>();
        for (CounterSeries series : counters) {
            OptionalLong aheadNs = OptionalLong.empty();
            for (CapturePart part : parts) {
                if (part.isUsed()
                        && part.format() == TraceFormat.PERFETTO
                        && series.clock().domain() == Clock.Domain.MONOTONIC) {
                    aheadNs = new PerfettoReader().bootAheadOfMonotonicNs(part.recording());
                }
            }
            moved.add(aheadNs.isPresent() ? onBootClock(series, aheadNs.getAsLong()) : series);
        }
        return moved;
    }

    private static CounterSeries onBootClock(CounterSeries series, long aheadNs) {
        LossLedger losses = new LossLedger();
        losses.addAll(series.losses());
        losses.add(
                series.source(),
                "ns added to times on the clock mono, as the trace's clock snapshots tell",
                Severity.INFO,
                aheadNs,
                -1,
                "");
        List<CounterSnapshot> snapshots = series.snapshots().stream()
                .map(snapshot -> new CounterSnapshot(
                        moved(snapshot.timestampNs(), aheadNs),
                        moved(snapshot.endNs(), aheadNs),
                        snapshot.tag(),
                        snapshot.cpus(),
                        snapshot.rows()))
                .toList();
        Clock boot = new Clock(Clock.Domain.BOOT, series.clock().resolutionNs(), true, true);
        return new CounterSeries(series.source(), boot, snapshots, losses);
    }

    private static long moved(long timeNs, long aheadNs) {
        return timeNs == CounterSnapshot.NO_TIME ? timeNs : timeNs + aheadNs;
    }
}
