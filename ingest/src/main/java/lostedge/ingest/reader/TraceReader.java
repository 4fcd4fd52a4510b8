package lostedge.ingest.reader;

import java.io.IOException;
import lostedge.engine.event.EventSource;

/** A recording format that carries events. Stateless. */
public interface TraceReader {
    /** {@return the format's name on the command line, such as "ftrace"} */
    String name();

    /**
     * Tells from the first bytes whether a recording is of this format.
     *
     * @param head the first bytes, at most 64 KiB
     */
    boolean recognises(byte[] head);

    /**
     * Opens a recording of this format.
     *
     * @throws RecordingException if the recording is not what its first bytes promise
     */
    EventSource open(Recording recording) throws IOException;
}
