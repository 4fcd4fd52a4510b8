package lostedge.analysis.claim;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Rescue;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;

/**
 * Counts what claims about the traffic of messages speak of: sends, deliveries and the means by which bits are found,
 * from the steps; and, from the truth, which rescued messages had lost their edges and how long they waited.
 */
final class TrafficMeter implements StepListener, FindingSink {
    private final boolean[] fresh;
    /** At each CPU, the lost edges whose bits are still set: how many, the sum of their times and the first. */
    private final long[] pending;

    private final long[] pendingSumNs;
    private final long[] pendingFirstNs;

    /** Edges sent, all and for IPI_CALL_FUNC, and edges lost. */
    long sent;

    long sentCallFunction;
    long lost;
    /** Interrupts of type 0, and those of them that found no bit. */
    long entries;

    long emptyEntries;
    /** Ends of {@code handle_ipi}, and how many of them a poll or a drain had begun. */
    long handled;

    long handledByHand;
    /** Bits the polls counted. */
    long polledCallFunction;

    long polledReschedule;
    /** Messages found by a poll, and of these, messages whose edge was lost. */
    long polled;

    long polledLost;
    /**
     * Lost edges whose bits were still set when the target left the interrupt they arrived in: how many, and their
     * waits until the interrupt that found them, ns.
     */
    long residual;

    long residualWaitNs;
    long longestResidualNs;

    TrafficMeter(int cpus) {
        fresh = new boolean[cpus];
        pending = new long[cpus];
        pendingSumNs = new long[cpus];
        pendingFirstNs = new long[cpus];
    }

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        SystemState s = in.state();
        switch (microstep) {
            case WRIPIR -> wripir(in, s.send(cpu, s.context(cpu)).bit(), (int) argument);
            case ENTER_INTERRUPT -> {
                leftOver(cpu, in.nowNs());
                fresh[cpu] = argument == InterruptKind.IPI.ordinal();
                entries += fresh[cpu] ? 1 : 0;
            }
            case POLL_READ -> {
                int bits = s.bits(cpu);
                polledCallFunction += bits >>> IpiMessage.CALL_FUNC.ordinal() & 1;
                polledReschedule += bits >>> IpiMessage.RESCHEDULE.ordinal() & 1;
                handledByHand += bits == 0 ? 0 : 1;
            }
            case XCHG_BITS -> {
                emptyEntries += fresh[cpu] && s.bits(cpu) == 0 ? 1 : 0;
                fresh[cpu] = false;
                pending[cpu] = 0;
            }
            default -> {}
        }
    }

    private void wripir(Trajectory in, int bit, int target) {
        SystemState s = in.state();
        sent++;
        sentCallFunction += bit == 1 << IpiMessage.CALL_FUNC.ordinal() ? 1 : 0;
        if (in.losesEdge(target)) {
            lost++;
            if ((s.bits(target) & bit) != 0) {
                boolean first = pending[target]++ == 0;
                pendingFirstNs[target] = first ? in.nowNs() : pendingFirstNs[target];
                pendingSumNs[target] = in.nowNs() + (first ? 0 : pendingSumNs[target]);
            }
        }
    }

    /** The CPU takes the next interrupt after edges were lost whose bits it has not taken since. */
    private void leftOver(int cpu, long nowNs) {
        if (pending[cpu] > 0) {
            residual += pending[cpu];
            residualWaitNs += pending[cpu] * nowNs - pendingSumNs[cpu];
            longestResidualNs = Math.max(longestResidualNs, nowNs - pendingFirstNs[cpu]);
            pending[cpu] = 0;
        }
    }

    @Override
    public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
        boolean drains = microstep == Microstep.DRAIN_SAVE || microstep == Microstep.DRAIN_READ;
        boolean handling = in.state().receive(cpu) != Receive.NONE;
        handledByHand += drains && handling ? 1 : 0;
        if (microstep == Microstep.XCHG_BITS && !handling) {
            handled++;
        }
    }

    @Override
    public void rescue(Rescue rescue) {
        if (rescue.by() == Ipi.HandledBy.POLL) {
            polled++;
            polledLost += rescue.edge() == Ipi.Edge.LOST ? 1 : 0;
        }
    }
}
