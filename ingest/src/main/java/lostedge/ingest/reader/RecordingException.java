package lostedge.ingest.reader;

import java.io.IOException;

/** Refusal of a recording: one line naming the file, the line or offset, and what was expected. */
public final class RecordingException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param name the file, or archive member as {@code archive!member}
     * @param position "line 12" or "offset 4096", or the empty text
     * @param expectation what was found and what was expected
     */
    public RecordingException(String name, String position, String expectation) {
        super(position.isEmpty() ? name + ": " + expectation : name + ": " + position + ": " + expectation);
    }
}
