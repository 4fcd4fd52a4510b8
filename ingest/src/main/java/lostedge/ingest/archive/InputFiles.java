package lostedge.ingest.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.compression.Compression;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;

/**
 * The recordings behind the paths a user names: files, folders, compressed files and tar archives, in one another to a
 * bounded depth.
 *
 * <p>Their order is that of the paths, and below a path that of the names, so that a folder and an archive of it give
 * the same. An uncompressed archive is read where it stands. A compressed one is decompressed once, into a temporary
 * file of its decompressed size that vanishes when this is closed or the process ends; a compressed file that is no
 * archive is decompressed as it is read, with nothing kept. Recordings may be opened until this is closed, by any
 * thread.
 *
 * <pre>{@code
 * try (InputFiles files = InputFiles.open(List.of(path), Limits.DEFAULT)) {
 *     for (Recording recording : files.recordings()) { ... }
 * }
 * }</pre>
 */
public final class InputFiles implements Closeable {
    private static final Comparator<Path> BY_NAME =
            Comparator.comparing(path -> path.toString().replace('/', '\0'));

    private final Limits limits;
    private final LossLedger losses = new LossLedger();
    private final List<Recording> recordings = new ArrayList<>();
    private final TemporaryFiles temporaryFiles;

    private InputFiles(Limits limits) {
        this.limits = limits;
        this.temporaryFiles = new TemporaryFiles(limits);
    }

    /**
     * Finds the recordings behind paths.
     *
     * @throws RecordingException if a path names nothing readable, an archive or compressed file is damaged or
     *     truncated, or a limit is exceeded
     */
    public static InputFiles open(List<Path> paths, Limits limits) throws IOException {
        InputFiles files = new InputFiles(limits);
        try {
            for (Path path : paths) {
                files.addPath(path);
            }
            return files;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** {@return what a file or folder is called in the names of its recordings: one line, whatever it is named} */
    public static String nameOf(Path path) {
        return printable(path.toString());
    }

    /** {@return the recordings, in a stable order} */
    public List<Recording> recordings() {
        return List.copyOf(recordings);
    }

    /** {@return what was passed over: links, special files, members replaced by later ones} */
    public LossLedger losses() {
        return losses;
    }

    /** Frees the temporary files. */
    @Override
    public void close() throws IOException {
        temporaryFiles.close();
    }

    private void addPath(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            addFolder(path);
        } else if (Files.isRegularFile(path)) {
            addFile(path);
        } else {
            throw new RecordingException(
                    nameOf(path), "", Files.exists(path) ? "not a regular file or folder" : "no such file");
        }
    }

    /** Adds the files of a folder, which may be named by a link; links in it are passed over. */
    private void addFolder(Path folder) throws IOException {
        Path real = folder.toRealPath();
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    found.add(named(file));
                    requireRoom(folder.toString(), found.size());
                } else {
                    String counter =
                            attributes.isSymbolicLink() ? "link in a folder not followed" : "special file not read";
                    losses.add(nameOf(folder), counter, Severity.INFO, 1, -1, "");
                }
                return FileVisitResult.CONTINUE;
            }

            private Path named(Path file) {
                return folder.resolve(real.relativize(file));
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                throw new RecordingException(nameOf(named(file)), "", "not readable: permission denied");
            }
        });
        found.sort(BY_NAME);
        for (Path file : found) {
            addFile(file);
        }
    }

    private void addFile(Path file) throws IOException {
        StoredRecording whole = new StoredRecording(nameOf(file), BackingFile.of(file), 0, StoredRecording.WHOLE_FILE);
        if (!Files.isReadable(file)) {
            throw new RecordingException(whole.name(), "", "not readable: permission denied");
        }
        add(whole, whole.storedBytes(), 0);
    }

    /** Adds a recording, or what is in it if it is compressed or an archive. */
    private void add(Recording recording, long storedBytes, int depth) throws IOException {
        byte[] head = recording.head();
        Compression format = Compression.of(head);
        boolean archive = format == null && TarIndex.recognises(head);
        if ((archive || format != null) && depth == limits.maxDepth()) {
            throw new RecordingException(
                    recording.name(), "", "archives or compressions more than " + limits.maxDepth() + " deep");
        }
        if (format != null) {
            long allowed = limits.allowedBytes(storedBytes);
            Recording decompressed = new CompressedRecording(recording, format, storedBytes, allowed, temporaryFiles);
            add(decompressed, storedBytes, depth + 1);
        } else if (archive) {
            addMembers(stored(recording), depth + 1);
        } else {
            recordings.add(recording);
            requireRoom(recording.name(), recordings.size());
        }
    }

    private static StoredRecording stored(Recording recording) throws IOException {
        if (recording instanceof CompressedRecording compressed) {
            return compressed.stored();
        }
        if (recording instanceof StoredRecording stored) {
            return stored;
        }
        throw new IllegalArgumentException(recording.name());
    }

    private void addMembers(StoredRecording archive, int depth) throws IOException {
        Map<String, TarIndex.Member> byName =
                new TreeMap<>(Comparator.comparing((String name) -> name.replace('/', '\0')));
        try (SeekableByteChannel channel = archive.openSeekable()) {
            TarIndex.read(archive.name(), channel, losses, limits.maxRecordings())
                    .forEach((name, member) -> byName.put(name.startsWith("./") ? name.substring(2) : name, member));
        }
        for (Map.Entry<String, TarIndex.Member> entry : byName.entrySet()) {
            StoredRecording member = archive.member(
                    archive.name() + "!" + printable(entry.getKey()),
                    entry.getValue().offset(),
                    entry.getValue().length());
            add(member, member.storedBytes(), depth);
        }
    }

    private void requireRoom(String name, int count) throws RecordingException {
        if (count > limits.maxRecordings()) {
            throw new RecordingException(printable(name), "", "more than " + limits.maxRecordings() + " recordings");
        }
    }

    /** A name as one line: control characters would break messages and terminals. */
    private static String printable(String name) {
        return name.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
