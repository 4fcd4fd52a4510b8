package lostedge.ingest.dmesg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSource;
import lostedge.engine.event.Labels;
import lostedge.engine.event.LossLedger.Loss;
import lostedge.ingest.reader.MemoryRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLogReaderTest {
    private static final String REPORT = "csd: CSD lock (#7) got unstuck on CPU#01, CPU#02 released the lock.";

    private final KernelLogReader reader = new KernelLogReader();

    @Test
    void reportsOfEveryKernelGenerationAreRead() throws IOException {
        assertThat(csv(reader.open(new MemoryRecording("log", resource("generations.txt")))))
                .isEqualTo(resource("generations.expected.csv"));
    }

    @Test
    void csdReportsOfAnAlphaAreRead() throws IOException {
        String text = resource("alpha-6.1-csd-debug.txt");
        List<String> rows = rows(reader.open(new MemoryRecording("log", text)));
        assertThat(rows)
                .contains(
                        "7163082,csd_lock_detected,2,,1,1,5005856812,ipi_mb,",
                        "7163082,csd_lock_state,2,,,1,0,unresponsive,",
                        "7165035,csd_lock_resend,2,,1,1,0,,",
                        "7165035,csd_lock_unstuck,2,,1,1,0,,");
        for (String words : List.of("Detected non", "unresponsive", "Re-sending", "got unstuck")) {
            assertThat(rows.stream().filter(row -> row.contains(kindOf(words))).count())
                    .as(words)
                    .isEqualTo(text.lines().filter(line -> line.contains(words)).count());
        }
    }

    /** Linux {@code ftrace_dump()}, and what it says of an empty buffer. */
    @Test
    void aTraceDumpedIntoTheLogIsCountedWithWhatToDo() throws IOException {
        EventSource source = reader.open(new MemoryRecording(
                "log",
                "[   40.100000] Dumping ftrace buffer:\n"
                        + "[   40.463002]   <idle>-0       0d...    0us : vector_deactivate: irq=0\n"
                        + "[   40.548017]  kauditd-32      0d.h. 307277us!: call_function_single_entry: vector=251\n"
                        + "[   40.548018] swapper/-1       2.N.. 1307277us+: irq_enter <-do_IRQ\n"
                        + "[   40.548019] systemd-1 took 22us : fine\n"));
        rows(source);
        assertThat(source.losses().losses())
                .extracting(Loss::counter, Loss::count)
                .containsExactly(tuple("line that is no report", 2L), tuple("event of a dumped trace buffer", 3L));
    }

    @Test
    void logDumpedTwiceCountsOnce() throws IOException {
        EventSource source = reader.open(new MemoryRecording("log", resource("alpha-6.1-hang.txt")));
        List<String> rows = rows(source);
        assertThat(rows)
                .containsExactly(
                        "22391590,rcu_stall,3,,3,,0,rcu_sched,",
                        "22392566,cpu_backtrace,3,52,,,0,_raw_write_unlock_irqrestore,",
                        "40057596,soft_lockup,1,,,49,37,init,",
                        "40057596,cpu_backtrace,1,49,,,0,smp_call_function_many_cond,",
                        "40070291,soft_lockup,2,,,51,37,init,",
                        "40070291,cpu_backtrace,2,51,,,0,_raw_write_unlock_irqrestore,",
                        "48090795,soft_lockup,3,,,52,44,init,",
                        "48090795,cpu_backtrace,3,52,,,0,_raw_write_unlock_irqrestore,");
        assertThat(source.losses().losses()).extracting(Loss::counter).containsExactly("line that is no report");
    }

    @Test
    void stallOnX86NamesTheCpusAndWhereTheyWere() throws IOException {
        assertThat(rows(reader.open(new MemoryRecording("log", resource("x86-6.12-stall.txt")))))
                .containsExactly(
                        "36647758,rcu_stall,3,,3,,0,rcu_preempt,",
                        "36698826,cpu_backtrace,1,264,,,0,smp_call_function_many_cond,",
                        "36730548,cpu_backtrace,2,262,,,0,irqhold_spin,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[   12.345678] |PRINTK|12345678000|1000",
                "<1>[   12.345678] |PRINTK|12345678000|1000",
                "[   12.345678][  T123] |PRINTK|12345678000|1000",
                "[   12.345678] [    C1] |PRINTK|12345678000|1000",
                "[   12.345678 <    0.000012>] |PRINTK|12345678000|1000",
                "+ echo 1[   12.345678] |PRINTK|12345678000|1000",
                "1,339,12345678,-;|PRINTK|12345678000|1000",
                "1,339,12345678,-,caller=C1;|PRINTK|12345678000|1000",
                "Nov 21 20:49:16 host kernel: [   12.345678] |PRINTK|12345678000|1000",
                "2026-11-21T20:49:16.409364+00:00 host kernel: [   12.345678] |PRINTK|12345678000|1000",
                "2026-11-21T20:49:16,409364+00:00 |REALTIME|1795294156409364000|1000",
                "2026-11-21T21:49:16+0100 host kernel: |REALTIME|1795294156000000000|1000000000",
                "1795294156.409364 host kernel: |REALTIME|1795294156409364000|1000",
                "[   12.345678] host kernel: |MONOTONIC|12345678000|1000",
                "[Sat Nov 21 20:49:16 2026] |UNKNOWN|1795294156000000000|1000000000",
                "Nov  1 20:49:16 host kernel: |UNKNOWN|973111756000000000|1000000000",
            })
    void everyStampIsUnderstood(String prefix, Clock.Domain domain, long ns, long resolutionNs) throws IOException {
        String line = prefix + (prefix.endsWith(";") || prefix.endsWith(" ") ? "" : " ") + REPORT + "\n";
        MemoryRecording log = new MemoryRecording("log", line);
        assertThat(reader.recognises(log.head())).isTrue();
        EventSource source = reader.open(log);
        EventBatch batch = new EventBatch();
        assertThat(source.read(batch)).isTrue();
        assertThat(batch.size()).isEqualTo(1);
        assertThat(batch.kindAt(0)).isEqualTo(EventKind.CSD_LOCK_UNSTUCK);
        assertThat(batch.timestampNs[0]).isEqualTo(ns);
        assertThat(source.clock()).isEqualTo(new Clock(domain, resolutionNs, true, true));
    }

    @Test
    void linesWrittenOverEachOtherAreToldApartOrCounted() throws IOException {
        EventSource source = reader.open(new MemoryRecording(
                "log",
                "[    1.000000] a[    1.500000] " + REPORT
                        + "\n[    1.200000] csd: Detected non-responsive CSD lo[    1.3000\n"
                        + "[    1.400000] csd: Detected non-responsive CSD lock (#1) on CPU#2, wai\n"));
        assertThat(rows(source)).containsExactly("1500000,csd_lock_unstuck,1,,2,7,0,,");
        assertThat(source.losses().losses())
                .extracting(Loss::counter, Loss::count, Loss::firstPosition)
                .containsExactly(
                        tuple("line that is no report", 2L, 1L), tuple("report cut short or written over", 1L, 3L));
    }

    @Test
    void logWithoutReportsStillTellsItsClock() throws IOException {
        EventSource source = reader.open(new MemoryRecording("log", "[    0.000000] Linux version 6.1\n"));
        assertThat(rows(source)).isEmpty();
        assertThat(source.clock()).isEqualTo(new Clock(Clock.Domain.PRINTK, 1000, true, true));
    }

    @Test
    void linesOutOfOrderAreOrdered() throws IOException {
        assertThat(rows(reader.open(new MemoryRecording(
                        "log",
                        "[    5.000009] BUG: soft lockup - CPU#3 stuck for 22s! [a:1]\n"
                                + "[    5.000001] BUG: soft lockup - CPU#2 stuck for 22s! [b:2]\n"))))
                .containsExactly("5000001,soft_lockup,2,,,2,22,b,", "5000009,soft_lockup,3,,,1,22,a,");
    }

    @Test
    void ofSeveralBootsTheLastCounts() throws IOException {
        EventSource source = reader.open(new MemoryRecording(
                "log",
                "[    0.000000] Linux version 6.1\n[    0.100000] x\n[   50.000000] " + REPORT + "\n"
                        + "[    0.000000] Linux version 6.1\n[    0.100007] x\n[   40.000000] " + REPORT + "\n"));
        assertThat(rows(source)).containsExactly("40000000,csd_lock_unstuck,1,,2,7,0,,");
        assertThat(source.losses().losses())
                .extracting(Loss::counter)
                .contains("report of an earlier boot passed over");
    }

    @Test
    void consoleAndDmesgOfOneBootAreOneLog() throws IOException {
        EventSource source = reader.open(List.of(
                new MemoryRecording("console", "+ sh\n[    4.000000] " + REPORT + "\n"),
                new MemoryRecording("dmesg", "<1>[    4.000000] " + REPORT + "\n<1>[    5.000000] " + REPORT + "\n")));
        assertThat(rows(source)).hasSize(2);
        assertThat(source.losses().losses())
                .extracting(Loss::counter, Loss::count)
                .contains(tuple("report told before", 1L));
    }

    @Test
    void otherProgramsLinesAndTimelessReportsAreCounted() throws IOException {
        EventSource source = reader.open(new MemoryRecording(
                "log", "Nov 21 20:49:16 host sshd[12]: " + REPORT + "\n" + REPORT + "\n[    4.000000] " + REPORT));
        assertThat(rows(source)).hasSize(1);
        assertThat(source.losses().losses())
                .extracting(Loss::counter, Loss::count)
                .containsExactly(
                        tuple("line of another program", 1L),
                        tuple("last line cut short", 1L),
                        tuple("report without a time", 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "          <idle>-0       [003] d.h1.    36.646925: irq_handler_entry: irq=8 name=timer\n",
                "swapper     0 [000]    12.345678: irq:irq_handler_entry: irq=8 name=timer\n",
                "           CPU0       CPU1\n  8:          1          2   RTC\n",
                "1795294156.409364240\n           CPU0       CPU1\n",
                "hello\n",
                ""
            })
    void otherRecordingsAreNotRecognised(String text) {
        assertThat(reader.recognises(text.repeat(10).getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void everyReportOfTheRecordedHangsIsFound() throws IOException {
        String captures = System.getenv("LOSTEDGE_CAPTURES");
        assumeThat(captures).as("LOSTEDGE_CAPTURES").isNotNull();
        Path folder = Path.of(captures, "c1_inject_nopoll_csddebug");
        List<MemoryRecording> logs = new ArrayList<>();
        for (String name : List.of("dmesg.txt", "console.log")) {
            logs.add(new MemoryRecording(name, Files.readAllBytes(folder.resolve(name))));
        }
        assertThat(logs).allMatch(log -> reader.recognises(log.head()));
        EventSource source = reader.open(List.copyOf(logs));
        List<String> rows = rows(source);
        assertThat(rows.stream().filter(row -> row.contains("csd_lock_detected")))
                .hasSize(21);
        assertThat(rows.stream().filter(row -> row.contains("csd_lock_unstuck")))
                .hasSize(21);
        assertThat(source.clock().domain()).isEqualTo(Clock.Domain.PRINTK);
    }

    private static String kindOf(String words) {
        return switch (words) {
            case "Detected non" -> "csd_lock_detected";
            case "unresponsive" -> "csd_lock_state";
            case "Re-sending" -> "csd_lock_resend";
            default -> "csd_lock_unstuck";
        };
    }

    private static String csv(EventSource source) throws IOException {
        List<String> lines = new ArrayList<>(List.of("time_us,kind,cpu,pid,peer,code,reference,label,site"));
        lines.addAll(rows(source));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> rows(EventSource source) throws IOException {
        List<String> rows = new ArrayList<>();
        EventBatch batch = new EventBatch(5);
        while (source.read(batch)) {
            for (int i = 0; i < batch.size(); i++) {
                rows.add(String.join(
                        ",",
                        Arrays.asList(
                                String.valueOf(batch.timestampNs[i] / 1000),
                                batch.kindAt(i).tracepoint(),
                                number(batch.cpu[i]),
                                number(batch.pid[i]),
                                number(batch.peer[i]),
                                number(batch.code[i]),
                                String.valueOf(batch.reference[i]),
                                batch.label[i] == Labels.NONE
                                        ? ""
                                        : source.labels().text(batch.label[i]),
                                batch.site[i] == Labels.NONE
                                        ? ""
                                        : source.labels().text(batch.site[i]))));
            }
        }
        return rows;
    }

    private static String number(int value) {
        return value == EventBatch.NONE ? "" : String.valueOf(value);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(KernelLogReaderTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
