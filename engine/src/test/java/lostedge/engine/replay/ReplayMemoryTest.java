package lostedge.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A long recording replays in a small heap. {@code -Dlostedge.replay.events=100000000 -Dlostedge.replay.heap=256m}
 * makes it longer.
 */
final class ReplayMemoryTest {
    @Test
    void memoryDoesNotGrowWithTheRecording() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx" + System.getProperty("lostedge.replay.heap", "24m"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongRecording.class.getName(),
                        System.getProperty("lostedge.replay.events", "3000000"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).containsPattern("stalls 0 outstanding \\d{1,2}\\s");
    }
}
