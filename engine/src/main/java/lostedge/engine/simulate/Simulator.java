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

/**
 * Drives the transition system through a scenario in time.
 *
 * <p>Each CPU has at most one step under way, scheduled for the time it takes effect. Interrupts that arrive at IPL 0
 * put it off; a CPU that spins has none, and looks again when something it waits for has changed. Nothing is allocated
 * while it runs.
 */
public final class Simulator implements Trajectory {
    private static final int STEP_PRIORITY = 1;
    private static final int WATCHDOG_PRIORITY = 3;
    private static final long NONE = -1;

    private final Scenario scenario;
    private final StepListener listener;
    private final IpiSystem system;
    private final SystemState state;
    private final EventList events;
    private final Arrivals arrivals;
    private final Activity activity;
    private final Behaviour behaviour;
    private final OfferedStep offered;
    private final int cpus;

    private final Microstep[] underWay;
    private final long[] argument;
    private final boolean[] busy;
    /** Rest of a step that was put off, by CPU and context, or {@link #NONE}. */
    private final long[] rest;
    /** When the wait a context is in began, or {@link #NONE}. */
    private final long[] waitBegan;

    private long now;
    private long steps;

    /** A simulator at time 0, with nothing begun. */
    public Simulator(Scenario scenario, long seed, StepListener listener) {
        this.scenario = scenario;
        this.listener = listener;
        cpus = scenario.configuration().cpus();
        system = new IpiSystem(scenario.configuration());
        state = system.initial();
        events = new EventList(Arrivals.slots(scenario));
        arrivals = new Arrivals(scenario, events, new RandomStream(seed));
        activity = new Activity(scenario.workload(), state);
        behaviour = new Behaviour(scenario, arrivals, state, activity);
        offered = new OfferedStep(activity);
        underWay = new Microstep[cpus];
        java.util.Arrays.fill(underWay, Microstep.RTI);
        argument = new long[cpus];
        busy = new boolean[cpus];
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

    /** Runs all that happens before a time, ns. */
    public void runUntil(long endNs) {
        while (true) {
            int slot = events.first();
            long time = events.time(slot);
            if (time >= endNs) {
                now = endNs;
                return;
            }
            now = time;
            int cpu = slot / Arrivals.SLOTS;
            if (cpu >= cpus) {
                touch(arrivals.arriveDevice(slot - cpus * Arrivals.SLOTS, now));
                continue;
            }
            switch (slot - cpu * Arrivals.SLOTS) {
                case Arrivals.STEP -> endStep(cpu, slot);
                case Arrivals.TASK -> {
                    events.cancel(slot);
                    behaviour.drawAction(cpu);
                    touch(cpu);
                }
                case Arrivals.WATCHDOG -> watchdog(cpu, slot);
                default -> {
                    arrivals.arrive(cpu, slot - cpu * Arrivals.SLOTS, now);
                    touch(cpu);
                }
            }
        }
    }

    /** Something a CPU may wait for has changed, or an interrupt waits there. */
    private void touch(int cpu) {
        if (!busy[cpu]) {
            resume(cpu);
            return;
        }
        if (underWay[cpu] == Microstep.ENTER_INTERRUPT || state.atIpl7(cpu) || urgent(cpu) == null) {
            return;
        }
        int slot = cpu * Arrivals.SLOTS + Arrivals.STEP;
        rest[cpu * 3 + state.context(cpu)] = events.time(slot) - now;
        events.cancel(slot);
        busy[cpu] = false;
        resume(cpu);
    }

    private @org.jspecify.annotations.Nullable InterruptKind urgent(int cpu) {
        InterruptKind kind = arrivals.mostUrgent(cpu);
        boolean ipiFirst = kind != InterruptKind.MACHINE_CHECK && kind != InterruptKind.PERF;
        return ipiFirst && state.edge(cpu) ? InterruptKind.IPI : kind;
    }

    /** Decides what a CPU with no step under way does next, as long as that takes no time. */
    private void resume(int cpu) {
        while (!busy[cpu]) {
            InterruptKind urgent = state.atIpl7(cpu) ? null : urgent(cpu);
            if (urgent != null) {
                begin(cpu, Microstep.ENTER_INTERRUPT, urgent.ordinal());
                return;
            }
            if (choose(cpu)) {
                continue;
            }
            offered.clear();
            system.program(state, cpu, offered);
            if (!offered.any() || offered.microstep() == Microstep.TRY_LOCK && spinsInVain(cpu)) {
                waitFor(cpu);
                return;
            }
            begin(cpu, offered.microstep(), offered.argument());
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

    private void waitFor(int cpu) {
        int context = state.context(cpu);
        int at = cpu * 3 + context;
        Point point = state.point(cpu, context);
        if (waitBegan[at] == NONE && (point == Point.WAIT || point == Point.ENQUEUE)) {
            waitBegan[at] = now;
            if (scenario.watchdogNs() > 0) {
                events.schedule(
                        cpu * Arrivals.SLOTS + Arrivals.WATCHDOG, now + scenario.watchdogNs(), WATCHDOG_PRIORITY);
            }
        }
    }

    private void begin(int cpu, Microstep microstep, long stepArgument) {
        int at = cpu * 3 + state.context(cpu);
        long duration = microstep == Microstep.ENTER_INTERRUPT ? NONE : rest[at];
        if (duration == NONE) {
            duration = behaviour.duration(cpu, microstep, stepArgument);
            if (behaviour.showsBegin(cpu, microstep)) {
                listener.begin(this, cpu, microstep, stepArgument);
            }
        } else {
            rest[at] = NONE;
        }
        underWay[cpu] = microstep;
        argument[cpu] = stepArgument;
        busy[cpu] = true;
        events.schedule(cpu * Arrivals.SLOTS + Arrivals.STEP, now + duration, STEP_PRIORITY);
    }

    private void endStep(int cpu, int slot) {
        busy[cpu] = false;
        Microstep microstep = underWay[cpu];
        boolean onlyLead = behaviour.endsLead(cpu, microstep);
        boolean lostRace = microstep == Microstep.TRY_LOCK && spinsInVain(cpu);
        if (onlyLead) {
            listener.begin(this, cpu, microstep, argument[cpu]);
        } else if (!lostRace) {
            apply(cpu, microstep, argument[cpu]);
        }
        if (!busy[cpu]) {
            resume(cpu);
        }
        if (!busy[cpu]) {
            events.cancel(slot);
        }
    }

    private void apply(int cpu, Microstep microstep, long stepArgument) {
        int context = state.context(cpu);
        listener.before(this, cpu, microstep, stepArgument);
        if (microstep == Microstep.ENQUEUE) {
            activity.enqueue(cpu, (int) stepArgument);
        }
        system.apply(state, microstep, cpu, stepArgument);
        behaviour.after(cpu, microstep, stepArgument);
        listener.after(this, cpu, microstep, stepArgument);
        steps++;
        switch (microstep) {
            case ENQUEUE, CSD_WAIT -> waitBegan[cpu * 3 + context] = NONE;
            case WRIPIR, SET_BIT -> touch((int) stepArgument);
            case CSD_UNLOCK -> touch((int) stepArgument % SystemState.SOFTIRQ_CSD);
            case UNLOCK -> touchWaitersForLock(cpu);
            default -> {}
        }
    }

    private void touchWaitersForLock(int releaser) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            if (cpu != releaser && !busy[cpu]) {
                resume(cpu);
            }
        }
    }

    private void watchdog(int cpu, int slot) {
        events.cancel(slot);
        int context = state.context(cpu);
        boolean elsewhere = busy[cpu] || context == INTERRUPT;
        int waiting = waitBegan[cpu * 3 + TASK] != NONE ? TASK : SOFTIRQ;
        long began = waitBegan[cpu * 3 + waiting];
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
            resume(cpu);
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
