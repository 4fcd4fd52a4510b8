package lostedge.ingest.perfetto;

import java.util.Map;
import java.util.TreeMap;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;
import lostedge.ingest.protobuf.ProtoCursor;

/**
 * What the kernel's buffers lost while a trace was recorded: the counts at its end less those at its start
 * ({@code protos/perfetto/trace/ftrace/ftrace_stats.proto}).
 */
final class FtraceStats {
    private static final int MOST_CPUS = 1 << 13;
    private static final int START = 1;

    private final String name;
    private final Map<Long, long[]> perCpu = new TreeMap<>();
    private final ProtoCursor stats = new ProtoCursor();
    private final ProtoCursor cpu = new ProtoCursor();

    FtraceStats(String name) {
        this.name = name;
    }

    /** Takes a {@code FtraceStats}: 1 phase, 2 cpu_stats { 1 cpu, 3 overrun, 4 commit_overrun, 8 dropped_events }. */
    void take(ProtoCursor message) {
        int phase = 0;
        stats.open(message);
        while (stats.next()) {
            if (stats.field() == 1) {
                phase = (int) stats.number();
            } else if (stats.field() == 2 && stats.isDelimited()) {
                takeCpu(phase == START);
            }
        }
    }

    private void takeCpu(boolean atStart) {
        long number = 0;
        long lost = 0;
        cpu.open(stats);
        while (cpu.next()) {
            switch (cpu.field()) {
                case 1 -> number = cpu.number();
                case 3, 4, 8 -> lost += cpu.number();
                default -> {}
            }
        }
        if (perCpu.size() < MOST_CPUS || perCpu.containsKey(number)) {
            perCpu.computeIfAbsent(number, first -> new long[2])[atStart ? 0 : 1] = lost;
        }
    }

    /** Adds what was lost to a ledger. */
    void report(LossLedger losses) {
        perCpu.forEach((number, counts) -> {
            if (counts[1] > counts[0]) {
                losses.add(
                        name,
                        "ring buffer: overrun and dropped events",
                        Severity.DATA_LOSS,
                        counts[1] - counts[0],
                        -1,
                        "conclusions about the time in which these events were lost");
            }
        });
    }
}
