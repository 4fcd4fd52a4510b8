package lostedge.engine.simulate;

import static lostedge.engine.model.SystemState.INTERRUPT;
import static lostedge.engine.model.SystemState.SOFTIRQ;
import static lostedge.engine.model.SystemState.TASK;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.model.SystemState.Csd;
import lostedge.engine.model.SystemState.Point;
import lostedge.engine.model.SystemState.Receive;
import lostedge.engine.workload.RandomStream;
import lostedge.engine.workload.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Drives the transition system through a scenario in time.
 *
 * <p>Each CPU has at most one step under way, scheduled for the time it takes effect. Interrupts that arrive at IPL 0
 * put it off; a CPU that spins has none, and looks again when something it waits for has changed. Nothing is allocated
 * while it runs.
 */
public final class Simulator implements Trajectory {
    /** How far time goes: 26 days. */
    public static final long MAX_NS = EventList.NEVER;

    private static final int STEP_PRIORITY = 1;
    private static final int WATCHDOG_PRIORITY = 3;
    private static final long NONE = -1;
    /** The part of the seed's randomness that decides on edges; CPUs and devices have the parts from 0 on. */
    private static final int HARDWARE = -1;

    private final Scenario scenario;
    private final StepListener listener;
    private final IpiSystem system;
    private final SystemState state;
    private final EventList events;
    private final Arrivals arrivals;
    private final Activity activity;
    private final Behaviour behaviour;
    private final RandomStream hardwareRandom;
    private final OfferedStep offered;
    private final int cpus;

    private final Microstep[] underWay;
    private final long[] argument;
    /** Rest of a step that was put off, by CPU and context, or {@link #NONE}. */
    private final long[] rest;
    /** When the wait a context is in began, or {@link #NONE}. */
    private final long[] waitBegan;

    /** CPUs in a step, CPUs to decide anew, CPUs that wait for the IPI lock or something to drain. */
    private long busy;

    private long awake;
    private long atLock;
    private long now;
    /** Whether the hardware holds the edge under way though it may lose such edges. */
    private boolean sparesEdge;

    private long steps;

    /** A simulator at time 0, with nothing begun. */
    public Simulator(Scenario scenario, long seed, StepListener listener) {
        this.scenario = scenario;
        this.listener = listener;
        cpus = scenario.configuration().cpus();
        system = new IpiSystem(scenario.configuration());
        state = system.initial();
        events = new EventList(Arrivals.slots(scenario));
        RandomStream random = new RandomStream(seed);
        arrivals = new Arrivals(scenario, events, random);
        hardwareRandom = random.split(HARDWARE);
        activity = new Activity(scenario.workload(), state);
        behaviour = new Behaviour(scenario, arrivals, state, activity);
        offered = new OfferedStep(activity);
        underWay = new Microstep[cpus];
        java.util.Arrays.fill(underWay, Microstep.RTI);
        argument = new long[cpus];
        rest = new long[cpus * 3];
        waitBegan = new long[cpus * 3];
        java.util.Arrays.fill(rest, NONE);
        java.util.Arrays.fill(waitBegan, NONE);
        arrivals.start();
    }

    @Override
    public SystemState state() {
        return state;
    }

    @Override
    public Activity activity() {
        return activity;
    }

    @Override
    public boolean losesEdge(int target) {
        return !sparesEdge && system.mayLose(state, target);
    }

