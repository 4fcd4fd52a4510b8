package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final Path RECORDING = Run.shipped("x86-ftrace-text/clock-mono.txt.xz");

    @TempDir
    Path folder;

    @Test
    void everyEventIsARow() throws IOException {
        Path table = folder.resolve("events.csv");

        assertThat(Run.of("export", RECORDING, "--to", "csv", "--output", table).code())
                .isZero();

        assertThat(Files.readAllLines(table))
                .first()
                .asString()
                .startsWith("time_ns,cpu,kind,name,peer,code,reference,label");
    }

    @Test
    void traceTextAndStoreCarryTheSameEvents() throws IOException {
        Path direct = folder.resolve("direct.csv");
        Path text = folder.resolve("trace.txt");
        Path store = folder.resolve("trace.arrow");
        Path viaStore = folder.resolve("via-store.csv");
        Run.of("export", RECORDING, "--to", "csv", "--output", direct);

        assertThat(Run.of("import", RECORDING, "--output", store).code()).isZero();
        assertThat(Run.of("export", store, "--to", "csv", "--output", viaStore).code())
                .isZero();
        assertThat(Run.of("export", store, "--to", "ftrace", "--output", text).code())
                .isZero();

        assertThat(viaStore).hasSameTextualContentAs(direct);
        assertThat(Files.readString(text)).contains("# tracer: nop");
    }

    @Test
    void whatWasLostIsToldByImportAndExport() throws IOException {
        Path text = Files.writeString(
                folder.resolve("trace.txt"),
                "# tracer: nop\n"
                        + "          <idle>-0       [002] d.h..     1.372451: irq_handler_entry: irq=8 name=timer\n"
                        + "CPU:2 [LOST 354 EVENTS]\n"
                        + "          <idle>-0       [002] d.h..     1.372453: irq_handler_exit: irq=8 ret=handled\n");
        String loss = "losses\n  354 events lost by the recorder; forbids: absence of an event on that CPU";

        assertThat(Run.of("import", text, "--output", folder.resolve("s.arrow")).out())
                .contains(loss);
        for (String form : new String[] {"csv", "ftrace", "perfetto"}) {
            Path out = folder.resolve("out." + form);
            assertThat(Run.of("export", text, "--to", form, "--output", out).out())
                    .contains(loss);
            assertThat(Run.of("export", folder.resolve("s.arrow"), "--to", form, "--output", out)
                            .out())
                    .contains(loss);
        }
        assertThat(Run.of("export", text, "--format", "json", "--to", "csv", "--output", folder.resolve("j.csv"))
                        .out())
                .contains("\"first_position\" : 3");
    }

    @Test
    void refusedRecordingLeavesNoFile() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "nothing");

        Run run = Run.of("export", notes, "--to", "csv", "--output", folder.resolve("x.csv"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(notes);
        }
    }
}
