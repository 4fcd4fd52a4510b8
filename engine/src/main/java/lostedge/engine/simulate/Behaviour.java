package lostedge.engine.simulate;

import java.util.Arrays;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.ContextStack;
import lostedge.engine.model.Microstep;
import lostedge.engine.model.SystemState;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.KernelVariant.IpiLock;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.Device;
import lostedge.engine.workload.DurationNs;
import lostedge.engine.workload.RandomStream;
import lostedge.engine.workload.Scenario;
import lostedge.engine.workload.Timing;
import lostedge.engine.workload.Workload;
import lostedge.engine.workload.Workload.SoftirqCall;
import org.jspecify.annotations.Nullable;

/** What each handler, softirq and task still means to do, and how long each step takes. */
final class Behaviour {
    private static final int NO_ACTION = -1;
    private static final InterruptKind[] KINDS = InterruptKind.values();

    private final Workload workload;
    private final Timing timing;
    private final Arrivals arrivals;
    private final SystemState state;
    private final Activity activity;
    private final int cpus;
    private final boolean hasLock;
    private final boolean softirqs;

    /** Of the interrupts on each CPU's stack: whether the handler has begun, whether it will wake. */
    private final boolean[] begun;

    private final boolean[] wakes;
    private final boolean[] softirqRaised;
    private final boolean[] softirqWakes;
    private final boolean[] softirqCalls;

    private final int[] action;
    private final boolean[] acting;
    private final boolean[] returnedToIdle;
    private long chosenArgument;

    /** By microstep; null where it depends on more. */
    private final @Nullable DurationNs[] durations;

    Behaviour(Scenario scenario, Arrivals arrivals, SystemState state, Activity activity) {
        workload = scenario.workload();
        timing = scenario.timing();
        this.arrivals = arrivals;
        this.state = state;
        this.activity = activity;
        cpus = scenario.configuration().cpus();
        hasLock = scenario.configuration().kernel().lock() != IpiLock.NONE;
        softirqs = scenario.configuration().callers().softirqs() != Softirqs.NONE;
        begun = new boolean[cpus * 2];
        wakes = new boolean[cpus * 2];
        softirqRaised = new boolean[cpus];
        softirqWakes = new boolean[cpus];
        softirqCalls = new boolean[cpus];
        action = new int[cpus];
        Arrays.fill(action, NO_ACTION);
        acting = new boolean[cpus];
        returnedToIdle = new boolean[cpus];
        durations = Arrays.stream(Microstep.values())
                .map(microstep -> duration(microstep, timing, workload))
                .toArray(DurationNs[]::new);
    }

    // ---- What begins where nothing must.

    void drawAction(int cpu) {
        action[cpu] = arrivals.drawAction(cpu);
    }

    long chosenArgument() {
        return chosenArgument;
    }

    /** What a CPU that runs neither {@code handle_ipi} nor a send begins, or null if nothing. */
    @Nullable
    Microstep choose(int cpu, ContextStack stack, long now) {
        return switch (stack.context()) {
            case SystemState.INTERRUPT -> chooseInInterrupt(cpu, stack);
            case SystemState.SOFTIRQ -> chooseInSoftirq(cpu);
            default -> chooseInTask(cpu, stack, now);
        };
    }

    private @Nullable Microstep chooseInInterrupt(int cpu, ContextStack stack) {
        int top = activity.frame(cpu, stack);
        if (wakes[top] && begun[top]) {
            wakes[top] = false;
            return wake(cpu);
        }
        if (!softirqRaised[cpu] || stack.depth() != 1 || !stack.atIrqExit()) {
            return null;
        }
        softirqRaised[cpu] = false;
        softirqWakes[cpu] = cpus > 1 && arrivals.random(cpu).uniform() < workload.softirqWake();
        SoftirqCall call = workload.softirqCall();
        softirqCalls[cpu] = call != null && cpus > 1 && arrivals.random(cpu).uniform() < call.probability();
        chosenArgument = 0;
        return Microstep.SOFTIRQ_BEGIN;
    }

    private @Nullable Microstep chooseInSoftirq(int cpu) {
        if (softirqWakes[cpu]) {
            softirqWakes[cpu] = false;
            return wake(cpu);
        }
        SoftirqCall call = workload.softirqCall();
        if (!softirqCalls[cpu] || call == null) {
            return null;
        }
        softirqCalls[cpu] = false;
        return call(cpu, SystemState.SOFTIRQ, call.kind(), workload.calls().size());
    }

