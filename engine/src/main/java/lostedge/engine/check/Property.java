package lostedge.engine.check;

import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Csd;
import lostedge.engine.state.Point;
import lostedge.engine.state.SystemState;

/** What a machine must satisfy. Each can be checked alone. */
public enum Property {
    /**
     * From every reachable state a quiescent state stays reachable: every caller released, every CPU back in its base
     * context, with interrupts recurring but no new work begun.
     */
    RELEASE("every caller can still be released"),
    /** From every reachable state a state stays reachable in which moreover no message, call or wake-up is left. */
    DELIVERY("every message, call without wait and wake-up can still be handled"),
    /** No CPU stands at the IPI lock while it holds the lock itself. */
    NO_SELF_DEADLOCK("no CPU spins on a lock it holds itself"),
    /** A csd is queued only when free, and freed only by running its function: no call is skipped or run twice. */
    EXACTLY_ONCE("no call is skipped or run twice"),
    /**
     * A CPU's bits are cleared by nobody but its own {@code xchg}. What the poll counted when it read the bits is then
     * still there to be handled, so the counters never exceed the rescues.
     */
    COUNTERS_BOUNDED("the rescue counters never exceed the rescues"),
    /** No two calls that wait, of whatever CPUs and contexts, are past the lock, if there is one, at the same time. */
    CALLS_SERIALIZED("no two calls that wait are under way at once"),
    /** {@code alpha_drain_ipi} reads the bits of the CPU it then handles them on. */
    DRAIN_READS_OWN("a drain reads the bits of its own CPU");

    private final String statement;

    Property(String statement) {
        this.statement = statement;
    }

    /** {@return what it says, one clause} */
    public String statement() {
        return statement;
    }

    /** {@return whether it asks that a goal stays reachable, rather than forbidding states or steps} */
    boolean isReachability() {
        return this == RELEASE || this == DELIVERY;
    }

    /** {@return whether a state is the goal of a reachability property} */
    boolean isGoal(IpiSystem system, SystemState state) {
        return this == RELEASE ? system.quiescent(state) : system.drained(state);
    }

    /** {@return whether it forbids states, whatever step leads to them} */
    boolean isOfStates() {
        return this == NO_SELF_DEADLOCK || this == CALLS_SERIALIZED;
    }

    /** {@return whether a state is allowed, whatever step leads to it} */
    boolean allows(SystemState state) {
        return switch (this) {
            case NO_SELF_DEADLOCK -> !spinsOnItsOwnLock(state);
            case CALLS_SERIALIZED -> callsUnderWay(state) <= 1;
            default -> true;
        };
    }

    /** {@return whether a step from one state to another is allowed, and the state it leads to} */
    boolean allows(SystemState before, Microstep microstep, int cpu, long argument, SystemState after) {
        return switch (this) {
            case RELEASE, DELIVERY -> true;
            case NO_SELF_DEADLOCK, CALLS_SERIALIZED -> allows(after);
            case EXACTLY_ONCE -> keepsCsds(before, microstep, cpu, argument, after);
            case COUNTERS_BOUNDED -> keepsBits(before, microstep, cpu, after);
            case DRAIN_READS_OWN -> microstep != Microstep.DRAIN_READ || argument == cpu;
        };
    }

    private static boolean spinsOnItsOwnLock(SystemState s) {
        int owner = s.lockOwner();
        if (owner < 0) {
            return false;
        }
        int holder = owner % SystemState.SOFTIRQ_CSD;
        for (int context = SystemState.TASK; context <= SystemState.SOFTIRQ; context++) {
            Point point = s.point(holder, context);
            boolean atLock = point == Point.TRY_LOCK
                    || point == Point.DRAIN_READ
                    || point == Point.DRAIN_SAVE
                    || point == Point.DRAIN_RESTORE;
            if (atLock && owner != holder + context * SystemState.SOFTIRQ_CSD) {
                return true;
            }
        }
        return false;
    }

    private static int callsUnderWay(SystemState s) {
        int cpus = s.layout().configuration().cpus();
        int underWay = 0;
        for (int cpu = 0; cpu < cpus; cpu++) {
            for (int context = SystemState.TASK; context <= SystemState.SOFTIRQ; context++) {
                underWay += pastLock(s.point(cpu, context)) && s.waits(cpu, context) ? 1 : 0;
            }
        }
        return underWay;
    }

    private static boolean pastLock(Point point) {
        return switch (point) {
            case ENQUEUE, SET_BITS, WRIPIR, WAIT -> true;
            default -> false;
        };
    }

    private static boolean keepsCsds(SystemState before, Microstep step, int cpu, long argument, SystemState after) {
        int cpus = before.layout().configuration().cpus();
        for (int lane = 0; lane < before.lanes(); lane++) {
            for (int target = 0; target < cpus; target++) {
                for (int source = 0; source < cpus; source++) {
                    if (source != target && !keepsCsd(before, after, lane, source, target, step, cpu, argument)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean keepsCsd(
            SystemState before,
            SystemState after,
            int lane,
            int source,
            int target,
            Microstep step,
            int cpu,
            long argument) {
        Csd was = before.csd(lane, source, target);
        Csd is = after.csd(lane, source, target);
        if (was == is) {
            return true;
        }
        return switch (is) {
            case QUEUED -> was == Csd.FREE && step == Microstep.ENQUEUE && cpu == source && argument == target;
            case TAKEN ->
                was == Csd.QUEUED && cpu == target && (step == Microstep.TAKE_QUEUE || step == Microstep.IDLE_FLUSH);
            case FREE ->
                was == Csd.TAKEN
                        && step == Microstep.CSD_UNLOCK
                        && cpu == target
                        && argument == source + (long) lane * SystemState.SOFTIRQ_CSD;
        };
    }

    private static boolean keepsBits(SystemState before, Microstep step, int cpu, SystemState after) {
        int cpus = before.layout().configuration().cpus();
        for (int other = 0; other < cpus; other++) {
            boolean cleared = (before.bits(other) & ~after.bits(other)) != 0;
            if (cleared && (other != cpu || step != Microstep.XCHG_BITS)) {
                return false;
            }
        }
        return true;
    }
}
