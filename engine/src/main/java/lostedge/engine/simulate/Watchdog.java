package lostedge.engine.simulate;

import static lostedge.engine.state.SystemState.SOFTIRQ;
import static lostedge.engine.state.SystemState.TASK;

import java.util.Arrays;
import lostedge.engine.state.Csd;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;
import lostedge.engine.workload.Scenario;

/** How long waits for a csd last, and when the csd-lock watchdog ({@code csd_lock_wait_toolong}) looks at them. */
final class Watchdog {
    /** Nobody waits, or nothing is overdue. */
    static final int NONE = -1;

    private static final int PRIORITY = 3;
    private static final int CONTEXTS = 3;
    private static final long LATER_NS = 10_000;

    private final SystemState state;
    private final EventList events;
    private final long patienceNs;
    private final int firstSlot;
    /** When the wait a context is in began, or {@link #NONE}. */
    private final long[] began;

    /** The watchdog of a CPU has the slot that many after the first. */
    Watchdog(Scenario scenario, SystemState state, EventList events, int firstSlot) {
        this.state = state;
        this.events = events;
        this.firstSlot = firstSlot;
        patienceNs = scenario.watchdogNs();
        began = new long[scenario.configuration().cpus() * CONTEXTS];
        Arrays.fill(began, NONE);
    }

    /** A context waits, perhaps for some time already. */
    void waits(int cpu, int context, long now) {
        int at = cpu * CONTEXTS + context;
        if (began[at] == NONE) {
            began[at] = now;
            if (patienceNs > 0) {
                events.schedule(firstSlot + cpu, now + patienceNs, PRIORITY);
            }
        }
    }

    void ended(int cpu, int context) {
        began[cpu * CONTEXTS + context] = NONE;
    }

    /** A CPU that is halted waits for nothing any more. */
    void halted(int cpu) {
        Arrays.fill(began, cpu * CONTEXTS, (cpu + 1) * CONTEXTS, NONE);
    }

    /** {@return when the wait of the CPU that the watchdog looks at began, or {@link #NONE}} */
    long began(int cpu) {
        return began[cpu * CONTEXTS + waiting(cpu)];
    }

    /** {@return the context of the CPU that waits, if one does} */
    int waiting(int cpu) {
        return began[cpu * CONTEXTS + TASK] != NONE ? TASK : SOFTIRQ;
    }

    /** {@return when the longest wait that still lasts began, or {@link #NONE}} */
    long longestSince() {
        long first = NONE;
        for (long since : began) {
            if (since != NONE && (first == NONE || since < first)) {
                first = since;
            }
        }
        return first;
    }

    /**
     * Looks at a CPU's wait and looks again later, if there is one.
     *
     * @param idle whether the CPU is in no step
     * @return the first target that has not released the CPU, {@link #NONE} if it does something else just now
     */
    int look(int cpu, boolean idle, long now) {
        int slot = firstSlot + cpu;
        events.cancel(slot);
        int context = waiting(cpu);
        if (began(cpu) == NONE) {
            return NONE;
        }
        if (!idle || state.context(cpu) != context || state.point(cpu, context) != Point.WAIT) {
            events.schedule(slot, now + LATER_NS, PRIORITY);
            return NONE;
        }
        events.schedule(slot, now + patienceNs, PRIORITY);
        return unreleased(cpu, context);
    }

    private int unreleased(int cpu, int context) {
        for (long left = state.targets(cpu, context); left != 0; left &= left - 1) {
            int target = Long.numberOfTrailingZeros(left);
            if (state.csd(context, cpu, target) != Csd.FREE) {
                return target;
            }
        }
        return NONE;
    }
}
