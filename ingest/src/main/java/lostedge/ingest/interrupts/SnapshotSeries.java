package lostedge.ingest.interrupts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.counter.CounterSnapshot.Row;
import lostedge.engine.event.Clock;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.reader.RecordingException;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as they gather into a series. Rows that did not change share their counts with the snapshot before; should
 * the counts still outgrow memory, every second snapshot without a tag is passed over and counted.
 */
final class SnapshotSeries {
    /** Most counts that are kept. */
    static final long MAX_COUNTS = 1L << 24;

    private final String source;
    private final LossLedger losses;
    private final long maxCounts;
    private final List<CounterSnapshot> snapshots = new ArrayList<>();
    private Map<String, Row> newest = Map.of();
    private long counts;
    private int stride = 1;
    private long added;
    private Clock.@Nullable Domain domain;
    private long resolutionNs;

    SnapshotSeries(String source, LossLedger losses, long maxCounts) {
        this.source = source;
        this.losses = losses;
        this.maxCounts = maxCounts;
    }

    /**
     * Notes the clock of a time in the series.
     *
     * @throws RecordingException if other times of the series are on another clock
     */
    void clock(TimeStamp time, String position) throws RecordingException {
        if (domain != null && domain != time.domain()) {
            throw new RecordingException(
                    source,
                    position,
                    "a time on the " + time.domain().traceName() + " clock among times on the " + domain.traceName()
                            + " clock: one clock expected");
        }
        domain = time.domain();
        resolutionNs = Math.max(resolutionNs, time.resolutionNs());
    }

    /** Adds the next snapshot. */
    void add(CounterSnapshot snapshot) {
        if (added++ % stride != 0 && snapshot.tag().isEmpty()) {
            passOver(1);
            return;
        }
        Map<String, Row> byName = new HashMap<>();
        List<Row> rows = new ArrayList<>(snapshot.rows().size());
        for (Row row : snapshot.rows()) {
            Row kept = newest.get(row.name());
            if (kept == null || !same(kept, row)) {
                kept = row;
                counts += row.counts().length;
            }
            rows.add(kept);
            byName.put(kept.name(), kept);
        }
        newest = byName;
        snapshots.add(new CounterSnapshot(
                snapshot.timestampNs(), snapshot.endNs(), snapshot.tag(), snapshot.cpus(), List.copyOf(rows)));
        if (counts > maxCounts) {
            thin();
        }
    }

    /** Replaces each snapshot's times. */
    void retime(UnaryOperator<CounterSnapshot> times) {
        snapshots.replaceAll(times);
    }

    private void thin() {
        List<CounterSnapshot> kept = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            CounterSnapshot snapshot = snapshots.get(i);
            if (i % 2 == 0 || !snapshot.tag().isEmpty() || i == snapshots.size() - 1) {
                kept.add(snapshot);
            }
        }
        if (kept.size() < snapshots.size()) {
            passOver(snapshots.size() - kept.size());
            snapshots.clear();
            snapshots.addAll(kept);
            stride *= 2;
            counts /= 2;
        }
    }

    private void passOver(long count) {
        losses.add(source, "snapshot passed over to bound memory", Severity.INFO, count, -1, "");
    }

    private static boolean same(Row a, Row b) {
        return a.perCpu() == b.perCpu()
                && Arrays.equals(a.counts(), b.counts())
                && a.description().equals(b.description());
    }

    /** {@return the snapshots so far, in the order they were added} */
    CounterSeries finish() {
        long untimed = 0;
        long backwards = 0;
        long newestNs = CounterSnapshot.NO_TIME;
        for (CounterSnapshot snapshot : snapshots) {
            untimed += snapshot.timestampNs() == CounterSnapshot.NO_TIME ? 1 : 0;
            backwards += snapshot.timestampNs() < newestNs ? 1 : 0;
            newestNs = snapshot.timestampNs();
        }
        count("snapshot without a time", Severity.INFO, untimed, "rates from it and to it");
        count("clock stepped back between snapshots", Severity.DATA_LOSS, backwards, "rates across the step");
        Clock clock = domain == null
                ? new Clock(Clock.Domain.UNKNOWN, 0, false, true)
                : new Clock(domain, resolutionNs, true, true);
        return new CounterSeries(source, clock, List.copyOf(snapshots), losses);
    }

    private void count(String counter, Severity severity, long count, String forbids) {
        if (count > 0) {
            losses.add(source, counter, severity, count, -1, forbids);
        }
    }
}
