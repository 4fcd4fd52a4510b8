package lostedge.ingest.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

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
     * Opens the decompressed bytes for random access; bytes that stand compressed may have to be copied to a temporary
     * file first.
     */
    SeekableByteChannel openSeekable() throws IOException;

    /** {@return length of the decompressed bytes, or -1 if only reading tells} */
    long size() throws IOException;
}
