package lostedge.ingest.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;

/**
 * Decompressed copies of recordings, in files without a name that vanish when this is closed or the process ends.
 * Thread-safe.
 */
final class TemporaryFiles implements Closeable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Limits limits;
    private final List<FileChannel> files = new ArrayList<>();
    private long bytes;

    TemporaryFiles(Limits limits) {
        this.limits = limits;
    }

    /**
     * Copies a recording.
     *
     * @param storedBytes how many bytes of the user's own file it stands for
     * @throws RecordingException if all copies together outgrow the limits
     */
    synchronized StoredRecording copy(Recording recording, long storedBytes) throws IOException {
        FileChannel file = FileChannel.open(
                Path.of(System.getProperty("java.io.tmpdir"), "lostedge-" + UUID.randomUUID()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        files.add(file);
        long length = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = recording.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                writeFully(file, ByteBuffer.wrap(buffer, 0, count));
                length += count;
                bytes += count;
                if (bytes > limits.maxBytes()) {
                    throw new RecordingException(
                            recording.name(), "", "decompressed copies of more than " + limits.maxBytes() + " bytes");
                }
            }
        }
        double shrinkage = Math.max(1, (double) length / Math.max(1, storedBytes));
        return new StoredRecording(recording.name(), BackingFile.temporary(file, shrinkage), 0, length);
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        for (FileChannel file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        files.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
