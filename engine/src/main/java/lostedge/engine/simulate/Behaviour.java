package lostedge.engine.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.ContextStack;
import lostedge.engine.state.SystemState;
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

/** What the handlers, softirqs and task of a CPU still mean to do, and how long each of its steps takes. */
final class Behaviour {
    private static final int NO_ACTION = -1;
    private static final InterruptKind[] KINDS = InterruptKind.values();

    private final int cpu;
    private final Workload workload;
    private final List<CallKind> calls;
    private final Arrivals arrivals;
    private final RandomStream random;
    private final SystemState state;
    private final Activity activity;
    private final int cpus;
    private final boolean hasLock;
    private final boolean softirqs;
    private final DurationNs handlerLead;
    /** By microstep; null where it depends on more. */
    private final @Nullable DurationNs[] durations;

    /** Whether the handler of the outer and of the nested interrupt has begun, and whether it will wake. */
    private final boolean[] begun = new boolean[2];

    private final boolean[] wakes = new boolean[2];
    private boolean softirqRaised;
    private boolean softirqWakes;
    private boolean softirqCalls;

    private int action = NO_ACTION;
    private boolean acting;
    private boolean returnedToIdle;
    private long chosenArgument;

    private Behaviour(
            int cpu,
            Scenario scenario,
            Arrivals arrivals,
            SystemState state,
            Activity activity,
            @Nullable DurationNs[] durations) {
        this.cpu = cpu;
        workload = scenario.workload();
        calls = workload.calls();
        this.arrivals = arrivals;
        random = arrivals.random(cpu);
        this.state = state;
        this.activity = activity;
        cpus = scenario.configuration().cpus();
        hasLock = scenario.configuration().kernel().lock() != IpiLock.NONE;
        softirqs = scenario.configuration().callers().softirqs() != Softirqs.NONE;
        handlerLead = scenario.timing().handlerLead();
        this.durations = durations;
    }

    /** That of each CPU. */
    static Behaviour[] ofEach(Scenario scenario, Arrivals arrivals, SystemState state, Activity activity) {
        @Nullable
        DurationNs[] durations = Arrays.stream(Microstep.values())
                .map(microstep -> duration(microstep, scenario.timing(), scenario.workload()))
                .toArray(DurationNs[]::new);
        return IntStream.range(0, scenario.configuration().cpus())
                .mapToObj(cpu -> new Behaviour(cpu, scenario, arrivals, state, activity, durations))
                .toArray(Behaviour[]::new);
    }

    // ---- What begins where nothing must.

    void drawAction() {
        action = arrivals.drawAction(cpu);
    }

    long chosenArgument() {
        return chosenArgument;
    }

    /** What the CPU begins while it runs neither {@code handle_ipi} nor a send, or null if nothing. */
    @Nullable
    Microstep choose(ContextStack stack, long now) {
        return switch (stack.context()) {
            case SystemState.INTERRUPT -> chooseInInterrupt(stack);
            case SystemState.SOFTIRQ -> chooseInSoftirq();
            default -> chooseInTask(stack, now);
        };
    }

    private @Nullable Microstep chooseInInterrupt(ContextStack stack) {
        int top = nested(stack);
        if (wakes[top] && begun[top]) {
            wakes[top] = false;
            return wake();
        }
        if (!softirqRaised || stack.depth() != 1 || !stack.atIrqExit()) {
            return null;
        }
        softirqRaised = false;
        softirqWakes = cpus > 1 && random.uniform() < workload.softirqWake();
        SoftirqCall call = workload.softirqCall();
        softirqCalls = call != null && cpus > 1 && random.uniform() < call.probability();
        chosenArgument = 0;
        return Microstep.SOFTIRQ_BEGIN;
    }

    private @Nullable Microstep chooseInSoftirq() {
        if (softirqWakes) {
            softirqWakes = false;
            return wake();
        }
        SoftirqCall call = workload.softirqCall();
        if (!softirqCalls || call == null) {
            return null;
        }
        softirqCalls = false;
        return call(SystemState.SOFTIRQ, call.kind(), calls.size());
    }

    private @Nullable Microstep chooseInTask(ContextStack stack, long now) {
        chosenArgument = 0;
        boolean fromInterrupt = returnedToIdle;
        returnedToIdle = false;
        if (fromInterrupt
                && !acting
                && !stack.irqsOff()
                && !state.queueEmpty(cpu)
                && random.uniform() < workload.idleFlush()) {
            return Microstep.IDLE_FLUSH;
        }
        int next = action;
        if (next == NO_ACTION) {
            if (acting && !stack.irqsOff()) {
                acting = false;
                arrivals.nextTask(cpu, now);
            }
            return null;
        }
        acting = true;
        if (next < calls.size()) {
            CallKind call = calls.get(next);
            if (call.irqsOff() && !stack.irqsOff()) {
                return Microstep.IRQ_SAVE;
            }
            action = NO_ACTION;
            return call(SystemState.TASK, call, next);
        }
        action = NO_ACTION;
        return switch (next - calls.size()) {
            case Arrivals.Action.WAKE -> wake();
            case Arrivals.Action.RESCHEDULE -> {
                chosenArgument = arrivals.drawOther(cpu);
                yield Microstep.RESCHEDULE;
            }
            case Arrivals.Action.STOP -> {
                chosenArgument = others();
                yield Microstep.STOP;
            }
            default -> Microstep.IRQ_SAVE;
        };
    }

    private @Nullable Microstep call(int context, CallKind call, int index) {
        chosenArgument = switch (call.targets()) {
            case ALL -> others();
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

    private long others() {
        return -1L >>> (64 - cpus) & ~(1L << cpu);
    }

    private Microstep wake() {
        chosenArgument = arrivals.drawOther(cpu);
        return Microstep.WAKE;
    }

    // ---- Following the steps.

    /** The CPU has returned from an interrupt. */
    void returned() {
        returnedToIdle = state.depth(cpu) == 0;
    }

    /** The CPU has taken an interrupt of a kind. */
    void entered(int kind) {
        InterruptKind entered = KINDS[kind];
        int top = nested(state.stack(cpu));
        begun[top] = false;
        wakes[top] = false;
        if (entered == InterruptKind.IPI) {
            activity.enter(activity.frame(cpu), entered, Activity.NO_DEVICE);
            return;
        }
        activity.enter(activity.frame(cpu), entered, arrivals.take(cpu, entered));
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
        softirqRaised |= softirqs && random.uniform() < softirq;
        wakes[top] = cpus > 1 && random.uniform() < wake;
    }

    // ---- How long it takes.

    int duration(Microstep microstep, long argument) {
        DurationNs distribution = durations[microstep.ordinal()];
        if (distribution == null) {
            distribution = microstep == Microstep.CSD_UNLOCK
                    ? activity.csdKind((int) argument, cpu).duration()
                    : begun[nested(state.stack(cpu))] ? handler() : handlerLead;
        }
        return distribution.draw(random);
    }

    /** 1 if an interrupt is nested on the stack, else 0. */
    private static int nested(ContextStack stack) {
        return stack.depth() / 2;
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

    private DurationNs handler() {
        if (activity.interrupt(cpu) == InterruptKind.RTC) {
            return workload.tick().handler();
        }
        Device device = activity.device(cpu);
        return device == null ? workload.otherHandler() : device.handler();
    }

    /** A handler's step comes in two parts; tells whether its first has just ended, and begins the second. */
    boolean endsLead() {
        int top = nested(state.stack(cpu));
        if (begun[top]) {
            return false;
        }
        begun[top] = true;
        return true;
    }
}