    @Override
    public long nowNs() {
        return now;
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    /** {@return microsteps taken so far} */
    public long steps() {
        return steps;
    }

    /** {@return when the longest wait that still lasts began, or -1 if nobody waits for a released csd} */
    public long longestWaitSince() {
        long first = NONE;
        for (long began : waitBegan) {
            if (began != NONE && (first == NONE || began < first)) {
                first = began;
            }
        }
        return first;
    }

    /** Runs all that happens before a time, ns, at most {@link #MAX_NS}. */
    public void runUntil(long endNs) {
        if (endNs > MAX_NS) {
            throw new IllegalArgumentException("expected a time of at most " + MAX_NS + " ns, found " + endNs);
        }
        while (events.firstTime() < endNs) {
            now = events.firstTime();
            happen(events.first());
            while (awake != 0) {
                int cpu = Long.numberOfTrailingZeros(awake);
                awake &= awake - 1;
                decide(cpu);
            }
        }
        now = endNs;
    }

    private void happen(int slot) {
        if (slot < cpus) {
            awake |= 1L << slot;
            busy &= ~(1L << slot);
            endStep(slot);
        } else if (arrivals.ofDevice(slot)) {
            awake |= 1L << arrivals.arriveDevice(slot, now);
        } else {
            int cpu = slot % cpus;
            int kind = slot / cpus;
            awake |= 1L << cpu;
            switch (kind) {
                case Arrivals.TASK -> {
                    events.cancel(slot);
                    behaviour.drawAction(cpu);
                }
                case Arrivals.WATCHDOG -> watchdog(cpu, slot);
                default -> arrivals.arrive(cpu, kind, now);
            }
        }
    }

    private boolean isBusy(int cpu) {
        return (busy & 1L << cpu) != 0;
    }

    /** The interrupt the CPU takes now, or null. */
    private @Nullable InterruptKind deliverable(int cpu) {
        boolean edge = state.edge(cpu);
        if (!edge && !arrivals.anyWaits(cpu) || state.atIpl7(cpu)) {
            return null;
        }
        InterruptKind kind = arrivals.mostUrgent(cpu);
        boolean ipiFirst = kind != InterruptKind.MACHINE_CHECK && kind != InterruptKind.PERF;
        return ipiFirst && edge ? InterruptKind.IPI : kind;
    }

    /** Decides what a CPU does next; if it is in a step, that is put off only by an interrupt. */
    private void decide(int cpu) {
        if (isBusy(cpu)) {
            if (underWay[cpu] == Microstep.ENTER_INTERRUPT || deliverable(cpu) == null) {
                return;
            }
            rest[at(cpu, state.context(cpu))] = events.time(cpu) - now;
        }
        do {
            InterruptKind interrupt = deliverable(cpu);
            if (interrupt != null) {
                begin(cpu, Microstep.ENTER_INTERRUPT, interrupt.ordinal());
                return;
            }
        } while (choose(cpu));
        offered.clear();
        system.program(state, cpu, offered);
        if (offered.any() && (offered.microstep() != Microstep.TRY_LOCK || !spinsInVain(cpu))) {
            begin(cpu, offered.microstep(), offered.argument());
        } else {
            await(cpu);
        }
    }

    /** Begins new work where the workload has some; it takes no time to decide on it. */
    private boolean choose(int cpu) {
        int context = state.context(cpu);
        if (state.receive(cpu) != Receive.NONE || state.point(cpu, context) != Point.IDLE) {
            return false;
        }
        Microstep microstep = switch (context) {
            case INTERRUPT -> behaviour.chooseInInterrupt(cpu);
            case SOFTIRQ -> behaviour.chooseInSoftirq(cpu);
            default -> behaviour.chooseInTask(cpu, now);
        };
        if (microstep == null) {
            return false;
        }
        apply(cpu, microstep, behaviour.chosenArgument());
        return true;
    }

    /** Nothing can come of trying while the lock is held and no bit waits to be drained. */
    private boolean spinsInVain(int cpu) {
        return state.lockOwner() >= 0
                && (scenario.configuration().kernel().lock() == lostedge.engine.variant.KernelVariant.IpiLock.SPIN
                        || state.bits(cpu) == 0);
    }

    private static int at(int cpu, int context) {
        return cpu * 3 + context;
    }

    /** The CPU has nothing to do until something changes. */
    private void await(int cpu) {
        events.cancel(cpu);
        int context = state.context(cpu);
        int at = at(cpu, context);
        switch (state.point(cpu, context)) {
            case TRY_LOCK -> atLock |= 1L << cpu;
            case WAIT, ENQUEUE -> {
                if (waitBegan[at] == NONE) {
                    waitBegan[at] = now;
                    if (scenario.watchdogNs() > 0) {
                        events.schedule(
                                arrivals.slot(cpu, Arrivals.WATCHDOG), now + scenario.watchdogNs(), WATCHDOG_PRIORITY);
                    }
                }
            }
            default -> {}
        }
    }

    private void begin(int cpu, Microstep microstep, long stepArgument) {
        int at = at(cpu, state.context(cpu));
        long duration = rest[at];
        if (duration == NONE || microstep == Microstep.ENTER_INTERRUPT) {
            duration = behaviour.duration(cpu, microstep, stepArgument);
            if (microstep == Microstep.CSD_UNLOCK || microstep == Microstep.RUN_WAKEUPS) {
                listener.begin(this, cpu, microstep, stepArgument);
            }
        } else {
            rest[at] = NONE;
        }
        underWay[cpu] = microstep;
        argument[cpu] = stepArgument;
        busy |= 1L << cpu;
        events.schedule(cpu, now + duration, STEP_PRIORITY);
    }

    private void endStep(int cpu) {
        Microstep microstep = underWay[cpu];
        if (microstep == Microstep.RUN_HANDLER && behaviour.endsLead(cpu)) {
            listener.begin(this, cpu, microstep, argument[cpu]);
        } else if (microstep != Microstep.TRY_LOCK || !spinsInVain(cpu)) {
            apply(cpu, microstep, argument[cpu]);
        }
    }

    private void apply(int cpu, Microstep microstep, long stepArgument) {
        boolean chance = microstep == Microstep.WRIPIR && scenario.lossProbability() < 1;
        sparesEdge = chance && hardwareRandom.uniform() >= scenario.lossProbability();
        listener.before(this, cpu, microstep, stepArgument);
        system.apply(state, microstep, cpu, stepArgument);
        if (sparesEdge) {
            system.holdEdge(state, (int) stepArgument);
        }
        behaviour.after(cpu, microstep, stepArgument);
        listener.after(this, cpu, microstep, stepArgument);
        steps++;
        switch (microstep) {
            case ENQUEUE, CSD_WAIT -> waitBegan[at(cpu, state.context(cpu))] = NONE;
            case WRIPIR -> awake |= 1L << stepArgument;
            case CSD_UNLOCK -> awake |= 1L << stepArgument % SystemState.SOFTIRQ_CSD;
            case SET_BIT -> awake |= atLock & 1L << stepArgument;
            case UNLOCK -> {
                awake |= atLock;
                atLock = 0;
            }
            default -> {}
        }
    }

    private void watchdog(int cpu, int slot) {
        events.cancel(slot);
        int context = state.context(cpu);
        boolean elsewhere = isBusy(cpu) || context == INTERRUPT;
        int waiting = waitBegan[at(cpu, TASK)] != NONE ? TASK : SOFTIRQ;
        long began = waitBegan[at(cpu, waiting)];
        if (began == NONE) {
            return;
        }
        if (elsewhere || context != waiting || state.point(cpu, waiting) != Point.WAIT) {
            events.schedule(slot, now + 10_000, WATCHDOG_PRIORITY);
            return;
        }
        int target = Long.numberOfTrailingZeros(unreleased(cpu, waiting));
        listener.overdue(this, cpu, target, activity.callKind(cpu, waiting), now - began);
        events.schedule(slot, now + scenario.watchdogNs(), WATCHDOG_PRIORITY);
        if (scenario.configuration().kernel().resend()) {
            apply(cpu, Microstep.RESEND, target);
        }
    }

    private long unreleased(int cpu, int context) {
        long unreleased = 0;
        for (long left = state.targets(cpu, context); left != 0; left &= left - 1) {
            if (state.csd(context, cpu, Long.numberOfTrailingZeros(left)) != Csd.FREE) {
                unreleased |= Long.lowestOneBit(left);
            }
        }
        return unreleased;
    }
}
