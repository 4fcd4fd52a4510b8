package lostedge.ingest.perfetto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.event.Clock;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Stall;
import lostedge.ingest.protobuf.ProtoMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerfettoFileTest {
    @TempDir
    Path folder;

    /** The examples of the encoding guide: field 1 is 150, field 2 is "testing", field 3 is a message. */
    @Test
    void messagesAreEncodedAsTheGuideShows() {
        HexFormat hex = HexFormat.of();
        assertThat(new ProtoMessage().number(1, 150).toBytes()).isEqualTo(hex.parseHex("089601"));
        assertThat(new ProtoMessage().text(2, "testing").toBytes()).isEqualTo(hex.parseHex("120774657374696e67"));
        assertThat(new ProtoMessage()
                        .message(3, new ProtoMessage().number(1, 150))
                        .toBytes())
                .isEqualTo(hex.parseHex("1a03089601"));
        assertThat(new ProtoMessage().number(1, -2).toBytes()).isEqualTo(hex.parseHex("08feffffffffffffffff01"));
    }

    /** Perfetto's own definitions are the oracle; LOSTEDGE_PYTHON names a python that has the package perfetto. */
    @Test
    void perfettosOwnDefinitionsReadTheTracksSlicesAndFlows() throws Exception {
        String python = System.getenv("LOSTEDGE_PYTHON");
        assumeTrue(python != null, "LOSTEDGE_PYTHON is not set");
        Path file = write(true);
        Process process = new ProcessBuilder(python, "src/test/python/read_perfetto.py", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines())
                .containsExactly(
                        "track CPU 0",
                        "track CPU 0/IPIs sent",
                        "100 instant CPU 0/IPIs sent CALL_FUNC <b>ipi_mb</b> flow 8",
                        "track CPU 3",
                        "track CPU 3/IPIs handled",
                        "250 instant CPU 3/IPIs handled CALL_FUNC <b>ipi_mb</b> end 8",
                        "120 instant CPU 0/IPIs sent RESCHEDULE",
                        "track CPU 3/interrupts masked",
                        "90 begin CPU 3/interrupts masked RTC timer",
                        "240 end CPU 3/interrupts masked",
                        "track CPU 0/waits for CPU 3",
                        "101 begin CPU 0/waits for CPU 3 LOST_EDGE ipi_mb",
                        "260 end CPU 0/waits for CPU 3",
                        "track CPU 0/LOC",
                        "5 counter CPU 0/LOC 11",
                        "track CPU 3/LOC",
                        "5 counter CPU 3/LOC 22",
                        "track ERR",
                        "5 counter ERR 7");
    }

    @Test
    void anUnfinishedTraceLeavesNoFile() throws IOException {
        write(false);
        assertThat(folder).isEmptyDirectory();
    }

    private Path write(boolean finish) throws IOException {
        Path file = folder.resolve("trace.pftrace");
        try (PerfettoFile trace = new PerfettoFile(file)) {
            trace.ipi(ipi(7, 100, IpiMessage.CALL_FUNC, "<b>ipi_mb</b>", 250, Ipi.HandledBy.POLL));
            trace.ipi(ipi(8, 120, IpiMessage.RESCHEDULE, "", Ipi.NEVER, null));
            trace.window(new MaskedWindow(3, 90, 240, InterruptKind.RTC, 8, "timer"));
            trace.stall(new Stall(
                    0,
                    101,
                    260,
                    true,
                    0,
                    3,
                    "ipi_mb",
                    Stall.Sender.SPUN,
                    Stall.Cause.LOST_EDGE,
                    7,
                    Evidence.Grade.SHOWN,
                    "rule",
                    List.of(),
                    "nothing",
                    List.of(new Stall.Part(101, 260, Stall.Cause.LOST_EDGE, ""))));
            trace.counters(new CounterSeries(
                    "s",
                    new Clock(Clock.Domain.MONOTONIC, 1, true, true),
                    List.of(new CounterSnapshot(
                            5,
                            6,
                            "",
                            new int[] {0, 3},
                            List.of(
                                    new CounterSnapshot.Row("LOC", new long[] {11, 22}, true, ""),
                                    new CounterSnapshot.Row("ERR", new long[] {7}, false, "")))),
                    new LossLedger()));
            if (finish) {
                trace.finish();
            }
        }
        return file;
    }

    private static Ipi ipi(
            long id, long sendNs, IpiMessage message, String function, long handledNs, Ipi.@Nullable HandledBy by) {
        Ipi.Fate fate = by == null ? Ipi.Fate.STUCK : Ipi.Fate.RESCUED;
        return new Ipi(
                id, sendNs, 0, 3, message, function, fate, Ipi.Edge.LOST, 1, InterruptKind.RTC, handledNs, by, -1, 42);
    }
}
