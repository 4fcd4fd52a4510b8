package lostedge.engine.simulate;

import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.ContextStack;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.Send;
import lostedge.engine.state.SendStage;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.RandomStream;
import lostedge.engine.workload.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * Drives the transition system through a scenario in time.
 *
 * <p>Each CPU has at most one step under way, scheduled for the time it takes effect. Interrupts that arrive at IPL 0
 * put it off; a CPU that spins has none, and looks again when something it waits for has changed. What happens at the
 * same time happens in the order of an {@link EventList}: interrupts arrive, steps take effect, tasks find work, the
 * watchdog looks; of two of a kind first the one scheduled first. CPUs that this leaves with a decision take it in the
 * order of their numbers. Nothing is allocated while it runs.
 */
public final class Simulator implements Trajectory {
    /** How far time goes: 26 days. */
    public static final long MAX_NS = EventList.NEVER;

    /** The part of the seed's randomness that decides on edges; CPUs and devices have the parts from 0 on. */
    private static final int HARDWARE = -1;

    private final Scenario scenario;
    private final StepListener listener;
    private final IpiSystem system;
    private final SystemState state;
    private final EventList events;
    private final Arrivals arrivals;
    private final Activity activity;
    private final Behaviour[] behaviour;
    private final UnderWay[] underWay;
    private final Watchdog watchdog;
    private final RandomStream hardwareRandom;
    private final OfferedStep offered;
    private final Attention attention;
    private final int cpus;

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
        events = Arrivals.eventList(scenario);
        RandomStream random = new RandomStream(seed);
        arrivals = new Arrivals(scenario, events, random);
        hardwareRandom = random.split(HARDWARE);
        attention = new Attention(state, scenario.configuration().kernel().lock() == IpiLock.SPIN);
        activity = new Activity(scenario.workload(), state);
        behaviour = Behaviour.ofEach(scenario, arrivals, state, activity);
        offered = new OfferedStep(activity);
        underWay = UnderWay.ofEach(cpus, events);
        watchdog = new Watchdog(scenario, state, events, arrivals.slot(0, Arrivals.WATCHDOG));
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
        return watchdog.longestSince();
    }

    /** Runs all that happens before a time, ns, at most {@link #MAX_NS}. */
    public void runUntil(long endNs) {
        if (endNs > MAX_NS) {
            throw new IllegalArgumentException("expected a time of at most " + MAX_NS + " ns, found " + endNs);
        }
        while (events.firstTime() < endNs) {
            now = events.firstTime();
            happen(events.first());
            while (attention.isAwake()) {
                int cpu = attention.first();
                Microstep chosen = decide(cpu);
                if (chosen == null) {
                    attention.firstSleeps();
                } else {
                    apply(cpu, chosen, behaviour[cpu].chosenArgument());
                }
            }
        }
        now = endNs;
    }

    private void happen(int slot) {
        if (slot < cpus) {
            attention.wake(slot);
            endStep(slot, underWay[slot]);
        } else if (arrivals.ofDevice(slot)) {
            attention.wake(arrivals.arriveDevice(slot, now));
        } else {
            arrive(arrivals.cpuOf(slot), arrivals.kindOf(slot), slot);
        }
    }

    private void arrive(int cpu, int kind, int slot) {
        attention.wake(cpu);
        switch (kind) {
            case Arrivals.TASK -> {
                events.cancel(slot);
                behaviour[cpu].drawAction();
            }
            case Arrivals.WATCHDOG -> look(cpu);
            default -> arrivals.arrive(cpu, kind, now);
        }
    }

    /** The csd-lock watchdog looks at a wait. */
    private void look(int cpu) {
        int target = watchdog.look(cpu, !underWay[cpu].any(), now);
        if (target == Watchdog.NONE) {
            return;
        }
        CallKind kind = activity.callKind(cpu, watchdog.waiting(cpu));
        listener.overdue(this, cpu, target, kind, now - watchdog.began(cpu));
        if (scenario.configuration().kernel().resend()) {
            apply(cpu, Microstep.RESEND, target);
        }
    }

    // ---- What a CPU does next.

    /**
     * Decides it. If the CPU is in a step, that is put off only by an interrupt; otherwise it may be free to choose
     * something, which is to take effect at once, to be followed by another decision; or else it goes on.
     *
     * @return what it chose, or null
     */
    private @Nullable Microstep decide(int cpu) {
        ContextStack stack = state.stack(cpu);
        SendStage stage = state.stage(cpu, stack.context());
        InterruptKind interrupt = deliverable(cpu, stack, stage);
        UnderWay step = underWay[cpu];
        boolean busy = step.any();
        if (interrupt != null) {
            takeInterrupt(cpu, interrupt, step, stack.context());
            return null;
        }
        if (busy) {
            return null;
        }
        if (stack.receive() == Receive.NONE && stage.point() == Point.IDLE) {
            Microstep chosen = behaviour[cpu].choose(stack, now);
            if (chosen != null) {
                return chosen;
            }
        }
        goOn(cpu, stack, stage, step);
        return null;
    }

    /** The interrupt the CPU takes now, or null. */
    private @Nullable InterruptKind deliverable(int cpu, ContextStack stack, SendStage stage) {
        boolean edge = state.edge(cpu);
        if (!edge && !arrivals.anyWaits(cpu) || stack.atIpl7(stage)) {
            return null;
        }
        InterruptKind kind = arrivals.mostUrgent(cpu);
        boolean ipiFirst = kind != InterruptKind.MACHINE_CHECK && kind != InterruptKind.PERF;
        return ipiFirst && edge ? InterruptKind.IPI : kind;
    }

    private void takeInterrupt(int cpu, InterruptKind interrupt, UnderWay step, int context) {
        if (step.any()) {
            if (step.microstep() == Microstep.ENTER_INTERRUPT) {
                return;
            }
            step.putOff(context, now);
        }
        begin(cpu, step, Microstep.ENTER_INTERRUPT, interrupt.ordinal(), UnderWay.NONE);
    }

    /** Goes on with the CPU's program, or with nothing until something changes. */
    private void goOn(int cpu, ContextStack stack, SendStage stage, UnderWay step) {
        offered.clear();
        system.program(state, cpu, stack, stage, offered);
        if (offered.any() && (offered.microstep() != Microstep.TRY_LOCK || !attention.spinsInVain(cpu))) {
            begin(cpu, step, offered.microstep(), offered.argument(), step.takeRest(stack.context()));
            return;
        }
        step.none();
        switch (stack.receive() == Receive.HALTED ? Point.IDLE : stage.point()) {
            case TRY_LOCK -> attention.waitsAtLock(cpu);
            case WAIT, ENQUEUE -> watchdog.waits(cpu, stack.context(), now);
            default -> {}
        }
    }

    // ---- Steps.

    private void begin(int cpu, UnderWay step, Microstep microstep, long argument, long rest) {
        long duration = rest;
        if (rest == UnderWay.NONE) {
            duration = behaviour[cpu].duration(microstep, argument);
            if (microstep == Microstep.CSD_UNLOCK || microstep == Microstep.RUN_WAKEUPS) {
                listener.begin(this, cpu, microstep, argument);
            }
        }
        step.begin(microstep, argument, now + duration);
    }

    private void endStep(int cpu, UnderWay step) {
        step.end();
        Microstep microstep = step.microstep();
        if (microstep == Microstep.RUN_HANDLER && behaviour[cpu].endsLead()) {
            listener.begin(this, cpu, microstep, step.argument());
        } else if (microstep != Microstep.TRY_LOCK || !attention.spinsInVain(cpu)) {
            apply(cpu, microstep, step.argument());
        }
    }

    private void apply(int cpu, Microstep microstep, long argument) {
        sparesEdge = microstep == Microstep.WRIPIR
                && scenario.lossProbability() < 1
                && hardwareRandom.uniform() >= scenario.lossProbability();
        listener.before(this, cpu, microstep, argument);
        if (microstep == Microstep.ENQUEUE && state.send(cpu, state.context(cpu)) == Send.CALL) {
            activity.enqueue(cpu, state.context(cpu), (int) argument);
        }
        system.apply(state, microstep, cpu, argument);
        steps++;
        follow(cpu, microstep, (int) argument);
        listener.after(this, cpu, microstep, argument);
    }

    /** What a step that has taken effect means for what runs on the CPUs, and who is to look again. */
    private void follow(int cpu, Microstep microstep, int argument) {
        switch (microstep) {
            case ENQUEUE, CSD_WAIT -> watchdog.ended(cpu, state.context(cpu));
            case WRIPIR -> {
                attention.wake(argument);
                if (sparesEdge) {
                    system.holdEdge(state, argument);
                }
            }
            case CSD_UNLOCK -> attention.wake(argument % SystemState.SOFTIRQ_CSD);
            case SET_BIT -> attention.bitSet(argument);
            case UNLOCK -> attention.lockReleased();
            case ENTER_INTERRUPT -> behaviour[cpu].entered(argument);
            case RTI -> behaviour[cpu].returned();
            case HALT -> watchdog.halted(cpu);
            default -> {}
        }
    }
}
