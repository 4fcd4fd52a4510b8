package lostedge.ingest.interrupts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;

/**
 * Reads {@code /proc/interrupts} of every architecture. Stateless.
 *
 * <p>The snapshots of one folder are one series, with the times that an index file beside them or their names tell; a
 * log of snapshots with a time between each is a series of its own.
 */
public final class InterruptsReader {
    /** Bytes a log may have before its first snapshot and still be recognised. */
    private static final int MAX_PREFACE_BYTES = 512;

    /** {@return the format's name on the command line} */
    public String name() {
        return "interrupts";
    }

    /**
     * Tells from the first bytes whether a recording is a snapshot or a log of snapshots.
     *
     * @param head the first bytes, at most 64 KiB
     */
    public boolean recognises(byte[] head) {
        return isSnapshot(head);
    }

    /**
     * Tells from the first bytes whether a recording may be the index of the snapshots beside it. It means something
     * only together with them.
     *
     * @param head the first bytes, at most 64 KiB
     */
    public boolean recognisesIndex(byte[] head) {
        return SnapshotIndex.recognises(head);
    }

    /** The line that names the CPUs is one of the first four; before it a script may have printed what it likes. */
    private static boolean isSnapshot(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int begin = 0;
        for (int i = 0; i < 4 && begin <= MAX_PREFACE_BYTES && begin < text.length(); i++) {
            int end = text.indexOf('\n', begin);
            String line = text.substring(begin, end < 0 ? text.length() : end).stripTrailing();
            if (SnapshotParser.header(line).length > 0) {
                return isFollowedByRow(text, end);
            }
            begin = end < 0 ? text.length() : end + 1;
        }
        return false;
    }

    /** {@code /proc/softirqs} has the same header; its rows are told by their names. */
    private static boolean isFollowedByRow(String text, int endOfHeader) {
        if (endOfHeader < 0) {
            return true;
        }
        int end = text.indexOf('\n', endOfHeader + 1);
        String row =
                text.substring(endOfHeader + 1, end < 0 ? text.length() : end).stripLeading();
        return !row.startsWith("HI:") && !row.startsWith("TIMER:");
    }

    /**
     * Reads the series in recordings that {@link #recognises} or {@link #recognisesIndex} accepts.
     *
     * @throws RecordingException if a recording is cut short, holds no snapshot or mixes clocks
     */
    public List<CounterSeries> read(List<Recording> recordings) throws IOException {
        Map<String, List<Recording>> indexes = new TreeMap<>();
        Map<String, List<SnapshotLog>> singles = new TreeMap<>();
        List<CounterSeries> series = new ArrayList<>();
        for (Recording recording : recordings) {
            String folder = SnapshotIndex.folder(recording.name());
            if (!isSnapshot(recording.head())) {
                indexes.computeIfAbsent(folder, f -> new ArrayList<>()).add(recording);
                continue;
            }
            SnapshotLog log = SnapshotLog.read(recording);
            if (log.isSingle()) {
                singles.computeIfAbsent(folder, f -> new ArrayList<>()).add(log);
            } else {
                series.add(log.series());
            }
        }
        for (Map.Entry<String, List<SnapshotLog>> entry : singles.entrySet()) {
            series.add(folder(entry.getKey(), entry.getValue(), indexes.getOrDefault(entry.getKey(), List.of())));
        }
        return series;
    }

    private static CounterSeries folder(String folder, List<SnapshotLog> singles, List<Recording> indexFiles)
            throws IOException {
        String source = singles.size() == 1 ? singles.get(0).name() : folder;
        LossLedger losses = new LossLedger();
        SnapshotSeries series = new SnapshotSeries(source, losses, SnapshotSeries.MAX_COUNTS);
        List<SnapshotIndex> indexes = new ArrayList<>();
        for (Recording file : indexFiles) {
            indexes.add(SnapshotIndex.read(file, losses));
        }
        List<CounterSnapshot> snapshots = new ArrayList<>();
        for (SnapshotLog single : singles) {
            losses.addAll(single.losses());
            snapshots.add(timed(single, indexes, series));
        }
        snapshots.sort(
                Comparator.comparingLong(CounterSnapshot::timestampNs).thenComparingLong(InterruptsReader::total));
        snapshots.forEach(series::add);
        return series.finish();
    }

    private static CounterSnapshot timed(SnapshotLog single, List<SnapshotIndex> indexes, SnapshotSeries series)
            throws RecordingException {
        CounterSnapshot snapshot = single.single();
        Optional<TimeStamp.Named> named = TimeStamp.ofName(SnapshotIndex.baseName(single.name()));
        String tag = named.map(TimeStamp.Named::tag).orElse("");
        for (SnapshotIndex index : indexes) {
            Optional<SnapshotIndex.Interval> interval = index.intervalOf(single.name());
            if (interval.isPresent()) {
                series.clock(SnapshotIndex.CLOCK, single.name());
                long begin = interval.get().beginNs();
                return new CounterSnapshot(begin, interval.get().endNs(), tag, snapshot.cpus(), snapshot.rows());
            }
        }
        Optional<TimeStamp> inside = single.clock();
        if (inside.isPresent()) {
            series.clock(inside.get(), single.name());
            return snapshot;
        }
        if (named.isPresent()) {
            TimeStamp time = named.get().time();
            series.clock(time, single.name());
            return new CounterSnapshot(time.ns(), time.ns(), tag, snapshot.cpus(), snapshot.rows());
        }
        return snapshot;
    }

    /** Interrupts are only ever added, so that of two snapshots without times the one that counts more is the later. */
    private static long total(CounterSnapshot snapshot) {
        long total = 0;
        for (CounterSnapshot.Row row : snapshot.rows()) {
            for (long count : row.counts()) {
                total += count;
            }
        }
        return total;
    }
}
