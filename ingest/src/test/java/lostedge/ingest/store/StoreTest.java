package lostedge.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.archive.Limits;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
    private static final List<InputFile> INPUTS = List.of(new InputFile("a dir/trace.txt", "ftrace", "ab12"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "9, false", "5000, true", "150000, true", "150000, false"})
    void aStoreGivesBackEveryRowNameAndNumber(int rows, boolean compressed) throws IOException {
        Path file = write(rows, List.of(), compressed);
        try (InputFiles files = InputFiles.open(List.of(file), Limits.DEFAULT);
                EventSource original = new ArraySource(5, rows);
                EventSource stored = new StoreReader().open(files.recordings().get(0))) {
            assertThat(events(stored, 1000)).isEqualTo(events(original, EventBatch.DEFAULT_CAPACITY));
            assertThat(stored.clock()).isEqualTo(original.clock());
            assertThat(stored.positions()).isEqualTo(original.positions());
            assertThat(stored.losses().losses()).isEqualTo(original.losses().losses());
            for (EventKind kind : EventKind.values()) {
                assertThat(stored.capabilities().of(kind))
                        .isEqualTo(original.capabilities().of(kind));
            }
        }
    }

    @Test
    void aDeclaredSetOfTracepointsSurvives() throws IOException {
        ArraySource source = new ArraySource(1, 0);
        source.capabilities().see(EventKind.OTHER);
        source.capabilities().declare(EnumSet.of(EventKind.CPU_IDLE));
        Path file = folder.resolve("declared.arrow");
        try (StoreWriter writer = new StoreWriter(file, true)) {
            writer.finish(source, List.of(), INPUTS, "test");
        }
        try (EventSource stored = new StoreReader().open(recording(file))) {
            for (EventKind kind : EventKind.values()) {
                assertThat(stored.capabilities().of(kind))
                        .isEqualTo(source.capabilities().of(kind));
            }
        }
    }

    @Test
    void countersAndInputsComeBack() throws IOException {
        List<CounterSeries> counters = List.of(series(Clock.Domain.MONOTONIC, 3), series(Clock.Domain.REALTIME, 1));
        Path file = write(100, counters);
        StoreReader reader = new StoreReader();
        assertThat(reader.inputs(recording(file))).isEqualTo(INPUTS);
        assertThat(reader.counters(recording(file))).usingRecursiveComparison().isEqualTo(counters);
    }

    @Test
    void aStoreWithoutCountersHasNone() throws IOException {
        assertThat(new StoreReader().counters(recording(write(3, List.of())))).isEmpty();
    }

    @Test
    void aCompressedStoreIsSmallerAndTellsTheSameOfItself() throws IOException {
        List<CounterSeries> counters = List.of(series(Clock.Domain.MONOTONIC, 2));
        long plain = Files.size(write(150_000, counters, false));
        List<InputFile> inputs = new StoreReader().inputs(recording(folder.resolve("events.arrow")));
        Path compressed = write(150_000, counters, true);
        assertThat(Files.size(compressed)).isLessThan(plain * 3 / 4);
        assertThat(new StoreReader().inputs(recording(compressed))).isEqualTo(inputs);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void arrowsOwnLibraryReadsTimesAndNames(boolean compressed) throws IOException {
        Path file = write(5000, List.of(series(Clock.Domain.MONOTONIC, 2)), compressed);
        List<String> found = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader =
                        new ArrowFileReader(FileChannel.open(file), allocator, CommonsCompressionFactory.INSTANCE)) {
            assertThat(reader.getVectorSchemaRoot().getSchema().getCustomMetadata())
                    .containsEntry("clock", "mono")
                    .containsEntry("inputs", "a dir/trace.txt\tftrace\tab12\n");
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                BigIntVector times = (BigIntVector) root.getVector("time_ns");
                try (var kinds = DictionaryEncoder.decode(
                                root.getVector("kind"),
                                reader.getDictionaryVectors().get(StoreColumns.KINDS));
                        var labels = DictionaryEncoder.decode(
                                root.getVector("label"),
                                reader.getDictionaryVectors().get(StoreColumns.NAMES))) {
                    for (int row = 0; row < root.getRowCount(); row++) {
                        found.add(times.get(row) + " " + kinds.getObject(row) + " " + labels.getObject(row));
                    }
                }
            }
        }
        List<String> expected = new ArrayList<>();
        try (EventSource original = new ArraySource(5, 5000)) {
            EventBatch batch = new EventBatch();
            while (original.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    expected.add(batch.timestampNs[row] + " " + StoreColumns.nameOf(batch.kindAt(row)) + " "
                            + (batch.label[row] < 0 ? null : original.labels().text(batch.label[row])));
                }
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    /** Arrow libraries of other languages are the oracle; LOSTEDGE_PYTHON names a python that has them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pyarrowAndPolarsReadTheSameRows(boolean compressed) throws Exception {
        String python = System.getenv("LOSTEDGE_PYTHON");
        assumeTrue(python != null, "LOSTEDGE_PYTHON is not set");
        write(70_000, List.of(series(Clock.Domain.MONOTONIC, 2)), compressed);
        StringBuilder expected = new StringBuilder();
        try (EventSource original = new ArraySource(5, 70_000)) {
            EventBatch batch = new EventBatch();
            while (original.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    expected.append(batch.timestampNs[row] + "|" + batch.cpu[row] + "|"
                            + StoreColumns.nameOf(batch.kindAt(row)) + "|" + batch.reference[row] + "|"
                            + original.labels().text(batch.label[row]).replace('\t', ' ') + "|"
                            + original.labels().text(batch.site[row]).replace('\t', ' ') + "\n");
                }
            }
        }
        Files.writeString(folder.resolve("expected.txt"), expected);
        Process process = new ProcessBuilder(python, "src/test/python/read_store.py", folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("70000 rows agree");
    }

    /** An archive's members that are compressed can't be sought in. */
    @Test
    void aCompressedStoreIsReadToo() throws IOException {
        Path file = write(100, List.of(series(Clock.Domain.MONOTONIC, 2)));
        Path packed = folder.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(file, out);
        }
        try (InputFiles files = InputFiles.open(List.of(packed), Limits.DEFAULT);
                EventSource original = new ArraySource(5, 100);
                EventSource stored = new StoreReader().open(files.recordings().get(0))) {
            assertThat(events(stored, 1000)).isEqualTo(events(original, 1000));
            assertThat(new StoreReader().counters(files.recordings().get(0))).hasSize(1);
        }
    }

    @Test
    void theSameEventsGiveTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(write(3000, List.of(series(Clock.Domain.MONOTONIC, 2))));
        assertThat(Files.readAllBytes(write(3000, List.of(series(Clock.Domain.MONOTONIC, 2)))))
                .isEqualTo(first);
    }

    @Test
    void aTruncatedStoreIsRefused() throws IOException {
        Path file = write(3000, List.of());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        assertThatThrownBy(() -> new StoreReader().open(recording(file)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(file + ": does not end as an Arrow IPC file does: truncated, or never finished");
    }

    @Test
    void anUnfinishedStoreLeavesNoFile() throws IOException {
        try (StoreWriter writer = new StoreWriter(folder.resolve("unfinished"), false);
                ArraySource source = new ArraySource(1, 100)) {
            EventBatch batch = new EventBatch();
            source.read(batch);
            writer.write(batch);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private Path write(int rows, List<CounterSeries> counters) throws IOException {
        return write(rows, counters, rows % 2 == 0);
    }

    private Path write(int rows, List<CounterSeries> counters, boolean compressed) throws IOException {
        Path file = folder.resolve("events.arrow");
        try (EventSource source = new ArraySource(5, rows);
                StoreWriter writer = new StoreWriter(file, compressed)) {
            EventBatch batch = new EventBatch();
            while (source.read(batch)) {
                writer.write(batch);
            }
            writer.finish(source, counters, INPUTS, "test");
        }
        return file;
    }

    static CounterSeries series(Clock.Domain domain, int size) {
        LossLedger losses = new LossLedger();
        losses.add("snap\t1", "short line", LossLedger.Severity.ERROR, 1, 4, "");
        List<CounterSnapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            snapshots.add(new CounterSnapshot(
                    i == 2 ? CounterSnapshot.NO_TIME : 1000L * i,
                    1000L * i + 7,
                    i == 0 ? "start" : "",
                    new int[] {0, 2, 5},
                    List.of(
                            new CounterSnapshot.Row("LOC", new long[] {1, i, Long.MAX_VALUE}, true, "timer\n"),
                            new CounterSnapshot.Row("ERR", new long[] {i}, false, ""),
                            new CounterSnapshot.Row("IPI", new long[] {-1, i, 3}, true, ""))));
        }
        return new CounterSeries("folder", new Clock(domain, 1, true, true), snapshots, losses);
    }

    private static Recording recording(Path file) throws IOException {
        try (InputFiles files = InputFiles.open(List.of(file), Limits.DEFAULT)) {
            return files.recordings().get(0);
        }
    }

    /** Every event as one line, names in place of ids. */
    private static List<String> events(EventSource source, int capacity) throws IOException {
        List<String> events = new ArrayList<>();
        EventBatch batch = new EventBatch(capacity);
        while (source.read(batch)) {
            for (int row = 0; row < batch.size(); row++) {
                events.add(batch.timestampNs[row] + " " + batch.cpu[row] + " " + batch.kindAt(row) + " "
                        + batch.flags[row] + " " + batch.pid[row] + " " + batch.peer[row] + " " + batch.code[row] + " "
                        + batch.reference[row] + " " + name(source, batch.label[row]) + " "
                        + name(source, batch.site[row]) + " " + batch.position[row]);
            }
        }
        return events;
    }

    private static String name(EventSource source, int id) {
        return id < 0 ? "none" : "'" + source.labels().text(id) + "'";
    }
}
