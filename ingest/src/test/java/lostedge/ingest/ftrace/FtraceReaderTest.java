package lostedge.ingest.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.Clock.Domain;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.reader.MemoryRecording;
import lostedge.ingest.reader.RecordingException;
import org.junit.jupiter.api.Test;

class FtraceReaderTest {
    private static final String FIRST =
            "          <idle>-0       [002] d.h..     1.372451: irq_handler_entry: irq=8 name=timer\n";

    private final EventBatch batch = new EventBatch(64);
    private final List<Loss> losses = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> sites = new ArrayList<>();

    private void read(String text) throws IOException {
        EventSource source = new FtraceReader().open(MemoryRecording.of(text));
        source.read(batch);
        assertThat(source.read(new EventBatch(1))).isFalse();
        losses.addAll(source.losses().losses());
        for (int row = 0; row < batch.size(); row++) {
            labels.add(source.labels().text(batch.label[row]));
            sites.add(source.labels().text(batch.site[row]));
        }
    }

    @Test
    void columnsOfAKernelLineAreRead() throws IOException {
        read(FIRST);
        assertThat(batch.size()).isOne();
        assertThat(batch.kindAt(0)).isEqualTo(EventKind.IRQ_HANDLER_ENTRY);
        assertThat(batch.timestampNs[0]).isEqualTo(1_372_451_000L);
        assertThat(batch.cpu[0]).isEqualTo(2);
        assertThat(batch.pid[0]).isZero();
        assertThat(batch.code[0]).isEqualTo(8);
        assertThat(batch.position[0]).isOne();
        assertThat(batch.flags[0]).isEqualTo(ContextFlags.KNOWN | ContextFlags.IRQS_OFF | ContextFlags.HARDIRQ);
        assertThat(labels).containsExactly("timer");
        assertThat(losses).isEmpty();
    }

    @Test
    void aSecondRecordingBehindTheFirstIsRefusedByItsLine() {
        String event = "          <idle>-0       [002] d.h.. %5d.372451: irq_handler_exit: irq=8 ret=handled\n";
        StringBuilder text = new StringBuilder();
        for (int second : new int[] {100, 101, 100, 102, 3}) {
            text.append(event.formatted(second));
        }
        assertThatThrownBy(() -> read(text.toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("line 5: times go back by 99 s; expected one recording in one file");
    }

    @Test
    void timesSinceTheLineBeforeAreRefused() {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 100; line++) {
            text.append("            perf   187 [000]     0.%06d: irq_vectors:local_timer_entry: vector=236\n"
                    .formatted(line * 7919 % 1000));
        }
        assertThatThrownBy(() -> read(text.toString()))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("not the time since the line before");
    }

    @Test
    void linesThatLeftTheirColumnAreRead() throws IOException {
        read("# tracer: nop\n"
                + "kworker/u36:1-51219 [000] d..2. 162583.266957: irq_handler_entry: irq=8 name=timer\n"
                + "\t  <idle>-0     [002]  162583.756054: irq_handler_exit: irq=8 ret=handled\n"
                + "a-1 [0] x-77 (   76) [003] d... 162584.000001: softirq_entry: vec=7 [action=SCHED]\n");
        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.pid).startsWith(51219, 0, 77);
        assertThat(batch.cpu).startsWith(0, 2, 3);
        assertThat(batch.timestampNs).startsWith(162_583_266_957_000L, 162_583_756_054_000L, 162_584_000_001_000L);
        assertThat(batch.kindAt(2)).isEqualTo(EventKind.SOFTIRQ_ENTRY);
        assertThat(losses).extracting(Loss::severity).containsOnly(Severity.INFO);
    }

    @Test
    void aTextInColumnsTakesNoLineThatLeftThem() throws IOException {
        read(FIRST + "a-1 [002] d.h.. 1.372999: irq_handler_exit: irq=8 ret=handled\n");
        assertThat(batch.size()).isOne();
        assertThat(losses).extracting(Loss::counter).containsExactly("line not understood");
    }

    /** {@code perf script -F +ip,+sym,+symoff,+dso}. */
    @Test
    void anAddressBehindTheArgumentsIsNoneOfThem() throws IOException {
        String columns = "            perf   187 [002]     8.697770:  ";
        read(columns + "irq_vectors:local_timer_entry: vector=236 ffffffffbae8b5e1 [unknown]\n" + columns
                + "irq:irq_handler_entry: irq=27 name=virtio0-req.2 ffffffffbaf6dea7 irq_event+0x37 ([kernel.kallsyms])\n"
                + columns + "irq:irq_handler_entry: irq=28 name=i8042         c0de8042 irq_event\n" + columns
                + "irq:irq_handler_entry: irq=29 name=a c0de8042\n" + columns
                + "tlb:tlb_flush: pages:1 reason:local mm shootdown (3)\n");
        assertThat(labels.subList(1, 4)).containsExactly("virtio0-req.2", "i8042", "a c0de8042");
        assertThat(batch.kindAt(0)).isEqualTo(EventKind.LOCAL_TIMER_ENTRY);
        assertThat(batch.code[0]).isEqualTo(236);
        assertThat(batch.code[4]).isEqualTo(3);
        assertThat(losses).isEmpty();
    }

    /** {@code perf script --show-mmap-events} prints hundreds of them first. */
    @Test
    void eventsBehindManyRecordsOfPerfAreFound() throws IOException {
        read("         swapper     0 [000]     0.000000: PERF_RECORD_MMAP -1/0: [0xffffffffc0000000(0x1000) @ 0]\n"
                        .repeat(100)
                + "            perf   187 [002]     8.697770:  irq_vectors:local_timer_entry: vector=236\n");
        assertThat(batch.size()).isOne();
        assertThat(batch.timestampNs[0]).isEqualTo(8_697_770_000L);
    }

