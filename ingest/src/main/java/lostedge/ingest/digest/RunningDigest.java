package lostedge.ingest.digest;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 that grows with the bytes that are read next in order, whoever reads them, and passes over all others.
 * Thread-safe.
 */
final class RunningDigest {
    private final MessageDigest sum;
    private long length;
    private @Nullable String text;

    RunningDigest() {
        try {
            sum = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return how many bytes from the start are digested} */
    synchronized long length() {
        return length;
    }

    /** Takes the bytes that stand at an offset, those behind {@link #length} if it lies among them. */
    synchronized void take(long offset, ByteBuffer bytes) {
        long known = length - offset;
        if (text == null && known >= 0 && known < bytes.remaining()) {
            bytes.position(bytes.position() + (int) known);
            length += bytes.remaining();
            sum.update(bytes);
        }
    }

    /** Notes that the recording ends at an offset. */
    synchronized void end(long offset) {
        if (text == null && offset == length) {
            text = HexFormat.of().formatHex(sum.digest());
        }
    }

    /** {@return the digest in hexadecimal, or null before the end} */
    synchronized @Nullable String text() {
        return text;
    }
}
