package lostedge.ingest.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that uncompressed bytes stand in: one of the user's, opened whenever it is read, or a temporary one that lives
 * as long as its channel.
 */
final class BackingFile {
    private final @Nullable Path path;
    private final @Nullable FileChannel temporary;
    private final double shrinkage;

    private BackingFile(@Nullable Path path, @Nullable FileChannel temporary, double shrinkage) {
        this.path = path;
        this.temporary = temporary;
        this.shrinkage = shrinkage;
    }

    /** A file of the user's. */
    static BackingFile of(Path path) {
        return new BackingFile(path, null, 1);
    }

    /** A temporary file with this many of its bytes per byte of the user's own file, at least 1. */
    static BackingFile temporary(FileChannel channel, double shrinkage) {
        return new BackingFile(null, channel, shrinkage);
    }

    /** {@return how many bytes of this file stand for one byte of the user's own file} */
    double shrinkage() {
        return shrinkage;
    }

    /** {@return a channel to read at given positions; one of the user's file is at its start} */
    FileChannel acquire() throws IOException {
        if (path != null) {
            return FileChannel.open(path, StandardOpenOption.READ);
        }
        if (temporary != null) {
            return temporary;
        }
        throw new IllegalStateException("no file");
    }

    /** Gives back what {@link #acquire} returned. */
    void release(FileChannel channel) throws IOException {
        if (channel != temporary) {
            channel.close();
        }
    }
}
