package lostedge.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
public record CapturePart(Recording recording, @Nullable TraceFormat format, String what, String remark) {

    /** {@return whether the capture uses it} */
    public boolean isUsed() {
        return remark.isEmpty();
    }

    /** {@return the SHA-256 of its decompressed bytes in hexadecimal, by reading all of them} */
    public String sha256() throws IOException {
        try (InputStream in = recording.open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 18];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean carries(TraceFormat.Content content) {
        return format != null && format.content() == content;
    }

    CapturePart passedOver(String why) {
        return new CapturePart(recording, format, what, "passed over: " + why);
    }
}
