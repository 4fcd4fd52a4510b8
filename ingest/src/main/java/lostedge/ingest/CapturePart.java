package lostedge.ingest;

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

    boolean carries(TraceFormat.Content content) {
        return format != null && format.content() == content;
    }

    CapturePart passedOver(String why) {
        return new CapturePart(recording, format, what, "passed over: " + why);
    }
}