    /** The trace clock {@code tai}, and {@code perf record -k CLOCK_REALTIME}. */
    @Test
    void secondsSinceTheEpochAreRead() throws IOException {
        read("            bash-13050   [001] d.h.. 1795371041.597008: softirq_raise: vec=9 [action=RCU]\n".repeat(2)
                + "            bash-13050   [001] d.h.. 1795371042.597008123: softirq_raise: vec=9 [action=RCU]\n"
                + "            bash-13050   [001] d.h.. 9223372037.597008: softirq_raise: vec=9 [action=RCU]\n");
        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.timestampNs).startsWith(1_795_371_041_597_008_000L, 1_795_371_041_597_008_000L);
        assertThat(losses).extracting(Loss::count).containsExactly(1L, 1L);
    }

    @Test
    void secondsSinceTheEpochMayHaveNanoseconds() throws IOException {
        read("            perf   187 [000] 1795371041.597008123:  irq_vectors:local_timer_entry: vector=236\n");
        assertThat(batch.timestampNs[0]).isEqualTo(1_795_371_041_597_008_123L);
    }

    /** The trace option {@code fields}: Linux {@code print_event_fields()}. */
    @Test
    void hexadecimalArgumentsAreNotTakenForZero() throws IOException {
        read("            bash-13050   [001] d.h..     1.597008: softirq_raise: vec=0x9 (9)\n");
        assertThat(batch.kindAt(0)).isEqualTo(EventKind.OTHER);
        assertThat(losses).extracting(Loss::counter).containsExactly("arguments not understood: softirq_raise");
    }

    @Test
    void taskNameMayLookLikeAnyColumn() throws IOException {
        read("  a-1 [0] 1.2: x-77      [003] .....     1.372451: sched_waking: comm= pid=5 prio=1 pid=9 prio=-1 "
                + "target_cpu=002\n");
        assertThat(batch.pid[0]).isEqualTo(77);
        assertThat(batch.cpu[0]).isEqualTo(3);
        assertThat(batch.code[0]).isEqualTo(9);
        assertThat(batch.peer[0]).isEqualTo(2);
        assertThat(labels).containsExactly(" pid=5 prio=1");
    }

    @Test
    void maskInHexAndMaskAsListAreTheSameTargets() throws IOException {
        String line = "            init-51      [001] .....     1.399617: ipi_send_cpumask: cpumask=%s "
                + "callsite=smp_call_function+0x30/0x50 callback=generic_smp_call_function_single_interrupt+0x0/0xa0\n";
        read(line.formatted("00000001,00000000,00000000,0000000d") + line.formatted("0,2-3,96"));
        assertThat(batch.size()).isEqualTo(4);
        for (int row = 0; row < 4; row += 2) {
            assertThat(batch.peer[row]).isZero();
            assertThat(batch.reference[row]).isEqualTo(0xDL);
            assertThat(batch.peer[row + 1]).isEqualTo(64);
            assertThat(batch.reference[row + 1]).isEqualTo(1L << 32);
            assertThat(batch.code[row]).isEqualTo(IpiMessage.CALL_FUNC.ordinal());
        }
        assertThat(labels).containsOnly("generic_smp_call_function_single_interrupt");
        assertThat(sites).containsOnly("smp_call_function+0x30/0x50");
    }

    @Test
    void recorderLinesGetTheTimeOfTheEventThatFollows() throws IOException {
        read("CPU:2 [LOST 354 EVENTS]\n##### CPU 3 buffer started ####\n" + FIRST + "CPU:1 [EVENTS DROPPED]\n");
        assertThat(batch.size()).isEqualTo(4);
        assertThat(batch.kindAt(0)).isEqualTo(EventKind.LOST_EVENTS);
        assertThat(batch.reference[0]).isEqualTo(354);
        assertThat(batch.cpu[0]).isEqualTo(2);
        assertThat(batch.kindAt(1)).isEqualTo(EventKind.BUFFER_START);
        assertThat(batch.reference[3]).isEqualTo(-1);
        assertThat(batch.timestampNs).startsWith(1_372_451_000L, 1_372_451_000L, 1_372_451_000L, 1_372_451_000L);
        assertThat(losses).extracting(Loss::severity).containsOnly(Severity.DATA_LOSS);
    }

    @Test
    void lastLineWithoutAnEndIsAnError() throws IOException {
        read(FIRST + FIRST.substring(0, 60));
        assertThat(batch.size()).isOne();
        assertThat(losses).singleElement().satisfies(loss -> {
            assertThat(loss.severity()).isEqualTo(Severity.ERROR);
            assertThat(loss.firstPosition()).isEqualTo(2);
        });
    }

    @Test
    void textThatIsNoTraceIsRefusedInOneLine() {
        assertThatThrownBy(() -> read("hello\nworld\n"))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("text: line 1: expected")
                .hasMessageNotContaining("\n");
    }

    @Test
    void callGraphTracerIsRefused() {
        assertThatThrownBy(() -> read("# tracer: function_graph\n#\n"))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("function_graph");
    }

    @Test
    void rawStampsHaveNoDurations() throws IOException {
        String text = FIRST.replace("    1.372451", "100298854378");
        try (EventSource source = new FtraceReader().open(MemoryRecording.of(text), Domain.COUNTER)) {
            source.read(batch);
            assertThat(source.clock().hasDurations()).isFalse();
            assertThat(source.clock().domain()).isEqualTo(Domain.COUNTER);
            assertThat(batch.timestampNs[0]).isEqualTo(100_298_854_378L);
        }
    }
}
