package lostedge.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Capabilities.Presence;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {
    private static final Path RECORDINGS = Path.of("../data/recordings");
    private static final Path OVERRUN = RECORDINGS.resolve("alpha-lost-edges-overrun.tar.xz");
    private static final String TRACE =
            "# tracer: nop\n          <idle>-0       [002] d.h..     1.372451: irq_handler_entry: irq=8 name=timer\n";

    @TempDir
    Path folder;

    @Test
    void anArchiveOfOneMachineIsOneTraceOnOneClockWithItsCounters() throws IOException {
        try (Capture capture = Capture.open(List.of(OVERRUN))) {
            assertThat(capture.parts().stream()
                            .filter(CapturePart::isUsed)
                            .map(CapturePart::what)
                            .distinct())
                    .contains("ftrace", "interrupts", "trace_clock", "set_event");
            try (EventSource events = capture.openEvents()) {
                assertThat(count(events))
                        .as("event lines of the text, as grep -vc '^#' counts them")
                        .isEqualTo(12_908);
                assertThat(events.clock().domain()).isEqualTo(Clock.Domain.MONOTONIC);
                assertThat(events.capabilities().of(EventKind.CSD_QUEUE_CPU)).isEqualTo(Presence.SEEN);
                assertThat(events.capabilities().of(EventKind.TLB_FLUSH)).isEqualTo(Presence.NOT_RECORDED);
                assertThat(capture.counters())
                        .singleElement()
                        .satisfies(series -> assertThat(Capture.comparable(series.clock(), events.clock()))
                                .isTrue());
            }
        }
    }

    @Test
    void theTruthIsPassedOverAndSaidSo() throws IOException {
        try (Capture capture = Capture.open(List.of(OVERRUN))) {
            assertThat(capture.parts())
                    .filteredOn(part -> part.what().equals("truth"))
                    .isNotEmpty()
                    .noneMatch(CapturePart::isUsed);
        }
    }

    @Test
    void eventsCanBeReadTwice() throws IOException {
        try (Capture capture = Capture.open(List.of(OVERRUN))) {
            long first;
            try (EventSource events = capture.openEvents()) {
                first = count(events);
            }
            try (EventSource events = capture.openEvents()) {
                assertThat(count(events)).isEqualTo(first);
            }
        }
    }

    @Test
    void aFolderOfManyTracesAsksForOneOfThem() {
        Path many = RECORDINGS.resolve("x86-ftrace-text");
        assertThatThrownBy(() -> Capture.open(List.of(many)))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(many + ": 7 traces, which may show the same events twice; name one of them: "
                        + many.resolve("clock-mono.txt.xz"))
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aTraceNamedItselfIsTakenBeforeThoseOfItsFolder() throws IOException {
        Path one = Files.writeString(folder.resolve("one.txt"), TRACE);
        Files.writeString(folder.resolve("two.txt"), TRACE);
        try (Capture capture = Capture.open(List.of(folder, one))) {
            assertThat(capture.parts())
                    .filteredOn(CapturePart::isUsed)
                    .extracting(part -> part.recording().name())
                    .contains(one.toString())
                    .doesNotContain(folder.resolve("two.txt").toString());
        }
    }

    @Test
    void aClockFileNamesTheClockOfATraceText() throws IOException {
        Files.writeString(folder.resolve("trace.txt"), TRACE);
        Files.writeString(folder.resolve("trace_clock.txt"), "local global [counter] uptime perf mono\n");
        try (Capture capture = Capture.open(List.of(folder));
                EventSource events = capture.openEvents()) {
            assertThat(events.clock().domain()).isEqualTo(Clock.Domain.COUNTER);
            assertThat(events.clock().hasDurations()).isFalse();
        }
    }

    @Test
    void theListOfAllTracepointsIsNotTheListOfThoseThatWereOn() throws IOException {
        Files.writeString(folder.resolve("trace.txt"), TRACE);
        Files.writeString(folder.resolve("available_events.txt"), "irq:irq_handler_entry\n".repeat(3000));
        try (Capture capture = Capture.open(List.of(folder));
                EventSource events = capture.openEvents()) {
            assertThat(events.capabilities().of(EventKind.CPU_IDLE)).isEqualTo(Presence.UNKNOWN);
        }
        Files.writeString(folder.resolve("set_event"), "irq:irq_handler_entry\n".repeat(3000));
        try (Capture capture = Capture.open(List.of(folder));
                EventSource events = capture.openEvents()) {
            assertThat(events.capabilities().of(EventKind.CPU_IDLE)).isEqualTo(Presence.NOT_RECORDED);
        }
    }

    @Test
    void clockFilesThatContradictEachOtherAreRefused() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "[local] global mono\n");
        Files.writeString(folder.resolve("b.txt"), "local global [mono]\n");
        assertThatThrownBy(() -> Capture.open(List.of(folder)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(folder.resolve("b.txt") + ": says the trace clock is mono, but " + folder.resolve("a.txt")
                        + " says local");
    }

    @Test
    void aFileThatIsNoRecordingIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("x"), new byte[] {1, 2, 3, 0, 4});
        assertThatThrownBy(() -> Capture.open(List.of(file)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(file + ": this is not a recording of any format that is read");
    }

    /** The fixture's clock snapshot: CLOCK_BOOTTIME 1000 at CLOCK_MONOTONIC 900. */
    @Test
    void countersComeOntoTheBootClockOfAPerfettoTrace() throws IOException {
        Files.copy(
                Path.of("src/test/resources/lostedge/ingest/perfetto/events.pftrace"), folder.resolve("trace.pftrace"));
        String counters = "           CPU0       CPU1\n  8:          1          2      RTC  timer\n";
        Files.writeString(folder.resolve("interrupts.log"), "10.100\n" + counters + "11.100\n" + counters);
        try (Capture capture = Capture.open(List.of(folder))) {
            CounterSeries series = capture.counters().get(0);
            assertThat(series.clock().domain()).isEqualTo(Clock.Domain.BOOT);
            assertThat(series.snapshots())
                    .extracting(CounterSnapshot::timestampNs)
                    .containsExactly(10_100_000_100L, 11_100_000_100L);
            assertThat(series.losses().losses())
                    .singleElement()
                    .satisfies(loss -> assertThat(loss.count()).isEqualTo(100));
        }
    }

    @Test
    void anEmptyFileIsCalledEmpty() throws IOException {
        Path file = Files.createFile(folder.resolve("trace.txt"));
        assertThatThrownBy(() -> Capture.open(List.of(file)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(file + ": an empty file");
    }

    @Test
    void aFolderWithoutRecordingsIsRefused() throws IOException {
        Files.writeString(folder.resolve("x"), "hello\n");
        Files.writeString(folder.resolve("y"), "world\n");
        assertThatThrownBy(() -> Capture.open(List.of(folder)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(folder + ": none of 2 files is a recording of any format that is read");
    }

    /** Both are traces, so that which one is named matters. */
    @Test
    void aFileWhoseNameIsNoLineIsReadWhenItIsNamed() throws IOException {
        Path named = Files.writeString(folder.resolve("a\nb.txt"), TRACE);
        Files.writeString(folder.resolve("c.txt"), TRACE);
        for (List<Path> paths : List.of(List.of(named), List.of(folder, named))) {
            try (Capture capture = Capture.open(paths);
                    EventSource events = capture.openEvents()) {
                assertThat(events.read(new EventBatch())).isTrue();
            }
        }
    }

    @Test
    void anEmptyFolderIsCalledEmpty() {
        assertThatThrownBy(() -> Capture.open(List.of(folder)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(folder + ": no file in this folder or archive");
    }

    @Test
    void countersAloneAreACaptureWithoutEvents() throws IOException {
        try (Capture capture = Capture.open(List.of(RECORDINGS.resolve("x86-snapshots-hotplug.tar.xz")))) {
            assertThat(capture.hasEvents()).isFalse();
            assertThat(capture.counters()).isNotEmpty();
            assertThatThrownBy(capture::openEvents).isInstanceOf(RecordingException.class);
        }
    }

    @Test
    void theDigestIsThatOfTheDecompressedBytes() throws IOException {
        Path file = Files.writeString(folder.resolve("trace.txt"), TRACE);
        try (Capture capture = Capture.open(List.of(file))) {
            assertThat(capture.parts().get(0).recording().sha256())
                    .as("as sha256sum prints it")
                    .isEqualTo("b701d202a094524a5d5b018eddbb75014fbb4a12dd9e1c8083740ebde6ee9d78");
        }
    }

    private static long count(EventSource events) throws IOException {
        EventBatch batch = new EventBatch();
        long count = 0;
        while (events.read(batch)) {
            for (int row = 0; row < batch.size(); row++) {
                count += batch.kindAt(row).role() == EventRole.RECORDER ? 0 : 1;
            }
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[000]     8.697770:          irq_vectors:local_timer_entry: vector=236\n",
                "     8.697770:          irq_vectors:local_timer_entry: vector=236\n",
                "irq_vectors:local_timer_entry: vector=236\n",
                "            perf     8.697770:          irq_vectors:local_timer_entry: vector=236\n"
            })
    void perfScriptTextWithoutItsFieldsTellsWhichAreNeeded(String line) throws IOException {
        Path text = Files.writeString(folder.resolve("script.txt"), line.repeat(50));
        assertThatThrownBy(() -> Capture.open(List.of(text)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(text + ": text of perf script without pid, CPU or time; print it with"
                        + " perf script -F comm,tid,cpu,time,event,trace");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smp: csd: Detected non-responsive CSD lock (#1) on CPU#1, waiting 5000000003 ns for CPU#06 f+0x0/0x50(0x0)."
                        + "|a kernel log without times; print it with dmesg, or boot with printk.time=1",
                "<html><head><title>Android System Trace</title></head>"
                        + "|a page of systrace; save the trace text in it",
                "13050 1 185295122115741 type: 221|trace text made with the option raw or hex",
            })
    void textOfAFormThatIsNotReadIsRefusedWithWhatToDo(String line, String message) throws IOException {
        Path text = Files.writeString(folder.resolve("console.txt"), "a line\n" + line + "\n");
        assertThatThrownBy(() -> Capture.open(List.of(text)))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith(text + ": " + message);
    }

    @Test
    void textOfSixteenBitCharactersIsRefusedWithWhatToDo() throws IOException {
        for (String charset : new String[] {"UTF-16", "x-UTF-16LE-BOM"}) {
            Path text = Files.write(folder.resolve("trace.txt"), TRACE.getBytes(charset));
            assertThatThrownBy(() -> Capture.open(List.of(text)))
                    .isInstanceOf(RecordingException.class)
                    .hasMessageStartingWith(text + ": text in UTF-16; make it UTF-8");
        }
    }

    @Test
    void aZipArchiveIsRefusedWithWhatToDoAndPassedOverBesideATrace() throws IOException {
        Path zip = Files.write(folder.resolve("recording.zip"), "PK\3\4\24\0".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Capture.open(List.of(zip)))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("a zip archive, which is not read")
                .hasMessageContaining("tar");
        Files.writeString(folder.resolve("trace.txt"), TRACE);
        try (Capture capture = Capture.open(List.of(folder))) {
            assertThat(capture.parts())
                    .filteredOn(part -> !part.isUsed())
                    .singleElement()
                    .satisfies(part -> assertThat(part.remark()).contains("a zip archive"));
        }
    }

    @Test
    void logsOfTwoBootsAreRefused() throws IOException {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            first.append("[    %d.%06d] device %d ready\n".formatted(i, 7 * i + 1, i));
            second.append("[    %d.%06d] device %d ready\n".formatted(i, 9 * i + 2, i));
        }
        Path one = Files.writeString(folder.resolve("one.txt"), first);
        Path subset = Files.writeString(folder.resolve("subset.txt"), first.substring(200));
        Path other = Files.writeString(folder.resolve("other.txt"), second);
        try (Capture capture = Capture.open(List.of(one, subset))) {
            capture.openKernelLog().close();
        }
        try (Capture capture = Capture.open(List.of(one, subset, other))) {
            assertThatThrownBy(capture::openKernelLog)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("other.txt")
                    .hasMessageContaining("another boot than");
        }
    }
}
