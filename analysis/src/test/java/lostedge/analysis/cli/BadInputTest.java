package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input costs one clear line and exit code 2, and leaves nothing behind. */
class BadInputTest {
    @TempDir
    Path folder;

    @Test
    void missingFileIsRefused() throws IOException {
        refused("no such file", folder.resolve("absent.txt"));
    }

    @Test
    void aFileInTheOutputsPlaceIsRefusedAndStays() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "mine");

        Run run = Run.of("analyze", Run.shipped("alpha-lost-edges-hang.tar.xz"), "--output", file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).containsOnlyOnce("\n").contains(file + ": not a folder");
        assertThat(file).hasContent("mine");
    }

    @Test
    void emptyFolderIsRefused() throws IOException {
        refused("no file in this folder", Files.createDirectory(folder.resolve("empty")));
    }

    @Test
    void folderWithNothingReadableIsRefused() throws IOException {
        Path notes = Files.createDirectory(folder.resolve("notes"));
        Files.writeString(notes.resolve("a.txt"), "Dear diary\n");
        Files.writeString(notes.resolve("b.md"), "# Groceries\n");
        refused("recording", notes);
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        refused("empty", Files.createFile(folder.resolve("empty.txt")));
    }

    @Test
    void binaryThatIsNoRecordingIsRefused() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        refused("not a recording", Files.write(folder.resolve("noise.bin"), noise));
    }

    @Test
    void truncatedArchiveIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Run.shipped("x86-snapshots-hotplug.tar.xz"));
        refused("", Files.write(folder.resolve("cut.tar.xz"), Arrays.copyOf(whole, whole.length / 2)));
    }

    @Test
    void tracesOnTwoClocksAreRefused() throws IOException {
        refused(
                "",
                Run.shipped("x86-ftrace-text/clock-mono.txt.xz"),
                Run.shipped("x86-ftrace-text/clock-x86-tsc.txt.xz"));
    }

    @Test
    void snapshotLogCutInsideALineIsRefused() throws IOException {
        String snapshot = "           CPU0       CPU1\n  0:         12          0   IO-APIC   2-edge      timer\n"
                + "LOC:       1000       1001   Local timer interrupts\n";
        String log = "1795294157.5\n" + snapshot + "1795294158.5\n" + snapshot;
        refused("line", Files.writeString(folder.resolve("cut.log"), log.substring(0, log.length() - 36)));
    }

    private void refused(String reason, Path... inputs) throws IOException {
        Path output = folder.resolve("output");
        Object[] arguments = new Object[inputs.length + 3];
        arguments[0] = "analyze";
        System.arraycopy(inputs, 0, arguments, 1, inputs.length);
        arguments[inputs.length + 1] = "--output";
        arguments[inputs.length + 2] = output;
        Path[] before = entries();
        Run run = Run.of(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("lostedge: ")
                .hasLineCount(1)
                .contains(reason)
                .doesNotContain("unexpected");
        assertThat(entries()).isEqualTo(before);
    }

    private Path[] entries() throws IOException {
        try (var list = Files.list(folder)) {
            return list.sorted().toArray(Path[]::new);
        }
    }
}
