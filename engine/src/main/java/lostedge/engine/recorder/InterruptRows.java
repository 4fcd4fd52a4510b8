package lostedge.engine.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lostedge.engine.counter.CounterSnapshot;
import lostedge.engine.counter.CounterSnapshot.Row;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Receive;
import lostedge.engine.workload.Device;
import lostedge.engine.workload.Scenario;

/**
 * The rows of {@code /proc/interrupts} an Alpha kernel would show: the clock, the devices, {@code IPI}, which counts
 * calls of {@code handle_ipi}, and, with the poll, {@code RIP}, {@code RIF} and {@code RIS}, which count the bits it
 * read.
 */
public final class InterruptRows implements StepListener {
    private static final int RTC_IRQ = 8;

    private final Scenario scenario;
    private final int[] cpus;
    private final long[] ticks;
    private final long[][] devices;
    private final long[] handled;
    private final long[][] rescued = new long[3][];
    private final long[] performance;

    /** Rows that all count 0. */
    public InterruptRows(Scenario scenario) {
        this.scenario = scenario;
        int count = scenario.configuration().cpus();
        cpus = IntStream.range(0, count).toArray();
        ticks = new long[count];
        devices = new long[scenario.workload().devices().size()][count];
        handled = new long[count];
        performance = new long[count];
        for (int message = 0; message < rescued.length; message++) {
            rescued[message] = new long[count];
        }
    }

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep == Microstep.POLL_READ) {
            int bits = in.state().bits(cpu);
            for (int message = 0; message < rescued.length; message++) {
                rescued[message][cpu] += bits >>> message & 1;
            }
        }
    }

    @Override
    public void begin(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep != Microstep.RUN_HANDLER) {
            return;
        }
        Device device = in.activity().device(cpu);
        if (device != null) {
            devices[scenario.workload().devices().indexOf(device)][cpu]++;
        } else if (in.activity().interrupt(cpu) == InterruptKind.RTC) {
            ticks[cpu]++;
        } else if (in.activity().interrupt(cpu) == InterruptKind.PERF) {
            performance[cpu]++;
        }
    }

    @Override
    public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep == Microstep.XCHG_BITS && in.state().receive(cpu) == Receive.NONE) {
            handled[cpu]++;
        }
    }

    /** {@return how many bits of a message the polls of all CPUs have read} */
    public long rescued(IpiMessage message) {
        return IntStream.of(cpus)
                .mapToLong(cpu -> rescued[message.ordinal()][cpu])
                .sum();
    }

    /** {@return a reading of all rows} */
    public CounterSnapshot snapshot(long timestampNs, String tag) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(Integer.toString(RTC_IRQ), ticks, "dummy      -RTC       timer"));
        for (int i = 0; i < devices.length; i++) {
            Device device = scenario.workload().devices().get(i);
            rows.add(row(Integer.toString(device.irq()), devices[i], "MARVEL-IO7          " + device.name()));
        }
        rows.add(row("IPI", handled, ""));
        if (scenario.configuration().kernel().poll()) {
            rows.add(row("RIP", rescued[0], "Rescued IPIs: reschedule"));
            rows.add(row("RIF", rescued[1], "Rescued IPIs: call function"));
            rows.add(row("RIS", rescued[2], "Rescued IPIs: cpu stop"));
        }
        rows.add(row("PMI", performance, "Performance Monitoring"));
        rows.add(new Row("ERR", new long[] {0}, false, ""));
        return new CounterSnapshot(timestampNs, timestampNs, tag, cpus, rows);
    }

    private static Row row(String name, long[] counts, String description) {
        return new Row(name, counts.clone(), true, description);
    }
}
