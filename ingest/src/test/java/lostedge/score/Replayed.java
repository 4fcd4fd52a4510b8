package lostedge.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lostedge.engine.assess.Assessment;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Rescue;
import lostedge.engine.finding.Stall;
import lostedge.engine.replay.Replay;
import lostedge.engine.replay.ReplayOptions;
import lostedge.engine.replay.ReplaySummary;
import lostedge.ingest.Capture;

/** A recording's findings, all of them. */
final class Replayed implements FindingSink {
    final Map<Long, Ipi> ipis = new HashMap<>();
    final List<Stall> stalls = new ArrayList<>();
    final List<Rescue> rescues = new ArrayList<>();
    final List<MaskedWindow> windows = new ArrayList<>();
    final ReplaySummary summary;

    private Replayed(Supplier<EventSource> source, CounterSeries counters) throws IOException {
        summary = Assessment.of(() -> anew(source), counters, ReplayOptions.DEFAULT)
                .summary();
    }

    private Assessment.Pass anew(Supplier<EventSource> source) {
        ipis.clear();
        stalls.clear();
        rescues.clear();
        windows.clear();
        return new Assessment.Pass(source.get(), this);
    }

    private Replayed(EventSource events) throws IOException {
        EventBatch batch = new EventBatch();
        events.read(batch);
        Replay replay = new Replay(events.labels(), events.capabilities(), events.clock(), ReplayOptions.DEFAULT, this);
        do {
            replay.write(batch);
        } while (events.read(batch));
        summary = replay.finish(events.losses());
    }

    static Replayed of(Path path) throws IOException {
        try (Capture capture = Capture.open(List.of(path));
                EventSource events = capture.openEvents()) {
            return new Replayed(events);
        }
    }

    /** {@return the findings of an assessment, which also knows the counters} */
    static Replayed of(Supplier<EventSource> source, CounterSeries counters) throws IOException {
        return new Replayed(source, counters);
    }

    /** {@return how many edges are called lost} */
    long lostEdges() {
        return ipis.values().stream().filter(ipi -> ipi.edge() == Ipi.Edge.LOST).count();
    }

    /** {@return how many stalls name this cause} */
    long stalls(Stall.Cause cause) {
        return stalls.stream().filter(stall -> stall.cause() == cause).count();
    }

    @Override
    public void ipi(Ipi ipi) {
        ipis.put(ipi.id(), ipi);
    }

    @Override
    public void stall(Stall stall) {
        stalls.add(stall);
    }

    @Override
    public void rescue(Rescue rescue) {
        rescues.add(rescue);
    }

    @Override
    public void window(MaskedWindow window) {
        windows.add(window);
    }
}
