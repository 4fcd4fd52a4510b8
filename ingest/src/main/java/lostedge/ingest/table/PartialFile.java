package lostedge.ingest.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written under a temporary name beside its final one, and takes that name only when it is complete, so
 * that nothing half-written is ever found under it.
 */
public final class PartialFile implements Closeable {
    private final Path file;
    private final Path partial;
    private final FileChannel channel;
    private boolean finished;

    private PartialFile(Path file, Path partial, FileChannel channel) {
        this.file = file;
        this.partial = partial;
        this.channel = channel;
    }

    /**
     * Starts a file.
     *
     * @throws IOException if its folder does not exist or can't be written to
     */
    public static PartialFile create(Path file) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        FileChannel channel = FileChannel.open(
                partial,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.READ,
                StandardOpenOption.TRUNCATE_EXISTING);
        return new PartialFile(file, partial, channel);
    }

    /** {@return where to write} */
    public FileChannel channel() {
        return channel;
    }

    /** Completes the file: what was written now stands under the final name, in place of any file there before. */
    public void finish() throws IOException {
        channel.close();
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        finished = true;
    }

    /** Throws away what was written unless {@link #finish} was called. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            channel.close();
            Files.deleteIfExists(partial);
        }
    }
}
