package lostedge.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import lostedge.ingest.compression.Compression;
import lostedge.ingest.reader.Recording;
import org.jspecify.annotations.Nullable;

/**
 * The decompressed bytes of another recording: decompressed anew each time they are opened as a stream, copied to a
 * temporary file once they are wanted for random access.
 */
final class CompressedRecording implements Recording {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Recording compressed;
    private final Compression format;
    private final long storedBytes;
    private final long allowedBytes;
    private final TemporaryFiles temporaryFiles;
    private @Nullable StoredRecording copy;

    /** {@code storedBytes} is how many bytes of the user's own file it stands for, {@code allowedBytes} its bound. */
    CompressedRecording(
            Recording compressed,
            Compression format,
            long storedBytes,
            long allowedBytes,
            TemporaryFiles temporaryFiles) {
        this.compressed = compressed;
        this.format = format;
        this.storedBytes = storedBytes;
        this.allowedBytes = allowedBytes;
        this.temporaryFiles = temporaryFiles;
    }

    @Override
    public String name() {
        return compressed.name();
    }

    @Override
    public byte[] head() throws IOException {
        try (InputStream in = open()) {
            return in.readNBytes(StoredRecording.HEAD_BYTES);
        }
    }

    @Override
    public synchronized InputStream open() throws IOException {
        return copy != null
                ? copy.open()
                : format.decompress(new BufferedInputStream(compressed.open(), BUFFER_BYTES), name(), allowedBytes);
    }

    @Override
    public SeekableByteChannel openSeekable() throws IOException {
        return stored().openSeekable();
    }

    /** {@return the copy in a temporary file, made when first asked for} */
    synchronized StoredRecording stored() throws IOException {
        StoredRecording made = copy;
        if (made == null) {
            made = temporaryFiles.copy(this, storedBytes);
            copy = made;
        }
        return made;
    }

    @Override
    public synchronized long size() {
        return copy != null ? copy.length() : -1;
    }
}
