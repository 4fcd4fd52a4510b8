package lostedge.ingest.ftrace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.archive.Limits;
import lostedge.ingest.reader.Recording;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Parsing a trace text that stands decompressed in memory, with one thread or two. Run with {@code -prof gc}: what is
 * allocated does not grow with the number of lines.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
public class FtraceReaderBenchmark {
    /** A recording with a trace text in it, a path from the module's folder. */
    @Param({
        "../data/recordings/alpha-poll-nothing-lost.tar.xz",
        "../data/recordings/arm64-hotplug.tar.xz",
        "../data/recordings/x86-ftrace-text/overwritten-tgid.txt.xz"
    })
    public String recording = "";

    /** Threads that parse. */
    @Param({"1", "2"})
    public int workers;

    private final EventBatch batch = new EventBatch();
    private Text text = new Text(new byte[0]);

    private record Text(byte[] bytes) implements Recording {
        @Override
        public String name() {
            return "text";
        }

        @Override
        public byte[] head() {
            return Arrays.copyOf(bytes, Math.min(bytes.length, 1 << 16));
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public SeekableByteChannel openSeekable() {
            throw new UnsupportedOperationException("a text is read from its start");
        }

        @Override
        public long size() {
            return -1;
        }
    }

    /** Bytes parsed. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Parsed {
        /** Mebibytes of text. */
        public double mebibytes;
    }

    /** Decompresses the text. */
    @Setup(Level.Trial)
    public void load() throws IOException {
        try (InputFiles files = InputFiles.open(List.of(Path.of(recording)), Limits.DEFAULT)) {
            for (Recording file : files.recordings()) {
                if (new FtraceReader().recognises(file.head())) {
                    try (InputStream in = file.open()) {
                        text = new Text(in.readAllBytes());
                    }
                }
            }
        }
    }

    /** All lines into batches. */
    @Benchmark
    public long parse(Parsed parsed) throws IOException {
        long rows = 0;
        try (EventSource source = new FtraceReader(workers).open(text)) {
            while (source.read(batch)) {
                rows += batch.size();
            }
        }
        parsed.mebibytes += text.bytes.length / (double) (1 << 20);
        return rows;
    }
}
