package lostedge.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading a recording of any format from its file, from finding out what it is to its last event, without a digest.
 * Where there are two processors a thread of its own reads ahead. Run with {@code -prof gc}: what is allocated does not
 * grow with the number of events.
 *
 * <p>What ships with the repository is small; name others by {@code -p recording=trace.dat,perf.data}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
public class TraceFormatBenchmark {
    /** A recording with a trace in it, a path from the module's folder. */
    @Param({
        "../data/recordings/x86-ftrace-text/trace-pipe.txt.xz",
        "src/test/resources/lostedge/ingest/ctf/lttng",
        "src/test/resources/lostedge/ingest/perfetto/events.pftrace"
    })
    public String recording = "";

    private final EventBatch batch = new EventBatch();

    /** What was read. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Read {
        /** Events. */
        public long events;
    }

    /** All events into batches. */
    @Benchmark
    public void read(Read read) throws IOException {
        try (Capture capture = Capture.open(List.of(Path.of(recording)), false);
                EventSource source = capture.openEvents()) {
            while (source.read(batch)) {
                read.events += batch.size();
            }
        }
    }
}
