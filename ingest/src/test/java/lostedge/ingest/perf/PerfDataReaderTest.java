package lostedge.ingest.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventSource;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerfDataReaderTest {

    private static List<String> events(byte[] file) throws IOException {
        List<String> events = new ArrayList<>();
        try (EventSource source = new PerfDataReader().open(MemoryRecording.of(file))) {
            EventBatch batch = new EventBatch(7);
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    events.add(batch.timestampNs[row] + " cpu" + batch.cpu[row] + " "
                            + batch.kindAt(row).tracepoint() + " " + batch.code[row] + " " + batch.reference[row]);
                }
            }
        }
        return events;
    }

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void eventsOfAllCpusComeInTimeOrderAcrossRounds(ByteOrder order) throws IOException {
        PerfDataBuilder builder = new PerfDataBuilder(order)
                .softirqEntry(10, 0, 1)
                .softirqEntry(30, 0, 2)
                .softirqEntry(20, 1, 3, 0xabc, 0xdef)
                .finishedRound()
                .softirqEntry(35, 0, 4)
                .softirqEntry(25, 1, 5)
                .lost(26, 1, 149)
                .finishedRound()
                .softirqEntry(40, 1, 6);
        String[] expected = {
            "10 cpu0 softirq_entry 1 0",
            "20 cpu1 softirq_entry 3 0",
            "25 cpu1 softirq_entry 5 0",
            "26 cpu1 lost_events -1 149",
            "30 cpu0 softirq_entry 2 0",
            "35 cpu0 softirq_entry 4 0",
            "40 cpu1 softirq_entry 6 0",
        };
        assertThat(new PerfDataReader().recognises(builder.file())).isTrue();
        assertThat(events(builder.file())).containsExactly(expected);
        assertThat(events(builder.pipe())).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void compressedRecordsMayBeCutAnywhere(int pieces) throws IOException {
        PerfDataBuilder builder = new PerfDataBuilder(ByteOrder.LITTLE_ENDIAN);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            builder.softirqEntry(1000 + i, i % 4, i % 10, i, i * 7919L);
            expected.add(1000 + i + " cpu" + i % 4 + " softirq_entry " + i % 10 + " 0");
        }
        builder.compressed(pieces);
        assertThat(events(builder.file())).containsExactlyElementsOf(expected);
        assertThat(events(builder.pipe())).containsExactlyElementsOf(expected);
    }

    @Test
    void clockIsPerfsOwnUnlessTheAttributeNamesOne() throws IOException {
        byte[] file = new PerfDataBuilder(ByteOrder.LITTLE_ENDIAN)
                .softirqEntry(1, 0, 1)
                .file();
        try (EventSource source = new PerfDataReader().open(MemoryRecording.of(file))) {
            assertThat(source.clock().domain()).isEqualTo(Clock.Domain.PERF);
        }
        file[112 + 43] |= 1 << 1; // bit 25 of the flags: use_clockid
        file[112 + 92] = 1; // CLOCK_MONOTONIC
        try (EventSource source = new PerfDataReader().open(MemoryRecording.of(file))) {
            assertThat(source.clock().domain()).isEqualTo(Clock.Domain.MONOTONIC);
        }
    }

    /** {@code perf record -o - -e cycles}. */
    @Test
    void aPipeWithoutTracepointsIsRefusedWithWhatToRecord() {
        byte[] pipe = new PerfDataBuilder(ByteOrder.LITTLE_ENDIAN)
                .softirqEntry(1, 0, 1)
                .pipe();
        ByteBuffer records = ByteBuffer.wrap(pipe).order(ByteOrder.LITTLE_ENDIAN);
        int formats = 16 + records.getShort(16 + 6);
        int samples = formats + records.getShort(formats + 6) + (records.getInt(formats + 8) + 7) / 8 * 8;
        ByteBuffer without = ByteBuffer.allocate(formats + pipe.length - samples)
                .put(pipe, 0, formats)
                .put(pipe, samples, pipe.length - samples);
        assertThatThrownBy(() -> events(without.array()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("holds no tracepoint formats; record tracepoints with perf record -e");
    }

    /** perf's {@code HEADER_DIR_FORMAT}: the file {@code data} of such a folder holds no events. */
    @Test
    void aFolderOfSeveralThreadsIsRefusedAndNotTakenForSilence() {
        byte[] file = new PerfDataBuilder(ByteOrder.LITTLE_ENDIAN)
                .softirqEntry(1, 0, 1)
                .file();
        file[72 + 3] |= 1;
        assertThatThrownBy(() -> events(file))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("record without --threads");
    }

    @Test
    void truncatedFileIsRefusedWithItsOffset() {
        PerfDataBuilder builder = new PerfDataBuilder(ByteOrder.LITTLE_ENDIAN)
                .softirqEntry(1, 0, 1)
                .softirqEntry(2, 0, 1);
        byte[] file = builder.file();
        byte[] pipe = builder.pipe();
        assertThatThrownBy(() -> events(Arrays.copyOf(file, 300)))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("test.bin: offset ");
        assertThatThrownBy(() -> events(Arrays.copyOf(pipe, pipe.length - 5)))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("test.bin: offset ");
    }
}
