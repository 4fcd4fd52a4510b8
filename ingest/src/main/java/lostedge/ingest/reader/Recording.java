package lostedge.ingest.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * One named run of bytes: a plain file, a decompressed file or a member of an archive. It can be opened any number of
 * times.
 */
public interface Recording {
    /** {@return the name for messages: a path, or {@code archive!member}} */
    String name();

    /** {@return the first bytes, at most 64 KiB, less only if the recording is shorter} */
    byte[] head() throws IOException;

    /** Opens the decompressed bytes from the start. */
    InputStream open() throws IOException;

    /**
     * Opens the bytes for random access, or returns null if they can only be read from the start. Bytes that stand
     * compressed may have to be copied to a temporary file first.
     */
    default @Nullable SeekableByteChannel openSeekable() throws IOException {
        return null;
    }

    /** {@return length of the decompressed bytes, or -1 if only reading tells} */
    long size() throws IOException;
}
