package lostedge.engine.recorder;

import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.event.EventKind;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;

/**
 * What no kernel can trace, among the rows of a trace: every {@code wripir} and its edge if the target is masked, entry
 * and exit of {@code do_entInt}, the bits {@code handle_ipi} takes and what called it.
 */
final class HardwareTrace implements StepListener {
    /** The kinds of event it writes. */
    static final Set<EventKind> KINDS = EnumSet.range(EventKind.WRIPIR, EventKind.HANDLE_IPI);

    private final TraceRows rows;
    private final String[] handledBy;

    HardwareTrace(int cpus, TraceRows rows) {
        this.rows = rows;
        handledBy = new String[cpus];
    }

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        switch (microstep) {
            case WRIPIR -> wripir(in, cpu, (int) argument);
            case XCHG_BITS -> handleIpi(in, cpu);
            case RTI -> entInt(in, cpu, EventKind.ENTINT_EXIT);
            case POLL_READ -> handledBy[cpu] = "poll";
            case DRAIN_SAVE, DRAIN_READ -> handledBy[cpu] = "drain";
            default -> {}
        }
    }

    @Override
    public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
        if (microstep == Microstep.ENTER_INTERRUPT) {
            handledBy[cpu] = "own interrupt";
            entInt(in, cpu, EventKind.ENTINT_ENTRY);
        }
    }

    private void wripir(Trajectory in, int cpu, int target) {
        SystemState s = in.state();
        int message = Integer.numberOfTrailingZeros(s.send(cpu, s.context(cpu)).bit());
        int row = rows.add(in, cpu, EventKind.WRIPIR);
        rows.batch().peer[row] = target;
        rows.batch().code[row] = message;
        if (s.atIpl7(target)) {
            int at = rows.add(in, target, in.losesEdge(target) ? EventKind.EDGE_LOST : EventKind.EDGE_LATCHED);
            rows.batch().peer[at] = cpu;
            rows.batch().code[at] = message;
        }
    }

    private void handleIpi(Trajectory in, int cpu) {
        if (in.state().receive(cpu) == Receive.XCHG) {
            int row = rows.add(in, cpu, EventKind.HANDLE_IPI);
            rows.batch().code[row] = in.state().bits(cpu);
            rows.batch().label[row] = rows.label(handledBy[cpu]);
        }
    }

    private void entInt(Trajectory in, int cpu, EventKind kind) {
        rows.batch().code[rows.add(in, cpu, kind)] =
                in.activity().interrupt(cpu).ordinal();
    }
}
