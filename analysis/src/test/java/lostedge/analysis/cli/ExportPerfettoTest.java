package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportPerfettoTest {
    @TempDir
    Path folder;

    @Test
    void findingsAndCountersOfARecordingAreInTheTrace() throws IOException {
        Path file = folder.resolve("trace.pftrace");
        Run run =
                Run.of("export", Run.shipped("alpha-lost-edges-overrun.tar.xz"), "--to", "perfetto", "--output", file);
        assertThat(run.code()).as(run.err()).isZero();
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains("CPU 0", "IPIs sent", "IPIs handled", "interrupts masked", "RIF", "fate");
    }

    @Test
    void aRecordingWithoutATraceIsRefusedAndLeavesNoFile() {
        Path file = folder.resolve("trace.pftrace");
        Run run = Run.of("export", Run.shipped("x86-snapshots-hotplug.tar.xz"), "--to", "perfetto", "--output", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no trace here");
        assertThat(folder).isEmptyDirectory();
    }
}
