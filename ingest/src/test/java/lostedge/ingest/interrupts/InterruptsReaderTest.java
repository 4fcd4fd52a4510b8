package lostedge.ingest.interrupts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.counter.CounterSnapshot.Row;
import lostedge.engine.event.Clock;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.Recording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptsReaderTest {
    private static final String SMALL = """
                       CPU0       CPU1      \s
              8:          1          2      RTC  timer
            ERR:          0
            """;

    private final InterruptsReader reader = new InterruptsReader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x86-6.1",
                "arm64-6.12",
                "alpha-stock",
                "alpha-rescue-rows",
                "arm",
                "riscv",
                "powerpc",
                "s390",
                "mips",
                "sparc64",
                "parisc",
                "loongarch",
                "arm64-6.13-rc",
                "x86-1152-cpus",
                "x86-one-cpu"
            })
    void everyArchitecturesCountsAreReadWhereItsKernelPrintsThem(String name) throws IOException {
        Recording recording = new MemoryRecording(name, resource(name + ".txt"));
        assertThat(reader.recognises(recording.head())).isTrue();
        CounterSeries series = single(recording);
        assertThat(csv(series.snapshots().get(0))).isEqualTo(resource(name + ".expected.csv"));
        assertThat(series.losses().losses())
                .extracting(Loss::counter)
                .containsExactlyElementsOf(
                        name.equals("arm")
                                ? List.of("row without counts", "snapshot without a time")
                                : List.of("snapshot without a time"));
    }

    @Test
    void folderOfSnapshotsTakesItsTimesFromTheIndexAndItsTagsFromTheNames() throws IOException {
        CounterSeries series = single(
                new MemoryRecording(
                        "c/snaps/index.csv",
                        "snaps/0000_1.365277287_start.txt,1365277287,1367490683,1.36 3.83\n"
                                + "snaps/0001_2.785706352.txt,2785706352,2790583588,2.79 4.48\n"),
                new MemoryRecording("c/snaps/0000_1.365277287_start.txt", SMALL),
                new MemoryRecording("c/snaps/0001_2.785706352.txt", SMALL));
        assertThat(series.source()).isEqualTo("c/snaps/");
        assertThat(series.clock()).isEqualTo(new Clock(Clock.Domain.MONOTONIC, 1, true, true));
        assertThat(series.snapshots())
                .extracting(CounterSnapshot::timestampNs, CounterSnapshot::endNs, CounterSnapshot::tag)
                .containsExactly(
                        tuple(1_365_277_287L, 1_367_490_683L, "start"), tuple(2_785_706_352L, 2_790_583_588L, ""));
        assertThat(series.losses().losses()).isEmpty();
    }

    @Test
    void namesAloneTellTheTime() throws IOException {
        CounterSeries series = single(
                new MemoryRecording("x.tar.xz!snaps/interrupts.1795294157.908549030", SMALL),
                new MemoryRecording("x.tar.xz!snaps/interrupts.1795294156.289731840", SMALL));
        assertThat(series.clock().domain()).isEqualTo(Clock.Domain.REALTIME);
        assertThat(series.snapshots())
                .extracting(CounterSnapshot::timestampNs)
                .containsExactly(1_795_294_156_289_731_840L, 1_795_294_157_908_549_030L);
    }

    @Test
    void snapshotsWithoutTimesAreOrderedByWhatTheyCounted() throws IOException {
        CounterSeries series = single(
                new MemoryRecording("interrupts.after", SMALL.replace("          1 ", "         10 ")),
                new MemoryRecording("interrupts.before", SMALL));
        assertThat(series.snapshots())
                .extracting(snapshot -> snapshot.rows().get(0).counts()[0])
                .containsExactly(1L, 10L);
        assertThat(series.losses().losses())
                .extracting(Loss::counter, Loss::count, Loss::forbids)
                .containsExactly(tuple("snapshot without a time", 2L, "rates from it and to it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795294156.409364240",
                "--- 1795294156.409364240 ---",
                "2026-11-21T20:49:16,409364240+00:00",
                "2026-11-21 21:49:16.409364240 +0100",
            })
    void timesBetweenSnapshotsAreRead(String line) throws IOException {
        CounterSeries series = single(new MemoryRecording("log", line + "\n" + SMALL + "1795294158\n" + SMALL));
        assertThat(series.snapshots())
                .extracting(CounterSnapshot::timestampNs)
                .containsExactly(1_795_294_156_409_364_240L, 1_795_294_158_000_000_000L);
        assertThat(series.clock()).isEqualTo(new Clock(Clock.Domain.REALTIME, 1_000_000_000, true, true));
    }

    @Test
    void uptimeLineIsTheBootClock() throws IOException {
        CounterSeries series = single(new MemoryRecording("log", "12.34 40.00\n" + SMALL + "13.34 41.00\n" + SMALL));
        assertThat(series.clock()).isEqualTo(new Clock(Clock.Domain.BOOT, 10_000_000, true, true));
        assertThat(series.snapshots())
                .extracting(CounterSnapshot::timestampNs)
                .containsExactly(12_340_000_000L, 13_340_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=== 1", "7", "# 300", "Sat Nov 21 21:49:16 CET 2026"})
    void aCountOrALocalTimeIsNoTime(String line) throws IOException {
        CounterSeries series = single(new MemoryRecording("log", line + "\n" + SMALL + "=== 2\n" + SMALL));
        assertThat(series.snapshots())
                .hasSize(2)
                .allMatch(snapshot -> snapshot.timestampNs() == CounterSnapshot.NO_TIME);
    }

    @Test
    void dateCommandInUtcIsRead() throws IOException {
        CounterSeries series = single(new MemoryRecording(
                "log", "Sat Nov 21 20:49:16 UTC 2026\n" + SMALL + "Sat Nov 21 20:49:17 UTC 2026\n" + SMALL));
        assertThat(series.snapshots())
                .extracting(CounterSnapshot::timestampNs)
                .containsExactly(1_795_294_156_000_000_000L, 1_795_294_157_000_000_000L);
    }

    @Test
    void twoTimesBetweenSnapshotsAreTheEndOfOneAndTheBeginOfTheNext() throws IOException {
        CounterSeries series = single(new MemoryRecording("log", "10.1\n" + SMALL + "10.2\n20.1\n" + SMALL + "20.2\n"));
        assertThat(series.snapshots())
                .extracting(CounterSnapshot::timestampNs, CounterSnapshot::endNs)
                .containsExactly(tuple(10_100_000_000L, 10_200_000_000L), tuple(20_100_000_000L, 20_200_000_000L));
    }

    @Test
    void timesThatFollowTheirSnapshotsAreTold() throws IOException {
        CounterSeries follow = single(new MemoryRecording("log", SMALL + "10.0\n" + SMALL + "20.0\n"));
        assertThat(follow.snapshots())
                .extracting(CounterSnapshot::timestampNs)
                .containsExactly(10_000_000_000L, 20_000_000_000L);
        CounterSeries headless = single(new MemoryRecording("log", SMALL + "10.0\n" + SMALL + "20.0\n" + SMALL));
        assertThat(headless.snapshots())
                .extracting(CounterSnapshot::timestampNs)
                .containsExactly(CounterSnapshot.NO_TIME, 10_000_000_000L, 20_000_000_000L);
    }

    @Test
    void logCutInTheMiddleOfALineIsRefused() {
        String log = "10.0\n" + SMALL + "20.0\n" + SMALL;
        MemoryRecording cut = new MemoryRecording("x.log", log.substring(0, log.length() - 5));
        assertThatThrownBy(() -> single(cut))
                .isInstanceOf(RecordingException.class)
                .hasMessage("x.log: line 8: ends without a line feed: the snapshot is cut short");
    }

    @Test
    void twoClocksInOneLogAreRefused() {
        assertThatThrownBy(() -> single(new MemoryRecording("x", "10.0\n" + SMALL + "1795294158.0\n" + SMALL)))
                .isInstanceOf(RecordingException.class)
                .hasMessage(
                        "x: line 5: a time on the realtime clock among times on the mono clock: one clock expected");
    }

    @Test
    void rowsAndLinesThatDoNotFitAreCounted() throws IOException {
        String text = SMALL.replace(
                        "ERR", "NMI:          1\nLOC:          1          2          3 x\nbad line\nXYZ: none\nERR")
                + "CAL:          1  \n";
        CounterSeries series = single(new MemoryRecording("10.000", text.replace("CPU1      ", "CPU1       CPU2")));
        assertThat(series.losses().losses())
                .extracting(Loss::counter, Loss::count, Loss::firstPosition)
                .containsExactly(
                        tuple("row whose counts do not match the CPUs of the header", 1L, 2L),
                        tuple("line that is neither a counter nor a time", 1L, 5L),
                        tuple("row without counts", 1L, 6L));
        assertThat(series.snapshots().get(0).rows()).extracting(Row::name).containsExactly("NMI", "LOC", "ERR", "CAL");
    }

    @Test
    void softirqsAndStatAreNotRecognised() {
        String softirqs = "                    CPU0       CPU1\n          HI:          0          0\n";
        assertThat(reader.recognises(softirqs.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(reader.recognises("cpu  1 2 3\ncpu0 1 2 3\n".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(reader.recognises(new byte[0])).isFalse();
        assertThat(reader.recognisesIndex("1367490683,0,0,0\n".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void unchangedRowsShareTheirCounts() throws IOException {
        CounterSeries series = single(new MemoryRecording("x", "10.0\n" + SMALL + "20.0\n" + SMALL));
        assertThat(series.snapshots().get(1).rows().get(0))
                .isSameAs(series.snapshots().get(0).rows().get(0));
    }

    @Test
    void snapshotsBeyondTheBoundAreThinnedEvenly() {
        SnapshotSeries series = new SnapshotSeries("x", new lostedge.engine.event.LossLedger(), 64);
        for (int i = 0; i < 200; i++) {
            Row row = new Row("LOC", new long[] {i}, true, "");
            series.add(new CounterSnapshot(i, i, i == 101 ? "tag" : "", new int[] {0}, List.of(row)));
        }
        CounterSeries kept = series.finish();
        assertThat(kept.snapshots())
                .hasSizeBetween(32, 65)
                .extracting(CounterSnapshot::tag)
                .contains("tag");
        assertThat(kept.losses().losses()).singleElement().satisfies(loss -> {
            assertThat(loss.counter()).isEqualTo("snapshot passed over to bound memory");
            assertThat(loss.count()).isEqualTo(200 - kept.snapshots().size());
        });
    }

    private CounterSeries single(Recording... recordings) throws IOException {
        List<CounterSeries> series = reader.read(Arrays.asList(recordings));
        assertThat(series).hasSize(1);
        return series.get(0);
    }

    private static String csv(CounterSnapshot snapshot) {
        List<String> lines = new ArrayList<>(List.of("row,cpu,count,description"));
        for (Row row : snapshot.rows()) {
            for (int i = 0; i < row.counts().length; i++) {
                String cpu = row.perCpu() ? String.valueOf(snapshot.cpus()[i]) : "";
                lines.add(row.name() + "," + cpu + "," + row.counts()[i] + "," + row.description());
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(InterruptsReaderTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
