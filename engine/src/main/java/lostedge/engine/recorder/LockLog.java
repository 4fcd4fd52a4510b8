package lostedge.engine.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Receive;
import lostedge.engine.workload.CallKind;

/**
 * What the csd-lock watchdog writes to the kernel log ({@code csd_lock_wait_toolong} in Linux {@code kernel/smp.c}), as
 * {@code dmesg --raw} prints it.
 */
public final class LockLog implements StepListener {
    private static final long NO_REPORT = 0;

    private final List<String> lines = new ArrayList<>();
    private final long[] reports;
    private final int[] targets;
    private long lastReport;

    /** An empty log of a machine of so many CPUs. */
    public LockLog(int cpus) {
        reports = new long[cpus];
        targets = new int[cpus];
    }

    @Override
    public void overdue(Trajectory in, int cpu, int target, CallKind kind, long waitedNs) {
        boolean first = reports[cpu] == NO_REPORT;
        if (first) {
            reports[cpu] = ++lastReport;
        }
        targets[cpu] = target;
        add(
                in,
                "<1>",
                String.format(
                        Locale.ROOT,
                        "smp: csd: %s non-responsive CSD lock (#%d) on CPU#%d, waiting %d ns for CPU#%02d %s+0x0/0xa0(0x%x).",
                        first ? "Detected" : "Continued",
                        reports[cpu],
                        cpu,
                        waitedNs,
                        target,
                        kind.function(),
                        0));
        boolean handles = in.state().receive(target) != Receive.NONE;
        add(
                in,
                "<1>",
                String.format(
                        Locale.ROOT,
                        "smp: \tcsd: CSD lock (#%d) %s.",
                        reports[cpu],
                        handles ? "handling this request" : "unresponsive"));
        if (in.scenario().configuration().kernel().resend()) {
            add(
                    in,
                    "<1>",
                    String.format(
                            Locale.ROOT,
                            "smp: csd: Re-sending CSD lock (#%d) IPI from CPU#%02d to CPU#%02d",
                            reports[cpu],
                            cpu,
                            target));
        }
    }

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep == Microstep.CSD_WAIT && reports[cpu] != NO_REPORT) {
            add(
                    in,
                    "<1>",
                    String.format(
                            Locale.ROOT,
                            "smp: csd: CSD lock (#%d) got unstuck on CPU#%02d, CPU#%02d released the lock.",
                            reports[cpu],
                            cpu,
                            targets[cpu]));
            reports[cpu] = NO_REPORT;
        }
    }

    private void add(Trajectory in, String level, String text) {
        long ns = in.nowNs();
        lines.add(String.format(
                Locale.ROOT, "%s[%5d.%06d] %s", level, ns / 1_000_000_000, ns % 1_000_000_000 / 1_000, text));
    }

    /** {@return the lines so far, without line ends} */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
