package lostedge.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.archive.InputFiles;
import lostedge.ingest.archive.Limits;
import lostedge.ingest.ctf.CtfReader;
import lostedge.ingest.dmesg.KernelLogReader;
import lostedge.ingest.ftrace.FtraceReader;
import lostedge.ingest.interrupts.InterruptsReader;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.reader.TraceReader;
import lostedge.ingest.store.InputFile;
import lostedge.ingest.store.StoreReader;
import lostedge.ingest.store.StoreWriter;
import org.jspecify.annotations.Nullable;

/**
 * Recordings of one machine that belong together: at most one trace, at most one kernel log, and counter readings,
 * found by content behind the paths a user names.
 *
 * <p>Two traces may show the same events twice, so a folder with several is refused, unless one of them is named
 * itself. A folder {@code truth} is passed over: it holds what a test bench knows and an engineer does not.
 */
public final class Capture implements Closeable {
    private final InputFiles files;
    private final List<CapturePart> parts;
    private final SetUp setUp;
    private final List<CounterSeries> counters;
    private boolean compared;
    private @Nullable ClockOffset clockOffset;

    private Capture(InputFiles files, List<CapturePart> parts, SetUp setUp, List<CounterSeries> counters) {
        this.files = files;
        this.parts = List.copyOf(parts);
        this.setUp = setUp;
        this.counters = List.copyOf(counters);
    }

    /**
     * Finds the recordings behind files, folders and archives, and reads the counters.
     *
     * @throws RecordingException if a path holds no recording, if there is more than one trace to choose from, or if
     *     two files contradict each other
     */
    public static Capture open(List<Path> paths) throws IOException {
        return open(paths, true);
    }

