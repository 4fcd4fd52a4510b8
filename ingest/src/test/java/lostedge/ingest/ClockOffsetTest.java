package lostedge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockOffsetTest {
    private static final Path REPORTED = Path.of("../data/recordings/alpha-lost-edges-csd-debug.tar.xz");
    private static final Path HANG = Path.of("../data/recordings/alpha-lost-edges-hang.tar.xz");

    @TempDir
    Path folder;

    /** 21 reports; the recording's kernel started printk's clock before CLOCK_MONOTONIC. */
    @Test
    void waitsThatLogAndTraceBothSawTellTheOffset() throws IOException {
        try (Capture capture = Capture.open(List.of(REPORTED))) {
            ClockOffset offset = Objects.requireNonNull(capture.clockOffset());
            assertThat(offset.reports()).isGreaterThanOrEqualTo(21);
            assertThat(offset.agreeing()).isGreaterThanOrEqualTo(15);
            assertThat(offset.spreadNs()).isLessThan(20_000_000);
            assertThat(capture.hasKernelLog()).isFalse();
        }
    }

    @Test
    void theLogJoinsTheEventsInTimeOrder() throws IOException {
        try (Capture capture = Capture.open(List.of(REPORTED))) {
            List<String> events = EventText.of(capture);
            assertThat(events.stream().filter(line -> line.contains("CSD_LOCK_RESEND")))
                    .hasSizeGreaterThanOrEqualTo(21);
            Pattern space = Pattern.compile(" ");
            assertThat(events.stream().map(line -> Long.valueOf(space.split(line, 2)[0])))
                    .isSorted();
        }
    }

    @Test
    void aLogWithoutReportsOfWaitsStaysApart() throws IOException {
        try (Capture capture = Capture.open(List.of(HANG))) {
            assertThat(capture.clockOffset()).isNull();
            assertThat(capture.hasKernelLog()).isTrue();
        }
    }

    /**
     * Ten calls of one function between the same CPUs, one a second: any two would fit each other but for the times.
     */
    @Test
    void anOffsetIsFoundAmongCallsThatLookAlike() throws IOException {
        writeCapture(10, 137_000_000, 0);
        try (Capture capture = Capture.open(List.of(folder))) {
            ClockOffset offset = Objects.requireNonNull(capture.clockOffset());
            assertThat(offset.agreeing()).isEqualTo(10);
            assertThat(offset.ns()).isBetween(136_990_000L, 137_010_000L);
        }
    }

    @Test
    void waitsOfAnotherFunctionProveNothing() throws IOException {
        writeCapture(10, 137_000_000, 1);
        try (Capture capture = Capture.open(List.of(folder))) {
            assertThat(capture.clockOffset()).isNull();
        }
    }

    private void writeCapture(int calls, long offsetNs, int otherFunction) throws IOException {
        StringBuilder trace = new StringBuilder("# tracer: nop\n");
        StringBuilder log = new StringBuilder();
        for (int call = 0; call < calls; call++) {
            long beginUs = 10_000_000L + 7_000_000L * call + call * call * 40_000L;
            trace.append(line(
                    beginUs,
                    2,
                    "csd_queue_cpu: cpu=1 callsite=f+0x1/0x2 func=ipi_mb csd=00000000cafe00" + (10 + call)));
            trace.append(
                    line(beginUs + 5_100_000, 1, "csd_function_entry: func=ipi_mb csd=00000000cafe00" + (10 + call)));
            long detectedUs = beginUs + 5_000_000 - offsetNs / 1000;
            log.append(String.format(
                    "[%5d.%06d] smp: csd: Detected non-responsive CSD lock (#%d) on CPU#2, waiting 5000000000 ns for CPU#01 %s+0x0/0x10(0x0).%n",
                    detectedUs / 1_000_000, detectedUs % 1_000_000, call + 1, otherFunction == 0 ? "ipi_mb" : "other"));
        }
        Files.writeString(folder.resolve("trace.txt"), trace);
        Files.writeString(folder.resolve("dmesg.txt"), log);
    }

    private static String line(long us, int cpu, String event) {
        return String.format(
                "            init-1       [%03d] d.h.. %5d.%06d: %s%n", cpu, us / 1_000_000, us % 1_000_000, event);
    }
}
