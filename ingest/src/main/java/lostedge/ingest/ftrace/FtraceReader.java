package lostedge.ingest.ftrace;

import java.io.IOException;
import java.util.function.Function;
import lostedge.engine.event.Clock.Domain;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.ingest.bytes.LineReader;
import lostedge.ingest.bytes.LinesAhead;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.reader.TraceReader;

/** Trace text: {@code trace}, {@code trace_pipe}, {@code trace-cmd report} and {@code perf script}. */
public final class FtraceReader implements TraceReader {
    /** Texts below this size are parsed before threads would have started. */
    private static final long SMALL = 1L << 22;

    private final int workers;
    private final int blockSize;

    /** A reader that parses large texts with as many threads as there are processors. */
    public FtraceReader() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /**
     * A reader that parses large texts with a number of threads.
     *
     * @param workers 1 for the caller's thread alone, 2 for one more that reads ahead, more for so many that parse
     */
    public FtraceReader(int workers) {
        this(workers, LineReader.USUAL_BLOCK_SIZE);
    }

    FtraceReader(int workers, int blockSize) {
        this.workers = workers;
        this.blockSize = blockSize;
    }

    @Override
    public String name() {
        return "ftrace";
    }

    @Override
    public boolean recognises(byte[] head) {
        return FtraceHead.read(head) != null;
    }

    /** Opens a text whose clock is not known: such a text does not name it. */
    @Override
    public EventSource open(Recording recording) throws IOException {
        return open(recording, Domain.UNKNOWN);
    }

    /**
     * Opens a text recorded on a known clock.
     *
     * @param domain the clock, as {@code trace_clock} named it when the text was recorded
     */
    public EventSource open(Recording recording, Domain domain) throws IOException {
        FtraceHead head = FtraceHead.read(recording.head());
        if (head == null) {
            throw new RecordingException(
                    recording.name(), "line 1", "expected a \"# tracer:\" head or an event line of a kernel trace");
        }
        if (!head.hasEventLines()) {
            throw new RecordingException(
                    recording.name(),
                    "line 1",
                    "tracer " + printable(head.tracer()) + " prints call graphs; expected one that prints event lines");
        }
        LineReader lines = new LineReader(recording.open(), blockSize);
        Labels labels = new Labels();
        Function<Labels, FtraceParser> parsers = names -> new FtraceParser(recording.name(), head, names);
        long size = recording.size();
        boolean oneBuffer = head.margin() == 0;
        boolean large = size < 0 || size > SMALL;
        RowStream rows;
        if (workers > 2 && oneBuffer && large) {
            rows = new ParallelRows(lines, labels, parsers, workers);
        } else {
            rows = new SerialRows(workers > 1 && large ? new LinesAhead(lines) : lines, parsers.apply(labels));
        }
        return new FtraceSource(recording.name(), head, head.clock(domain), lines, labels, rows);
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
