package lostedge.ingest.tracedat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lostedge.engine.event.Clock;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.LossLedger;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TraceDatReaderTest {

    /** What one event shows, in words: time, CPU, kind, code, peer, reference. */
    private static List<String> events(byte[] file) throws IOException {
        List<String> events = new ArrayList<>();
        try (EventSource source = new TraceDatReader().open(MemoryRecording.of(file))) {
            EventBatch batch = new EventBatch(256);
            while (source.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    events.add(batch.timestampNs[row] + " cpu" + batch.cpu[row] + " "
                            + batch.kindAt(row).tracepoint() + " " + batch.code[row] + " " + batch.peer[row] + " "
                            + Long.toHexString(batch.reference[row]));
                }
            }
        }
        return events;
    }

    private static LossLedger losses(byte[] file) throws IOException {
        try (EventSource source = new TraceDatReader().open(MemoryRecording.of(file))) {
            EventBatch batch = new EventBatch(256);
            while (source.read(batch)) {
                assertThat(batch.size()).isPositive();
            }
            return source.losses();
        }
    }

    static Stream<Arguments> layouts() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(4, 8)
                        .flatMap(size -> Stream.of("6", "none", "zlib", "zstd")
                                .map(version -> Arguments.of(order, size, version))));
    }

    private static byte[] write(TraceDatBuilder builder, String version) {
        return version.equals("6") ? builder.version6() : builder.version7(version);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyLayoutTellsTheSameEvents(ByteOrder order, int longSize, String version) throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(order, longSize);
        builder.cpu(builder.page(1000).softirqEntry(5, 9).softirqEntryWithLongHead(10, 1))
                .cpu(builder.page(1002).sendCpumask(1, 0b101, 0, 1L << 63).softirqEntry(20, 7));
        byte[] file = write(builder, version);

        assertThat(new TraceDatReader().recognises(file)).isTrue();
        assertThat(events(file))
                .containsExactly(
                        "1003 cpu1 ipi_send_cpumask 1 0 5",
                        "1003 cpu1 ipi_send_cpumask 1 128 8000000000000000",
                        "1005 cpu0 softirq_entry 9 -1 0",
                        "1015 cpu0 softirq_entry 1 -1 0",
                        "1023 cpu1 softirq_entry 7 -1 0");
    }

    @Test
    void symbolsFlagsAndClockComeFromTheFile() throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN, 8);
        builder.cpu(builder.page(1000).sendCpumask(0, 1).softirqEntry(1, 9));
        try (EventSource source = new TraceDatReader().open(MemoryRecording.of(builder.version7("zstd")))) {
            EventBatch batch = new EventBatch(256);
            assertThat(source.read(batch)).isTrue();
            assertThat(source.clock()).isEqualTo(new Clock(Clock.Domain.MONOTONIC, 1, true, true));
            assertThat(source.labels().text(batch.label[0])).isEqualTo("generic_smp_call_function_single_interrupt");
            assertThat(source.labels().text(batch.site[0])).isEqualTo("flush_tlb_mm+0x10");
            assertThat(batch.code[0]).isEqualTo(IpiMessage.CALL_FUNC.ordinal());
            assertThat(batch.pid[0]).isEqualTo(42);
            assertThat(batch.flags[1] & 0xFF)
                    .isEqualTo(ContextFlags.KNOWN | ContextFlags.IRQS_OFF | ContextFlags.SOFTIRQ);
            assertThat(ContextFlags.preemptDepth(batch.flags[1])).isEqualTo(2);
            assertThat(source.read(batch)).isFalse();
            assertThat(source.capabilities().seen())
                    .containsExactlyInAnyOrder(EventKind.IPI_SEND_CPUMASK, EventKind.SOFTIRQ_ENTRY);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void timeExtendsStampsAndDiscardsMoveTheClock(ByteOrder order, int longSize, String version) throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(order, longSize);
        builder.cpu(builder.page(7)
                .timeExtend(1L << 40)
                .softirqEntry(1, 0)
                .discarded(100)
                .softirqEntry(1, 1)
                .timeStamp(5L << 50)
                .softirqEntry(3, 2));
        assertThat(events(write(builder, version)))
                .containsExactly(
                        ((1L << 40) + 8) + " cpu0 softirq_entry 0 -1 0",
                        ((1L << 40) + 109) + " cpu0 softirq_entry 1 -1 0",
                        ((5L << 50) + 3) + " cpu0 softirq_entry 2 -1 0");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void missedEventsStandBeforeTheFirstEventOfTheirPage(ByteOrder order, int longSize, String version)
            throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(order, longSize);
        builder.cpu(
                builder.page(10).softirqEntry(0, 1),
                builder.page(20).softirqEntry(0, 2).missedEvents(172),
                builder.page(30).softirqEntry(0, 3).missedEvents(0));
        byte[] file = write(builder, version);
        assertThat(events(file))
                .containsExactly(
                        "10 cpu0 softirq_entry 1 -1 0",
                        "20 cpu0 lost_events -1 -1 ac",
                        "20 cpu0 softirq_entry 2 -1 0",
                        "30 cpu0 lost_events -1 -1 ffffffffffffffff",
                        "30 cpu0 softirq_entry 3 -1 0");
        assertThat(losses(file).losses()).singleElement().satisfies(loss -> {
            assertThat(loss.count()).isEqualTo(173);
            assertThat(loss.severity()).isEqualTo(LossLedger.Severity.DATA_LOSS);
        });
    }

    @Test
    void damagedPageIsSkippedToTheNextAndCounted() throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN, 8);
        builder.cpu(
                builder.page(10).softirqEntry(0, 1).recordLongerThanThePage(1),
                builder.page(20).softirqEntry(0, 2));
        byte[] file = builder.version6();
        assertThat(events(file))
                .containsExactly(
                        "10 cpu0 softirq_entry 1 -1 0",
                        "20 cpu0 lost_events -1 -1 ffffffffffffffff",
                        "20 cpu0 softirq_entry 2 -1 0");
        assertThat(losses(file).losses()).anyMatch(loss -> loss.counter().equals("damaged pages") && loss.count() == 1);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void anEventInTwoBuffersIsToldOnce(ByteOrder order, int longSize, String version) throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(order, longSize);
        builder.cpu(builder.page(1001)
                        .softirqEntry(0, 9)
                        .softirqEntry(2, 9)
                        .sendCpumask(10, 0b101, 0, 1L << 63)
                        .softirqEntry(2_000_000, 4))
                .instance();
        builder.cpu(builder.page(1000)
                .softirqEntry(0, 9)
                .softirqEntry(2, 9)
                .softirqEntry(1, 7)
                .sendCpumask(9, 0b101, 0, 1L << 63)
                .softirqEntry(500_000, 4));
        byte[] file = write(builder, version);
        assertThat(events(file))
                .containsExactly(
                        "1000 cpu0 softirq_entry 9 -1 0",
                        "1002 cpu0 softirq_entry 9 -1 0",
                        "1003 cpu0 softirq_entry 7 -1 0",
                        "1012 cpu0 ipi_send_cpumask 1 0 5",
                        "1012 cpu0 ipi_send_cpumask 1 128 8000000000000000",
                        "501012 cpu0 softirq_entry 4 -1 0",
                        "2001013 cpu0 softirq_entry 4 -1 0");
        assertThat(losses(file).losses()).singleElement().satisfies(loss -> {
            assertThat(loss.counter()).isEqualTo("events that stand in several buffers, told once");
            assertThat(loss.count()).isEqualTo(3);
            assertThat(loss.severity()).isEqualTo(LossLedger.Severity.INFO);
        });
    }

    @Test
    void equalEventsOfOneBufferOrOfTwoCpusAreSeveralEvents() throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN, 8);
        builder.cpu(builder.page(1000).softirqEntry(0, 9).softirqEntry(0, 9)).cpu();
        builder.instance();
        builder.cpu().cpu(builder.page(1000).softirqEntry(0, 9).softirqEntry(5, 9));
        byte[] file = builder.version7("zstd");
        assertThat(events(file)).hasSize(4);
        assertThat(losses(file).losses()).isEmpty();
    }

    @Test
    void buffersOnDifferentClocksAreRefused() {
        TraceDatBuilder builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN, 8);
        builder.cpu(builder.page(1000).softirqEntry(0, 9)).instance("global");
        builder.cpu(builder.page(1000).softirqEntry(0, 9));
        assertThatThrownBy(() -> events(builder.version7("none")))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("expected buffers on one clock, found mono and global");
    }

    @Test
    void theClockIsThatOfTheBufferWithPages() throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN, 8);
        builder.cpu(builder.page(1000).softirqEntry(0, 9)).instance("boot");
        byte[] file = builder.cpu().version7("none");
        try (EventSource source = new TraceDatReader().open(MemoryRecording.of(file))) {
            assertThat(source.clock().domain()).isEqualTo(Clock.Domain.BOOT);
        }
    }

    @Test
    void recordsOfUnknownTypeAreCounted() throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN, 8);
        builder.cpu(builder.page(10).unknownType(0).unknownType(1).softirqEntry(1, 2));
        byte[] file = builder.version7("zlib");
        assertThat(events(file)).containsExactly("12 cpu0 softirq_entry 2 -1 0");
        assertThat(losses(file).losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.count()).isEqualTo(2));
    }

    @Test
    void truncatedFileIsRefusedWithItsOffset() {
        TraceDatBuilder builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN, 8);
        builder.cpu(builder.page(10).softirqEntry(0, 1), builder.page(20).softirqEntry(0, 2));
        byte[] six = builder.version6();
        byte[] seven = builder.version7("zstd");
        assertThatThrownBy(() -> events(Arrays.copyOf(six, six.length - 1)))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("test.bin: offset ");
        assertThatThrownBy(() -> events(Arrays.copyOf(seven, seven.length / 2)))
                .isInstanceOf(RecordingException.class)
                .hasMessageStartingWith("test.bin: offset ");
    }

    @Test
    void cycleStampsHaveNoDurations() throws IOException {
        TraceDatBuilder builder = new TraceDatBuilder(ByteOrder.LITTLE_ENDIAN, 8).clock("local mono [x86-tsc]");
        builder.cpu(builder.page(10).softirqEntry(0, 1));
        try (EventSource source = new TraceDatReader().open(MemoryRecording.of(builder.version6()))) {
            assertThat(source.clock().hasDurations()).isFalse();
        }
    }
}
