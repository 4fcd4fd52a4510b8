package lostedge.ingest;

import lostedge.ingest.digest.DigestedRecording;
import lostedge.ingest.reader.Recording;
import org.jspecify.annotations.Nullable;

/**
 * One file of a capture.
 *
 * @param recording the file
 * @param format its format, or null if it carries neither events nor counters
 * @param what what it was recognised as, such as "ftrace" or "set_event"
 * @param remark why it is not used, or the empty text if it is
 */
public record CapturePart(
        DigestedRecording recording, @Nullable TraceFormat format, String what, String remark) {

    /** {@return whether the capture uses it} */
    public boolean isUsed() {
        return remark.isEmpty();
    }

    /** {@return what to read; a store tells the digests of its inputs, so none is taken of it} */
    Recording readable() {
        return format == TraceFormat.STORE ? recording.undigested() : recording;
    }

    boolean carries(TraceFormat.Content content) {
        return format != null && format.content() == content;
    }

    CapturePart passedOver(String why) {
        return new CapturePart(recording, format, what, "passed over: " + why);
    }
}
