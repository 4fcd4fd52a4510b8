package lostedge.ingest.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import lostedge.ingest.reader.Recording;

/**
 * The decompressed bytes of another recording, decompressed anew each time it is opened.
 *
 * @param compressed the compressed bytes
 * @param format how they are compressed
 * @param allowedBytes most bytes they may expand to
 */
record CompressedRecording(Recording compressed, Compression format, long allowedBytes) implements Recording {
    private static final int BUFFER_BYTES = 64 << 10;

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
    public InputStream open() throws IOException {
        return new DecompressionStream(
                new BufferedInputStream(compressed.open(), BUFFER_BYTES), format, name(), allowedBytes);
    }

    @Override
    public long size() {
        return -1;
    }
}
