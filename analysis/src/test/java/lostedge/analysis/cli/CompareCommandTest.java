package lostedge.analysis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final String MEDIAN = "median time to handle CALL_FUNC: ";

    @TempDir
    Path folder;

    /** A trace on a clock of microseconds whose messages are all handled after the same time. */
    private Path handledAfter(int us) throws IOException {
        StringBuilder text = new StringBuilder("# tracer: nop\n");
        for (int ms = 0; ms < 200; ms++) {
            line(text, 0, ms * 1000, "ipi_raise: target_mask=00000002 (Function call interrupts)");
            line(text, 1, ms * 1000 + us, "ipi_entry: (Function call interrupts)");
            line(text, 1, ms * 1000 + us + 1, "ipi_exit: (Function call interrupts)");
        }
        return Files.writeString(folder.resolve("after-" + us + ".txt"), text);
    }

    private static void line(StringBuilder text, int cpu, int us, String event) {
        text.append(
                String.format(Locale.ROOT, "          <idle>-0       [%03d] d.h..     1.%06d: %s\n", cpu, us, event));
    }

    @Test
    void changeWithinTheStepsOfTheClocksMayBeNoise() throws IOException {
        Run run = Run.of("compare", handledAfter(5), handledAfter(6));

        assertThat(run.out()).contains("  " + MEDIAN + "5 µs -> 6 µs, +1 µs (−1 µs to +3 µs)");
    }

    @Test
    void changeBeyondTheStepsOfTheClocksIsNoNoise() throws IOException {
        Run run = Run.of("compare", handledAfter(5), handledAfter(9));

        assertThat(run.out()).containsPattern("\\* " + MEDIAN + "5 µs -> 9[^,]* µs, \\+4 µs \\(\\+2 µs to \\+6 µs\\)");
    }
}