    /**
     * Finds the recordings behind files, folders and archives, and reads the counters.
     *
     * @param digested whether the digests of the recordings are wanted
     * @throws RecordingException as {@link #open(List)} does
     */
    public static Capture open(List<Path> paths, boolean digested) throws IOException {
        InputFiles files = InputFiles.open(paths, Limits.DEFAULT);
        try {
            SetUp setUp = new SetUp();
            List<CapturePart> parts = CaptureParts.find(files.recordings(), paths, setUp, digested);
            return new Capture(files, parts, setUp, CounterClocks.onClockOfTrace(readCounters(parts), parts));
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** {@return every file found, in a stable order, with what it is and whether it is used} */
    public List<CapturePart> parts() {
        return parts;
    }

    /** {@return whether there is a trace, so that {@link #openEvents} gives events} */
    public boolean hasEvents() {
        return carries(TraceFormat.Content.EVENTS);
    }

    /**
     * Opens the trace from its first event, as often as it is called; with it the kernel log, if {@link #clockOffset}
     * tells how their clocks compare.
     *
     * @throws RecordingException if there is no trace
     */
    public EventSource openEvents() throws IOException {
        ClockOffset offset = clockOffset();
        EventSource trace = openTrace();
        if (offset == null) {
            return trace;
        }
        try {
            return new MergedSource(trace, openKernelLog(), offset.ns());
        } catch (IOException | RuntimeException e) {
            trace.close();
            throw e;
        }
    }

    /** {@return whether there is a kernel log whose clock could not be brought onto the trace's} */
    public boolean hasKernelLog() throws IOException {
        return carries(TraceFormat.Content.KERNEL_LOG) && clockOffset() == null;
    }

    /**
     * Opens the kernel log alone, on its own clock.
     *
     * @throws RecordingException if there is none
     */
    public EventSource openKernelLog() throws IOException {
        List<Recording> logs = parts.stream()
                .filter(part -> part.carries(TraceFormat.Content.KERNEL_LOG))
                .<Recording>map(CapturePart::recording)
                .toList();
        if (logs.isEmpty()) {
            throw new RecordingException(parts.get(0).recording().name(), "", "no kernel log here");
        }
        return new KernelLogReader().open(logs);
    }

    /**
     * {@return how the kernel log's clock was brought onto the trace's, so that {@link #openEvents} has both, or null
     * if it was not} The first call may read the trace.
     */
    public @Nullable ClockOffset clockOffset() throws IOException {
        if (!compared) {
            compared = true;
            if (hasEvents() && carries(TraceFormat.Content.KERNEL_LOG)) {
                try (EventSource trace = openTrace();
                        EventSource log = openKernelLog()) {
                    clockOffset = ClockOffset.between(trace, log);
                }
            }
        }
        return clockOffset;
    }

    /** {@return the counter readings, each series on its own clock} */
    public List<CounterSeries> counters() {
        return counters;
    }

    /**
     * Tells whether times of two clocks of this machine may be compared: the domain is the same and known. ftrace's
     * {@code local} and printk's clock are not the same, though both begin at boot.
     */
    public static boolean comparable(Clock one, Clock other) {
        return one.domain() == other.domain() && one.domain() != Clock.Domain.UNKNOWN;
    }

    /**
     * Writes events and counters to a store.
     *
     * @param compressed whether it is to be small rather than quick to write and to be mapped
     * @param toolVersion version of the program
     * @return what was lost or refused
     * @throws RecordingException if there is no trace
     * @throws IOException if a recording can't be read or the file can't be written; then there is no file
     */
    public LossLedger writeStore(Path file, boolean compressed, String toolVersion) throws IOException {
        try (EventSource events = openEvents();
                StoreWriter store = new StoreWriter(file, compressed)) {
            EventBatch batch = new EventBatch();
            while (events.read(batch)) {
                store.write(batch);
            }
            store.finish(events, counters, inputs(), toolVersion);
            return events.losses();
        }
    }

    /**
     * {@return the files that are used, with their digests if they are wanted, by reading all of them; of a store those
     * it was made from}
     */
    public List<InputFile> inputs() throws IOException {
        List<InputFile> inputs = new ArrayList<>();
        for (CapturePart part : parts) {
            if (part.isUsed() && part.format() == TraceFormat.STORE) {
                inputs.addAll(new StoreReader().inputs(part.readable()));
            } else if (part.isUsed()) {
                inputs.add(new InputFile(
                        part.recording().name(), part.what(), part.recording().sha256()));
            }
        }
        return inputs;
    }

    /** {@return what was passed over while files were looked for} */
    public LossLedger losses() {
        return files.losses();
    }

    /** Frees temporary files; sources opened before can't be read any more. */
    @Override
    public void close() throws IOException {
        parts.forEach(part -> part.recording().close());
        files.close();
    }

    private EventSource openTrace() throws IOException {
        CapturePart trace = parts.stream()
                .filter(part -> part.isUsed() && part.carries(TraceFormat.Content.EVENTS))
                .findFirst()
                .orElseThrow(() -> new RecordingException(
                        parts.get(0).recording().name(), "", "no trace here, only counters or a kernel log"));
        TraceReader reader = trace.format() == null ? null : trace.format().reader();
        if (reader instanceof FtraceReader ftrace) {
            EventSource source = ftrace.open(trace.recording(), setUp.clock());
            if (setUp.switchedOn() != null) {
                source.capabilities().declare(setUp.switchedOn());
            }
            return source;
        }
        if (reader instanceof CtfReader ctf) {
            return ctf.open(trace.recording(), PacketFiles.beside(trace, parts));
        }
        return Objects.requireNonNull(reader, "a format of events has a reader").open(trace.readable());
    }

    private boolean carries(TraceFormat.Content content) {
        return parts.stream().anyMatch(part -> part.isUsed() && part.carries(content));
    }

    private static List<CounterSeries> readCounters(List<CapturePart> parts) throws IOException {
        List<CounterSeries> counters = new ArrayList<>();
        List<Recording> snapshots = parts.stream()
                .filter(part -> part.carries(TraceFormat.Content.COUNTERS))
                .<Recording>map(CapturePart::recording)
                .toList();
        if (!snapshots.isEmpty()) {
            counters.addAll(new InterruptsReader().read(snapshots));
        }
        for (CapturePart part : parts) {
            if (part.isUsed() && part.format() == TraceFormat.STORE) {
                counters.addAll(new StoreReader().counters(part.readable()));
            }
        }
        return counters;
    }
}
