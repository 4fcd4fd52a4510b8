package lostedge.ingest.ftrace;

import java.io.IOException;
import lostedge.engine.event.Clock.Domain;
import lostedge.engine.event.EventSource;
import lostedge.ingest.bytes.LineReader;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import lostedge.ingest.reader.TraceReader;

/** Trace text: {@code trace}, {@code trace_pipe}, {@code trace-cmd report} and {@code perf script}. */
public final class FtraceReader implements TraceReader {
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
        return new FtraceSource(recording.name(), head, head.clock(domain), new LineReader(recording.open()));
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
