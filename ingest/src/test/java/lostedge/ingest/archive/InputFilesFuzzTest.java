package lostedge.ingest.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are either read to their end or refused with one line. */
class InputFilesFuzzTest {
    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "30s")
    void anyFileIsReadOrRefused(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("input"), bytes);
        try {
            InputFilesTest.readAll(file);
        } catch (RecordingException e) {
            if (e.getMessage().indexOf('\n') >= 0) {
                throw new AssertionError("more than one line: " + e.getMessage(), e);
            }
        }
    }
}
