package lostedge.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import lostedge.engine.event.IpiMessage;
import lostedge.engine.state.Csd;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SystemState;

/** What holds in every reachable state, whatever the configuration. */
public final class Invariants {
    private static final int CALL_FUNC = 1 << IpiMessage.CALL_FUNC.ordinal();

    private Invariants() {}

    /** Fails with the first invariant that does not hold. */
    public static void check(SystemState s) {
        int cpus = s.layout().configuration().cpus();
        for (int cpu = 0; cpu < cpus; cpu++) {
            flushHoldsWhatItTook(s, cpu);
            nonEmptyQueueHasAnIpiBehindIt(s, cpu);
            interruptRunsAtIpl7(s, cpu);
            for (int source = 0; source < cpus; source++) {
                for (int lane = 0; source != cpu && lane < s.lanes(); lane++) {
                    csdBelongsToSomebody(s, lane, source, cpu);
                }
            }
        }
        ownerOfTheLockIsInsideIt(s);
    }

    private static void flushHoldsWhatItTook(SystemState s, int cpu) {
        boolean taken = s.wakesTaken(cpu);
        for (int lane = 0; lane < s.lanes(); lane++) {
            taken |= s.taken(lane, cpu) != 0;
        }
        boolean flushing = s.receive(cpu) == Receive.FLUSH;
        assertThat(taken).as("CPU %d: csds are taken exactly in a flush", cpu).isEqualTo(flushing);
        if (s.receive(cpu) == Receive.RUN) {
            assertThat(s.ops(cpu)).as("CPU %d: there is a message to run", cpu).isNotZero();
        }
    }

    /** The elision rests on this: somebody set the bit and it was not taken since, or somebody will set it. */
    private static void nonEmptyQueueHasAnIpiBehindIt(SystemState s, int cpu) {
        if (s.queueEmpty(cpu) || s.receive(cpu) == Receive.HALTED) {
            return;
        }
        boolean bit = (s.bits(cpu) & CALL_FUNC) != 0;
        boolean running = s.receive(cpu) == Receive.RUN && (s.ops(cpu) & CALL_FUNC) != 0;
        boolean coming = false;
        for (int source = 0; source < s.layout().configuration().cpus(); source++) {
            for (int context = 0; source != cpu && context <= SystemState.INTERRUPT; context++) {
                coming |= (s.needIpi(source, context) >>> cpu & 1) != 0;
            }
        }
        assertThat(bit || running || coming)
                .as("CPU %d: a non-empty queue has a bit, a handler or a sender behind it", cpu)
                .isTrue();
    }

    private static void interruptRunsAtIpl7(SystemState s, int cpu) {
        if (s.inEntInt(cpu) || s.receive(cpu) != Receive.NONE) {
            assertThat(s.atIpl7(cpu)).isTrue();
        }
    }

    private static void csdBelongsToSomebody(SystemState s, int lane, int source, int target) {
        Csd csd = s.csd(lane, source, target);
        boolean targeted = (s.targets(source, lane) & 1L << target) != 0;
        Point point = s.point(source, lane);
        if (csd != Csd.FREE && s.waits(source, lane) && point == Point.WAIT && !targeted) {
            assertThat(s.layout().configuration().callers().waiting())
                    .as("csd %d to %d outlives only a call that does not wait", source, target)
                    .isNotEqualTo(lostedge.engine.variant.Choice.ON);
        }
    }

    private static void ownerOfTheLockIsInsideIt(SystemState s) {
        int owner = s.lockOwner();
        if (owner >= 0) {
            Point point = s.point(owner % SystemState.SOFTIRQ_CSD, owner / SystemState.SOFTIRQ_CSD);
            assertThat(point).as("the owner of the IPI lock is past it").isGreaterThanOrEqualTo(Point.ENQUEUE);
        }
    }
}
