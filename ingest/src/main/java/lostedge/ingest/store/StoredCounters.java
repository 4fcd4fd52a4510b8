package lostedge.ingest.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Clock;
import lostedge.engine.event.Labels;
import lostedge.ingest.arrow.ArrowField;
import lostedge.ingest.arrow.ArrowFileReader;
import lostedge.ingest.arrow.ArrowFileWriter;
import lostedge.ingest.arrow.BatchBody;
import lostedge.ingest.arrow.BatchColumns;
import lostedge.ingest.reader.RecordingException;

/**
 * Counter readings as an Arrow file within the store: one batch per snapshot, one row per count, in the order of the
 * snapshot's rows and CPUs; {@code cpu} is -1 for a machine-wide count. Series, times, tags and CPUs of the snapshots
 * are in the file's metadata, as {@link TabSeparated} lists.
 */
final class StoredCounters {
    /** Metadata key of the store: offset of the counters' first byte. */
    static final String START = "counters.start";
    /** Metadata key of the store: offset behind the counters' last byte. */
    static final String END = "counters.end";

    private static final long NAMES = 0;
    private static final int ROW = 0;
    private static final int DESCRIPTION = 1;
    private static final int CPU = 2;
    private static final int COUNT = 3;
    private static final List<ArrowField> FIELDS = List.of(
            new ArrowField("row", ArrowField.Type.INT32, false, NAMES, Map.of()),
            new ArrowField("description", ArrowField.Type.INT32, false, NAMES, Map.of()),
            new ArrowField("cpu", ArrowField.Type.INT32, false, ArrowField.PLAIN, Map.of("none", "-1")),
            new ArrowField("count", ArrowField.Type.INT64, false, ArrowField.PLAIN, Map.of()));

    private StoredCounters() {}

    static void write(FileChannel channel, List<CounterSeries> allSeries) throws IOException {
        List<List<String>> series = new ArrayList<>();
        List<List<String>> snapshots = new ArrayList<>();
        Labels names = new Labels();
        try (ArrowFileWriter arrow = new ArrowFileWriter(channel, FIELDS, true, Map.of())) {
            for (CounterSeries each : allSeries) {
                Clock clock = each.clock();
                series.add(List.of(
                        each.source(),
                        Integer.toString(each.snapshots().size()),
                        clock.domain().traceName(),
                        Long.toString(clock.resolutionNs()),
                        Boolean.toString(clock.hasDurations()),
                        Boolean.toString(clock.acrossCpus()),
                        StoreMetadata.writeLosses(each.losses())));
                for (CounterSnapshot snapshot : each.snapshots()) {
                    List<String> line = new ArrayList<>(List.of(
                            Long.toString(snapshot.timestampNs()), Long.toString(snapshot.endNs()), snapshot.tag()));
                    for (int cpu : snapshot.cpus()) {
                        line.add(Integer.toString(cpu));
                    }
                    snapshots.add(line);
                    writeSnapshot(arrow, snapshot, names);
                }
            }
            arrow.writeDictionary(NAMES, names(names));
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put("series", TabSeparated.write(series));
            metadata.put("snapshots", TabSeparated.write(snapshots));
            arrow.finish(metadata);
        }
    }

    /** Reads the counters of a store; the channel is closed. */
    static List<CounterSeries> read(ArrowFileReader store, SeekableByteChannel channel, String name)
            throws IOException {
        try (channel) {
            if (!store.metadata().containsKey(START)) {
                return List.of();
            }
            long start = Long.parseLong(StoreMetadata.required(store.metadata(), START));
            long end = Long.parseLong(StoreMetadata.required(store.metadata(), END));
            ArrowFileReader arrow = new ArrowFileReader(channel, start, end, name);
            if (!arrow.fields().stream()
                    .map(ArrowField::type)
                    .toList()
                    .equals(List.of(
                            ArrowField.Type.INT32,
                            ArrowField.Type.INT32,
                            ArrowField.Type.INT32,
                            ArrowField.Type.INT64))) {
                throw arrow.refusal("the counters have other columns than expected");
            }
            return series(arrow);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new RecordingException(name, "", "a store with damaged counters");
        }
    }

    private static List<CounterSeries> series(ArrowFileReader arrow) throws IOException {
        List<String> names = arrow.readDictionary(NAMES);
        List<List<String>> snapshots = TabSeparated.read(StoreMetadata.required(arrow.metadata(), "snapshots"));
        List<CounterSeries> all = new ArrayList<>();
        int next = 0;
        for (List<String> line : TabSeparated.read(StoreMetadata.required(arrow.metadata(), "series"))) {
            List<CounterSnapshot> own = new ArrayList<>();
            for (int left = Integer.parseInt(line.get(1)); left > 0; left--) {
                own.add(readSnapshot(arrow.readBatch(next), snapshots.get(next), names));
                next++;
            }
            Clock clock = new Clock(
                    Clock.Domain.named(line.get(2)),
                    Long.parseLong(line.get(3)),
                    Boolean.parseBoolean(line.get(4)),
                    Boolean.parseBoolean(line.get(5)));
            all.add(new CounterSeries(line.get(0), clock, own, StoreMetadata.readLosses(line.get(6))));
        }
        return all;
    }

    private static void writeSnapshot(ArrowFileWriter arrow, CounterSnapshot snapshot, Labels names)
            throws IOException {
        int size = snapshot.rows().stream().mapToInt(row -> row.counts().length).sum();
        int[][] ints = new int[3][size];
        long[] counts = new long[size];
        int at = 0;
        for (CounterSnapshot.Row row : snapshot.rows()) {
            for (int c = 0; c < row.counts().length; c++) {
                ints[ROW][at] = names.intern(row.name());
                ints[DESCRIPTION][at] = names.intern(row.description());
                ints[CPU][at] = row.perCpu() ? snapshot.cpus()[c] : -1;
                counts[at++] = row.counts()[c];
            }
        }
        BatchBody body = arrow.body();
        for (int[] column : ints) {
            body.column(size, 0);
            body.allPresent();
            body.raw(4 * size).asIntBuffer().put(column, 0, size);
            body.add(4 * size, true);
        }
        body.column(size, 0);
        body.allPresent();
        body.raw(8 * size).asLongBuffer().put(counts, 0, size);
        body.add(8 * size, true);
        arrow.writeBatch();
    }

    private static CounterSnapshot readSnapshot(BatchColumns columns, List<String> line, List<String> names) {
        int[] cpus = line.stream().skip(3).mapToInt(Integer::parseInt).toArray();
        List<CounterSnapshot.Row> rows = new ArrayList<>();
        int at = 0;
        while (at < columns.rows()) {
            boolean perCpu = columns.data(CPU).getInt(4 * at) >= 0;
            long[] counts = new long[perCpu ? cpus.length : 1];
            if (counts.length == 0) {
                throw new IllegalArgumentException("a count per CPU in a snapshot without CPUs");
            }
            columns.data(COUNT).asLongBuffer().get(at, counts, 0, counts.length);
            rows.add(new CounterSnapshot.Row(
                    names.get(columns.data(ROW).getInt(4 * at)),
                    counts,
                    perCpu,
                    names.get(columns.data(DESCRIPTION).getInt(4 * at))));
            at += counts.length;
        }
        return new CounterSnapshot(Long.parseLong(line.get(0)), Long.parseLong(line.get(1)), line.get(2), cpus, rows);
    }

    private static List<String> names(Labels labels) {
        return IntStream.range(0, labels.size()).mapToObj(labels::text).toList();
    }
}
