package lostedge.ingest.interrupts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.reader.TextLines;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one text and the times around them.
 *
 * <p>One time between two snapshots belongs to the one after it, two to both; where no time comes before the first
 * snapshot but one after the last, each belongs to the snapshot before it.
 */
final class SnapshotLog {
    private final String name;
    private final LossLedger losses = new LossLedger();
    private final SnapshotSeries series;
    private final List<TimeStamp> pending = new ArrayList<>();
    private @Nullable SnapshotParser open;
    private @Nullable TimeStamp begin;
    private boolean timesFollow;
    private boolean lastFollowed;
    private boolean timesPair;
    private @Nullable TimeStamp clock;
    private long snapshots;
    private @Nullable CounterSnapshot only;

    private SnapshotLog(String name) {
        this.name = name;
        this.series = new SnapshotSeries(name, losses, SnapshotSeries.MAX_COUNTS);
    }

    /**
     * Reads a snapshot or a log of snapshots.
     *
     * @throws RecordingException if the text is cut short, holds no snapshot or mixes clocks
     */
    static SnapshotLog read(Recording recording) throws IOException {
        SnapshotLog log = new SnapshotLog(recording.name());
        try (TextLines lines = new TextLines(recording)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!lines.terminated()) {
                    throw new RecordingException(
                            log.name, "line " + lines.number(), "ends without a line feed: the snapshot is cut short");
                }
                log.line(line, lines.number());
            }
            log.close(lines.number(), true);
            log.settleTimes();
        }
        if (log.snapshots == 0) {
            throw new RecordingException(log.name, "", "no snapshot of /proc/interrupts");
        }
        return log;
    }

    private void line(String line, long number) throws RecordingException {
        Optional<SnapshotParser> header = SnapshotParser.begin(line, name, losses);
        if (header.isPresent()) {
            close(number, false);
            open = header.get();
            return;
        }
        Optional<TimeStamp> time = TimeStamp.ofLine(line);
        if (time.isPresent()) {
            series.clock(time.get(), "line " + number);
            pending.add(time.get());
            clock = time.get();
        } else if (!line.isBlank() && (open == null || !pending.isEmpty() || !open.row(line, number))) {
            losses.add(name, "line that is neither a counter nor a time", Severity.INFO, 1, number, "");
        }
    }

    /** Ends the open snapshot at the header of the next or at the end of the text. */
    private void close(long number, boolean atEnd) throws RecordingException {
        SnapshotParser ended = open;
        TimeStamp newest = pending.isEmpty() ? null : pending.get(pending.size() - 1);
        if (ended == null) {
            timesFollow = newest == null;
        } else if (ended.rows().isEmpty()) {
            throw new RecordingException(name, "line " + number, "no counters below the line that names the CPUs");
        } else {
            timesPair |= pending.size() > 1;
            boolean both = pending.size() > 1 || timesFollow || timesPair && atEnd;
            lastFollowed = newest != null;
            long beginNs = ns(begin);
            long endNs = both && newest != null ? ns(pending.get(0)) : beginNs;
            only = new CounterSnapshot(beginNs, endNs, "", ended.cpus(), ended.rows());
            series.add(only);
            snapshots++;
        }
        begin = newest;
        pending.clear();
        open = null;
    }

    private void settleTimes() {
        UnaryOperator<CounterSnapshot> times = timesFollow && lastFollowed
                ? s -> new CounterSnapshot(s.endNs(), s.endNs(), s.tag(), s.cpus(), s.rows())
                : s -> new CounterSnapshot(
                        s.timestampNs(),
                        timesFollow ? s.timestampNs() : Math.max(s.timestampNs(), s.endNs()),
                        s.tag(),
                        s.cpus(),
                        s.rows());
        series.retime(times);
        only = only == null ? null : times.apply(only);
    }

    private static long ns(@Nullable TimeStamp time) {
        return time == null ? CounterSnapshot.NO_TIME : time.ns();
    }

    /** {@return the name of the text} */
    String name() {
        return name;
    }

    /** {@return what could not be read} */
    LossLedger losses() {
        return losses;
    }

    /** {@return a time in the text, if it tells any} */
    Optional<TimeStamp> clock() {
        return Optional.ofNullable(clock);
    }

    /** {@return whether there is one snapshot only} */
    boolean isSingle() {
        return snapshots == 1;
    }

    /** {@return the last snapshot} */
    CounterSnapshot single() {
        if (only == null) {
            throw new IllegalStateException("no snapshot in " + name);
        }
        return only;
    }

    /** {@return all snapshots} */
    CounterSeries series() {
        return series.finish();
    }
}
