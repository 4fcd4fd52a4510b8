package lostedge.engine.simulate;

import java.util.List;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.Scenario;

/**
 * A trajectory along a given path: step after step at equal distances in time, and between and after them the machine
 * as it goes on when nobody begins anything: every CPU with its program, held edges and clock interrupts, at the
 * workload's rate and in a phase of each CPU's own.
 */
public final class PathWalk implements Trajectory {
    private static final double NS = 1e9;

    private final Scenario scenario;
    private final long stepNs;
    private final StepListener listener;
    private final IpiSystem system;
    private final SystemState state;
    private final Activity activity;
    private final OfferedStep offered;
    private final long tickNs;
    private final long[] nextTick;
    private long now;

    /**
     * A walk at time 0 in the initial state.
     *
     * @param scenario its workload has a kind of call for each that the path makes, and clock interrupts
     * @param stepNs time from step to step, 2 or more
     */
    public PathWalk(Scenario scenario, long stepNs, StepListener listener) {
        this.scenario = scenario;
        this.stepNs = stepNs;
        this.listener = listener;
        system = new IpiSystem(scenario.configuration());
        state = system.initial();
        activity = new Activity(scenario.workload(), state);
        offered = new OfferedStep(activity);
        tickNs = Math.round(NS / scenario.workload().tickHz());
        nextTick = new long[scenario.configuration().cpus()];
        for (int cpu = 0; cpu < nextTick.length; cpu++) {
            nextTick[cpu] = tickNs * (cpu + 1) / (nextTick.length + 1);
        }
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public SystemState state() {
        return state;
    }

    @Override
    public Activity activity() {
        return activity;
    }

    /** {@return whether the hardware may lose it: a path goes the worst way} */
    @Override
    public boolean losesEdge(int target) {
        return system.mayLose(state, target);
    }

    @Override
    public long nowNs() {
        return now;
    }

    /** Takes a step, which must be enabled, after one step's time. */
    public void take(Microstep microstep, int cpu, long argument) {
        now += stepNs / 2;
        if (microstep == Microstep.CSD_UNLOCK || microstep == Microstep.RUN_WAKEUPS) {
            listener.begin(this, cpu, microstep, argument);
        }
        now += stepNs - stepNs / 2;
        listener.before(this, cpu, microstep, argument);
        int context = state.context(cpu);
        switch (microstep) {
            case CALL, CALL_NOWAIT, LOCKED_CALL, LOCKED_CALL_NOWAIT -> activity.send(cpu, context, kindOf(microstep));
            case ENQUEUE -> activity.enqueue(cpu, context, (int) argument);
            default -> {}
        }
        system.apply(state, microstep, cpu, argument);
        boolean handler = microstep == Microstep.ENTER_INTERRUPT && argument != InterruptKind.IPI.ordinal();
        if (microstep == Microstep.ENTER_INTERRUPT) {
            activity.enter(activity.frame(cpu), InterruptKind.values()[(int) argument], Activity.NO_DEVICE);
        }
        listener.after(this, cpu, microstep, argument);
        if (handler) {
            now += stepNs / 2;
            listener.begin(this, cpu, Microstep.RUN_HANDLER, 0);
        }
    }

    private int kindOf(Microstep call) {
        boolean waits = call == Microstep.CALL || call == Microstep.LOCKED_CALL;
        boolean locks = call == Microstep.LOCKED_CALL || call == Microstep.LOCKED_CALL_NOWAIT;
        boolean hasLock = scenario.configuration().kernel().lock() != IpiLock.NONE;
        List<CallKind> kinds = scenario.workload().calls();
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).waits() == waits && (!hasLock || kinds.get(i).locked() == locks)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the workload has no kind of call for " + call);
    }

    /** Goes on until a time, ns. */
    public void goOn(long untilNs) {
        while (now < untilNs) {
            boolean any = false;
            for (int cpu = 0; cpu < nextTick.length; cpu++) {
                any |= interrupt(cpu) || program(cpu);
            }
            if (!any) {
                now = Math.max(now, Math.min(untilNs, soonestTick()));
            }
        }
    }

    /** Ends what is under way, with no further interrupts; not for a state in which a CPU spins. */
    public void settle() {
        boolean any = true;
        while (any) {
            any = false;
            for (int cpu = 0; cpu < nextTick.length; cpu++) {
                any |= program(cpu);
            }
        }
    }

    private boolean interrupt(int cpu) {
        boolean ipi = state.edge(cpu);
        if (state.atIpl7(cpu) || !ipi && now < nextTick[cpu]) {
            return false;
        }
        if (!ipi) {
            nextTick[cpu] += tickNs * (1 + (now - nextTick[cpu]) / tickNs);
        }
        take(Microstep.ENTER_INTERRUPT, cpu, (ipi ? InterruptKind.IPI : InterruptKind.RTC).ordinal());
        return true;
    }

    private boolean program(int cpu) {
        offered.clear();
        system.program(state, cpu, offered);
        if (offered.any()) {
            take(offered.microstep(), cpu, offered.argument());
        }
        return offered.any();
    }

    private long soonestTick() {
        long soonest = Long.MAX_VALUE;
        for (int cpu = 0; cpu < nextTick.length; cpu++) {
            soonest = state.atIpl7(cpu) ? soonest : Math.min(soonest, nextTick[cpu]);
        }
        return soonest;
    }
}
