package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lostedge.ingest.Capture;
import lostedge.ingest.store.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    private static final Path RECORDING = Run.shipped("x86-ftrace-text/clock-mono.txt.xz");

    @TempDir
    Path folder;

    private List<InputFile> inputs(Path store) throws IOException {
        try (Capture capture = Capture.open(List.of(store))) {
            return capture.inputs();
        }
    }

    @Test
    void storeTellsTheDigestOfItsRecordingUnlessNoneIsWanted() throws IOException {
        Path store = folder.resolve("trace.arrow");
        Path undigested = folder.resolve("undigested.arrow");

        assertThat(Run.of("import", RECORDING, "--output", store).code()).isZero();
        assertThat(Run.of("import", RECORDING, "--no-digest", "--output", undigested)
                        .code())
                .isZero();

        assertThat(inputs(store)).singleElement().satisfies(input -> {
            assertThat(input.sha256()).matches("[0-9a-f]{64}");
            assertThat(inputs(undigested)).containsExactly(new InputFile(input.name(), input.format(), ""));
        });
    }

    @Test
    void compressedStoreIsSmaller() throws IOException {
        Path store = folder.resolve("trace.arrow");
        Path compressed = folder.resolve("compressed.arrow");

        Run.of("import", RECORDING, "--output", store);
        Run.of("import", RECORDING, "--compress", "--output", compressed);

        assertThat(Files.size(compressed)).isLessThan(Files.size(store) / 2);
    }
}
