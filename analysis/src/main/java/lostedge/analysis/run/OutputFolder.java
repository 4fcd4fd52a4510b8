package lostedge.analysis.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that gets its files all at once: they are written beside it under another name and take their places in
 * {@link #finish}. A folder closed without it leaves nothing behind, and whatever stood at its place before stays.
 */
public final class OutputFolder implements Closeable {
    private final Path place;
    private @Nullable Path draft;

    /**
     * Starts a folder at a place that may exist; files already there stay unless {@link #finish} replaces them.
     *
     * @throws NotDirectoryException if something else stands there
     */
    public OutputFolder(Path place) throws IOException {
        this.place = place.toAbsolutePath().normalize();
        if (Files.exists(this.place) && !Files.isDirectory(this.place)) {
            throw new NotDirectoryException(place.toString());
        }
    }

    /** {@return the folder to write files into; made by the first call, so that refused input leaves no trace} */
    public Path draft() throws IOException {
        if (draft == null) {
            Path beside = place;
            for (Path parent = place.getParent(); parent != null; parent = parent.getParent()) {
                beside = parent;
                if (Files.isDirectory(parent)) {
                    break;
                }
            }
            draft = Files.createTempDirectory(beside, ".lostedge-");
        }
        return draft;
    }

    /** Puts what was written in its place; an entry of the same name gives way. */
    public void finish() throws IOException {
        Path written = draft();
        Files.createDirectories(place);
        List<Path> entries;
        try (Stream<Path> list = Files.list(written)) {
            entries = list.sorted().toList();
        }
        for (Path entry : entries) {
            Path target = place.resolve(entry.getFileName());
            delete(target);
            Files.move(entry, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        if (draft != null) {
            delete(draft);
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
