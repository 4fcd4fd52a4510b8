package lostedge.analysis.simulation;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.EventSource.Positions;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.ftrace.FtraceWriter;
import lostedge.ingest.store.StoreMetadata;
import lostedge.ingest.store.StoreWriter;

/** The file that takes the rows of a simulated trace, in one of its {@linkplain TraceForm forms}. */
interface TraceFile extends EventSink, Closeable {
    /** Completes the file, and those that tell how it was recorded. */
    void finish() throws IOException;

    /**
     * Starts the file.
     *
     * @param folder where
     * @param labels holds the names of the rows to come
     * @param kinds which kinds of event are switched on
     * @param exact whether a text has stamps of nanoseconds, too
     * @param toolVersion version of the program
     */
    static TraceFile create(
            TraceForm form, Path folder, Labels labels, Set<EventKind> kinds, boolean exact, String toolVersion)
            throws IOException {
        return form == TraceForm.TEXT
                ? new Text(folder, labels, kinds, exact)
                : new Store(folder, labels, kinds, toolVersion);
    }

    /** The text of the kernel's {@code trace} file. */
    final class Text implements TraceFile {
        private final Path folder;
        private final Set<EventKind> kinds;
        private final FtraceWriter text;

        private Text(Path folder, Labels labels, Set<EventKind> kinds, boolean exact) throws IOException {
            this.folder = folder;
            this.kinds = kinds;
            text = new FtraceWriter(
                    new BufferedOutputStream(Files.newOutputStream(folder.resolve("trace.txt"))),
                    "trace.txt",
                    labels,
                    new Clock(Clock.Domain.MONOTONIC, exact ? 1 : 1_000, true, true));
        }

        @Override
        public void write(EventBatch batch) throws IOException {
            text.write(batch);
        }

        @Override
        public void finish() throws IOException {
            Files.writeString(
                    folder.resolve("trace_clock.txt"), "local global counter uptime perf [mono] mono_raw boot tai\n");
            Files.writeString(
                    folder.resolve("set_event.txt"),
                    kinds.stream()
                            .map(kind -> kind.subsystem() + ":" + kind.tracepoint() + "\n")
                            .sorted()
                            .collect(Collectors.joining()));
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }

    /** A store, which tells how it was recorded itself. */
    final class Store implements TraceFile {
        private final Labels labels;
        private final String toolVersion;
        private final StoreWriter store;
        private final Capabilities capabilities = new Capabilities();

        private Store(Path folder, Labels labels, Set<EventKind> kinds, String toolVersion) throws IOException {
            this.labels = labels;
            this.toolVersion = toolVersion;
            capabilities.declare(kinds);
            store = new StoreWriter(folder.resolve("trace.arrow"), true);
        }

        @Override
        public void write(EventBatch batch) throws IOException {
            for (int row = 0; row < batch.size(); row++) {
                capabilities.see(batch.kindAt(row));
            }
            store.write(batch);
        }

        @Override
        public void finish() throws IOException {
            Clock clock = new Clock(Clock.Domain.MONOTONIC, 1, true, true);
            store.finish(
                    labels,
                    List.of(),
                    new StoreMetadata(toolVersion, List.of(), clock, Positions.EVENTS, capabilities, new LossLedger()));
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }
}
