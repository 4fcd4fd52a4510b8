package lostedge.ingest.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {
    private static final byte[] NUMBERS = lines(1, 5000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "bzip2", "zstd", "lz4", "pzstd", "xz.gzip"})
    void compressedFileIsReadWhateverItsName(String tool) throws IOException {
        Path renamed = Files.copy(fixture("numbers." + tool), folder.resolve("trace.txt"));
        try (InputFiles files = open(renamed)) {
            Recording recording = single(files);
            assertThat(recording.name()).isEqualTo(renamed.toString());
            assertThat(bytes(recording)).isEqualTo(NUMBERS);
            assertThat(bytes(recording)).as("opened again").isEqualTo(NUMBERS);
            assertThat(recording.head()).isEqualTo(NUMBERS);
            assertThat(recording.size()).isEqualTo(-1);
            try (SeekableByteChannel channel = Objects.requireNonNull(recording.openSeekable())) {
                ByteBuffer tail = ByteBuffer.allocate(100);
                channel.position(NUMBERS.length - 10).read(tail);
                assertThat(Arrays.copyOf(tail.array(), tail.position()))
                        .isEqualTo(Arrays.copyOfRange(NUMBERS, NUMBERS.length - 10, NUMBERS.length));
            }
            assertThat(recording.size()).as("known once copied").isEqualTo(NUMBERS.length);
            assertThat(bytes(recording)).as("the copy").isEqualTo(NUMBERS);
        }
    }

    @Test
    void concatenatedMembersAreOneRecording() throws IOException {
        try (InputFiles files = open(fixture("two-members.gzip"))) {
            assertThat(bytes(single(files))).isEqualTo(NUMBERS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "bzip2", "zstd", "lz4", "pzstd", "xz.gzip"})
    void everyTruncationIsAnErrorOfOneLine(String tool) throws IOException {
        byte[] whole = Files.readAllBytes(fixture("numbers." + tool));
        Path cut = folder.resolve("cut");
        for (int length = 16; length < whole.length; length += Math.max(1, whole.length / 40)) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageStartingWith(cut + ": ")
                    .hasMessageNotContaining("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"capture.gnu.tar.gzip", "capture.pax.tar.gzip"})
    void archiveIsEnumeratedByNameAndLinksAreNotFollowed(String archive) throws IOException {
        String deep = ("a-long-folder-name-".repeat(5) + "/").repeat(2);
        try (InputFiles files = open(fixture(archive))) {
            String prefix = fixture(archive) + "!capture/";
            assertThat(files.recordings())
                    .extracting(Recording::name)
                    .containsExactly(
                            prefix + deep + "deep",
                            prefix + "hardlink",
                            prefix + "snapshots/0001",
                            prefix + "snapshots/0002",
                            prefix + "snapshots/0003");
            assertThat(bytes(files.recordings().get(0))).isEqualTo(lines(1, 9));
            assertThat(bytes(files.recordings().get(1))).isEqualTo(NUMBERS);
            assertThat(bytes(files.recordings().get(4))).as("compressed member").isEqualTo(lines(10, 19));
            assertThat(files.losses().losses())
                    .extracting(Loss::counter, Loss::count)
                    .containsExactlyInAnyOrder(
                            tuple("link in an archive not followed", 2L), tuple("special member not read", 1L));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshots.ustar.tar.xz", "snapshots.v7.tar"})
    void olderFormatsAndDotSlashNamesGiveTheSameNames(String archive) throws IOException {
        try (InputFiles files = open(fixture(archive))) {
            assertThat(files.recordings())
                    .extracting(recording ->
                            recording.name().substring(recording.name().indexOf('!')))
                    .containsExactly("!snapshots/0001", "!snapshots/0002", "!snapshots/0003");
        }
    }

    @Test
    void ofMembersWithOneNameTheLastCounts() throws IOException {
        try (InputFiles files = open(fixture("member-twice.tar.zstd"))) {
            assertThat(files.recordings()).hasSize(3);
            assertThat(bytes(files.recordings().get(1))).isEqualTo(lines(30, 39));
            assertThat(files.losses().losses())
                    .extracting(Loss::counter)
                    .containsExactly("older member of the same name passed over");
        }
    }

    @Test
    void archiveInAnArchiveIsReadAndItsNameLeadsNowhere() throws IOException {
        try (InputFiles files = open(fixture("tar-in-tar.lz4"))) {
            assertThat(files.recordings()).hasSize(3);
            assertThat(files.recordings().get(0).name())
                    .isEqualTo(fixture("tar-in-tar.lz4") + "!../../etc/twice.tar!snapshots/0001");
            assertThat(bytes(files.recordings().get(1))).isEqualTo(lines(30, 39));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sparse.gnu.tar.gzip", "sparse.pax.tar.gzip"})
    void sparseMemberIsPassedOverAndTheNextIsRead(String archive) throws IOException {
        try (InputFiles files = open(fixture(archive))) {
            assertThat(single(files).name()).endsWith("!whole");
            assertThat(bytes(single(files))).isEqualTo(lines(1, 9));
            assertThat(files.losses().losses()).extracting(Loss::counter).containsExactly("sparse member not read");
        }
    }

    @Test
    void memberCanBeReadAtAnyPosition() throws IOException {
        try (InputFiles files = open(fixture("capture.gnu.tar.gzip"))) {
            Recording numbers = files.recordings().get(1);
            try (SeekableByteChannel channel = Objects.requireNonNull(numbers.openSeekable())) {
                assertThat(channel.size()).isEqualTo(numbers.size()).isEqualTo(NUMBERS.length);
                ByteBuffer buffer = ByteBuffer.allocate(1000);
                assertThat(channel.position(NUMBERS.length - 10).read(buffer)).isEqualTo(10);
                assertThat(channel.read(buffer)).isEqualTo(-1);
                buffer.clear();
                assertThat(channel.position(100).read(buffer)).isEqualTo(1000);
                assertThat(buffer.array()).isEqualTo(Arrays.copyOfRange(NUMBERS, 100, 1100));
            }
        }
    }

    @Test
    void folderAndItsArchiveGiveTheSameOrder() throws IOException {
        for (String name : List.of("b/2", "b/10", "b.c", "b-c", "a", "b/sub/1", "bb")) {
            Path file = folder.resolve("in").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        Files.createSymbolicLink(folder.resolve("in/link"), Path.of("a"));
        List<String> names;
        try (InputFiles files = open(folder.resolve("in"))) {
            names = files.recordings().stream().map(InputFilesTest::text).toList();
            assertThat(files.losses().losses())
                    .extracting(Loss::counter)
                    .containsExactly("link in a folder not followed");
        }
        assertThat(names).containsExactly("a", "b/10", "b/2", "b/sub/1", "b-c", "b.c", "bb");
        Path archive = folder.resolve("archive");
        Files.write(
                archive,
                new TarBytes()
                        .file("bb", "bb")
                        .file("b.c", "b.c")
                        .file("b/2", "b/2")
                        .file("a", "a")
                        .file("b-c", "b-c")
                        .file("b/sub/1", "b/sub/1")
                        .file("b/10", "b/10")
                        .end());
        try (InputFiles files = open(archive)) {
            assertThat(files.recordings()).extracting(InputFilesTest::text).isEqualTo(names);
        }
    }

    @Test
    void folderNamedByALinkIsRead() throws IOException {
        Files.createDirectories(folder.resolve("in/sub"));
        Files.writeString(folder.resolve("in/sub/a"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("in"));
        try (InputFiles files = open(link)) {
            assertThat(files.recordings())
                    .extracting(Recording::name)
                    .containsExactly(link.resolve("sub/a").toString());
            assertThat(files.recordings()).extracting(InputFilesTest::text).containsExactly("text");
        }
    }

    @Test
    void everyTruncationOfAnArchiveIsAnError() throws IOException {
        byte[] whole =
                new TarBytes().file("one", "1".repeat(700)).file("two", "2").end();
        Path cut = folder.resolve("cut");
        for (int length = 512; length < whole.length - 512; length += 64) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(cut))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("truncated");
        }
    }

    @Test
    void bombIsRefused() throws IOException {
        Path bomb = folder.resolve("bomb");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        try (InputFiles files = InputFiles.open(List.of(bomb), new Limits(100, 1L << 40, 10, 5))) {
            assertThatThrownBy(() -> drain(single(files)))
                    .isInstanceOf(RecordingException.class)
                    .hasMessage(
                            "%s: decompressed offset %d: expands to more than the 16,777,216 bytes allowed for a "
                                    + "file of its size: not read as a recording",
                            bomb, (16 << 20) + drainedBeyond());
        }
    }

    /** Neither layer expands a hundredfold beyond what it was allowed alone. */
    @Test
    void layersOfABombCountTogether() throws IOException {
        byte[] bytes = new byte[48 << 20];
        for (int layer = 0; layer < 3; layer++) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(bytes);
            }
            bytes = packed.toByteArray();
        }
        Path bomb = Files.write(folder.resolve("layers"), bytes);
        try (InputFiles files = InputFiles.open(List.of(bomb), new Limits(10_000, 1L << 40, 10, 5))) {
            assertThatThrownBy(() -> drain(single(files)))
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("expands to more than the 16,777,216 bytes allowed");
        }
    }

    /** Reads come in buffers of at most this many bytes beyond the limit. */
    private static int drainedBeyond() {
        return 8192;
    }

    @Test
    void tooManyMembersAreRefused() throws IOException {
        TarBytes tar = new TarBytes();
        for (int i = 0; i < 11; i++) {
            tar.file("member" + i, "x");
        }
        Path archive = Files.write(folder.resolve("archive"), tar.end());
        assertThatThrownBy(() -> InputFiles.open(List.of(archive), new Limits(1000, 1 << 20, 10, 5))
                        .close())
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("more than 10 members");
    }

    @Test
    void tooDeepNestingIsRefused() throws IOException {
        byte[] bytes = "deep".getBytes(UTF_8);
        for (int i = 0; i < 6; i++) {
            bytes = new TarBytes().file("next", bytes).end();
        }
        Path archive = Files.write(folder.resolve("archive"), bytes);
        assertThatThrownBy(() -> readAll(archive))
                .isInstanceOf(RecordingException.class)
                .hasMessageEndingWith("archives or compressions more than 5 deep");
    }

    @Test
    void nameWithControlCharactersStaysOneLine() throws IOException {
        Path archive = Files.write(
                folder.resolve("archive"),
                new TarBytes().file("a\nb\u001b[2J", "x").end());
        try (InputFiles files = open(archive)) {
            assertThat(single(files).name()).isEqualTo(archive + "!a\uFFFDb\uFFFD[2J");
        }
    }

    @Test
    void whatIsNoFileIsRefused() {
        assertThatThrownBy(() -> open(folder.resolve("none")).close()).hasMessage(folder + "/none: no such file");
        assertThatThrownBy(() -> open(Path.of("/dev/null")).close())
                .hasMessage("/dev/null: not a regular file or folder");
    }

    @Test
    void temporaryFileHasNoNameAndClosesWithTheRecordings() throws IOException {
        String before = System.setProperty("java.io.tmpdir", folder.toString());
        try {
            Recording member;
            try (InputFiles files = open(fixture("snapshots.ustar.tar.xz"));
                    Stream<Path> left = Files.list(folder)) {
                member = files.recordings().get(2);
                assertThat(left).isEmpty();
                assertThat(bytes(member)).isEqualTo(lines(10, 19));
            }
            assertThatThrownBy(() -> bytes(member)).isInstanceOf(ClosedChannelException.class);
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    static void readAll(Path path) throws IOException {
        try (InputFiles files = open(path)) {
            for (Recording recording : files.recordings()) {
                drain(recording);
            }
        }
    }

    private static void drain(Recording recording) throws IOException {
        try (InputStream in = recording.open()) {
            byte[] buffer = new byte[8192];
            while (in.read(buffer) >= 0) {
                continue;
            }
        }
    }

    private static InputFiles open(Path path) throws IOException {
        return InputFiles.open(List.of(path), Limits.DEFAULT);
    }

    private static Recording single(InputFiles files) {
        assertThat(files.recordings()).hasSize(1);
        return files.recordings().get(0);
    }

    private static byte[] bytes(Recording recording) throws IOException {
        try (InputStream in = recording.open()) {
            return in.readAllBytes();
        }
    }

    private static String text(Recording recording) {
        try {
            return new String(bytes(recording), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> i + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    private static Path fixture(String name) {
        try {
            URL url = Objects.requireNonNull(InputFilesTest.class.getResource(name), name);
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
