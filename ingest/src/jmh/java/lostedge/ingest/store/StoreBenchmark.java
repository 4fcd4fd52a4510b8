package lostedge.ingest.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.Capture;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.archive.Limits;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing and reading a store of real events, parsed beforehand and repeated; compare with the parser's own benchmark
 * to see what a store adds to an import and saves an analysis.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class StoreBenchmark {
    private static final int MOST_ROWS = 4_000_000;

    /** A recording, a path from the module's folder. */
    @Param("../data/recordings/alpha-poll-nothing-lost.tar.xz")
    public String recording = "";

    /** Whether the store is compressed. */
    @Param({"false", "true"})
    public boolean compressed;

    private final List<EventBatch> batches = new ArrayList<>();
    private Capture capture;
    private EventSource source;
    private Path folder;
    private Path store;

    /** Parses the recording into memory and writes the store that is read. */
    @Setup(Level.Trial)
    public void parse() throws IOException {
        folder = Files.createTempDirectory("store-benchmark");
        store = folder.resolve("read.arrow");
        capture = Capture.open(List.of(Path.of(recording)));
        source = capture.openEvents();
        long rows = 0;
        EventBatch batch = new EventBatch();
        while (source.read(batch) && rows < MOST_ROWS) {
            rows += batch.size();
            batches.add(batch);
            batch = new EventBatch();
        }
        write(store);
    }

    /** Removes the files. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        source.close();
        capture.close();
        Files.deleteIfExists(folder.resolve("written.arrow"));
        Files.deleteIfExists(store);
        Files.deleteIfExists(folder);
    }

    /** All batches into a new store. */
    @Benchmark
    public Path writeStore() throws IOException {
        Path file = folder.resolve("written.arrow");
        write(file);
        return file;
    }

    /** All batches of a store. */
    @Benchmark
    public long readStore() throws IOException {
        EventBatch batch = new EventBatch();
        long sum = 0;
        try (InputFiles files = InputFiles.open(List.of(store), Limits.DEFAULT);
                EventSource stored = new StoreReader().open(files.recordings().get(0))) {
            while (stored.read(batch)) {
                sum += batch.size() + batch.timestampNs[0];
            }
        }
        return sum;
    }

    private void write(Path file) throws IOException {
        try (StoreWriter writer = new StoreWriter(file, compressed)) {
            for (EventBatch batch : batches) {
                writer.write(batch);
            }
            writer.finish(source, List.of(), List.of(), "benchmark");
        }
    }
}