    private @Nullable Microstep chooseInTask(int cpu, ContextStack stack, long now) {
        chosenArgument = 0;
        boolean fromInterrupt = returnedToIdle[cpu];
        returnedToIdle[cpu] = false;
        if (fromInterrupt
                && !acting[cpu]
                && !stack.irqsOff()
                && !state.queueEmpty(cpu)
                && arrivals.random(cpu).uniform() < workload.idleFlush()) {
            return Microstep.IDLE_FLUSH;
        }
        int next = action[cpu];
        if (next == NO_ACTION) {
            if (acting[cpu] && !stack.irqsOff()) {
                acting[cpu] = false;
                arrivals.nextTask(cpu, now);
            }
            return null;
        }
        acting[cpu] = true;
        int calls = workload.calls().size();
        if (next < calls) {
            CallKind call = workload.calls().get(next);
            if (call.irqsOff() && !stack.irqsOff()) {
                return Microstep.IRQ_SAVE;
            }
            action[cpu] = NO_ACTION;
            return call(cpu, SystemState.TASK, call, next);
        }
        action[cpu] = NO_ACTION;
        return switch (next - calls) {
            case Arrivals.Action.WAKE -> wake(cpu);
            case Arrivals.Action.RESCHEDULE -> {
                chosenArgument = arrivals.drawOther(cpu);
                yield Microstep.RESCHEDULE;
            }
            case Arrivals.Action.STOP -> {
                chosenArgument = others(cpu);
                yield Microstep.STOP;
            }
            default -> Microstep.IRQ_SAVE;
        };
    }

    private @Nullable Microstep call(int cpu, int context, CallKind call, int index) {
        chosenArgument = switch (call.targets()) {
            case ALL -> others(cpu);
            case ONE -> 1L << arrivals.drawOther(cpu);
            case BOOT -> cpu == 0 ? 0 : 1;
        };
        if (chosenArgument == 0) {
            return null;
        }
        activity.send(cpu, context, index);
        if (hasLock && call.locked()) {
            return call.waits() ? Microstep.LOCKED_CALL : Microstep.LOCKED_CALL_NOWAIT;
        }
        return call.waits() ? Microstep.CALL : Microstep.CALL_NOWAIT;
    }

    private long others(int cpu) {
        return -1L >>> (64 - cpus) & ~(1L << cpu);
    }

    private Microstep wake(int cpu) {
        chosenArgument = arrivals.drawOther(cpu);
        return Microstep.WAKE;
    }

    // ---- Following the steps.

    /** The CPU has returned from an interrupt. */
    void returned(int cpu) {
        returnedToIdle[cpu] = state.depth(cpu) == 0;
    }

    /** The CPU has taken an interrupt of a kind. */
    void entered(int cpu, int kind) {
        InterruptKind entered = KINDS[kind];
        int top = activity.frame(cpu);
        begun[top] = false;
        wakes[top] = false;
        if (entered == InterruptKind.IPI) {
            activity.enter(top, entered, Activity.NO_DEVICE);
            return;
        }
        activity.enter(top, entered, arrivals.take(cpu, entered));
        Device device = activity.device(cpu);
        double softirq = 0;
        double wake = 0;
        if (entered == InterruptKind.RTC) {
            softirq = workload.tick().softirq();
            wake = workload.tick().wake();
        } else if (device != null) {
            softirq = device.softirq();
            wake = device.wake();
        }
        RandomStream random = arrivals.random(cpu);
        softirqRaised[cpu] |= softirqs && random.uniform() < softirq;
        wakes[top] = cpus > 1 && random.uniform() < wake;
    }

    // ---- How long it takes.

    int duration(int cpu, Microstep microstep, long argument) {
        DurationNs distribution = durations[microstep.ordinal()];
        if (distribution == null) {
            distribution = microstep == Microstep.CSD_UNLOCK
                    ? activity.csdKind((int) argument, cpu).duration()
                    : begun[activity.frame(cpu)] ? handler(cpu) : timing.handlerLead();
        }
        return distribution.draw(arrivals.random(cpu));
    }

    /** How long a step takes wherever it is taken; null for those that run a function or a handler. */
    private static @Nullable DurationNs duration(Microstep microstep, Timing timing, Workload workload) {
        return switch (microstep) {
            case RUN_HANDLER, CSD_UNLOCK -> null;
            case ENTER_INTERRUPT -> timing.entry();
            case POLL_READ, IRQ_EXIT, RTI -> timing.exit();
            case SOFTIRQ_END -> workload.softirqDuration();
            case XCHG_BITS, TAKE_QUEUE, SCHEDULER_IPI, HALT -> timing.receive();
            case RUN_WAKEUPS -> workload.wakeDuration();
            case ENQUEUE -> timing.enqueue();
            case SET_BIT -> timing.setBit();
            case WRIPIR -> timing.wripir();
            case CSD_WAIT -> timing.spin();
            case IRQ_RESTORE -> workload.maskedDuration();
            default -> timing.lock();
        };
    }

    private DurationNs handler(int cpu) {
        if (activity.interrupt(cpu) == InterruptKind.RTC) {
            return workload.tick().handler();
        }
        Device device = activity.device(cpu);
        return device == null ? workload.otherHandler() : device.handler();
    }

    /** A handler's step comes in two parts; tells whether its first has just ended, and begins the second. */
    boolean endsLead(int cpu) {
        int top = activity.frame(cpu);
        if (begun[top]) {
            return false;
        }
        begun[top] = true;
        return true;
    }
}
