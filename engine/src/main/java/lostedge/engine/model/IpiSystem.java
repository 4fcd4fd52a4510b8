package lostedge.engine.model;

import static lostedge.engine.state.SystemState.INTERRUPT;
import static lostedge.engine.state.SystemState.SOFTIRQ;
import static lostedge.engine.state.SystemState.TASK;

import lostedge.engine.state.ContextStack;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.SendStage;
import lostedge.engine.state.StateLayout;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant.IpiLock;

/**
 * The transition system of a configuration: which microsteps are enabled in a state, and what each does to it.
 *
 * <p>Steps of a CPU come in the kernel's own order, the first of its program's steps being the one a real kernel would
 * take; where the order among CPUs of a mask does not matter to the kernel, all orders are enabled. Nothing is
 * allocated. An instance is immutable and may be shared between threads; states may not.
 */
public final class IpiSystem {
    /** Receives enabled steps. */
    @FunctionalInterface
    public interface StepSink {
        /**
         * Takes one enabled step.
         *
         * @param argument as the microstep's Javadoc tells
         * @return whether to go on with further steps
         */
        boolean step(Microstep microstep, int cpu, long argument);
    }

    /** Most CPUs for which every subset of targets is enumerated; beyond, calls go to one target or to all others. */
    public static final int MAX_SUBSET_CPUS = 6;

    private final StateLayout layout;
    private final Configuration configuration;
    private final CallerRules callers;
    final LockPath lockPath;
    final SendPath sendPath;
    private final boolean masks;
    final InterruptPath interruptPath;

    /** The system of a configuration. */
    public IpiSystem(Configuration configuration) {
        this(new StateLayout(configuration));
    }

    /** The system of a configuration whose states are laid out. */
    public IpiSystem(StateLayout layout) {
        this.layout = layout;
        configuration = layout.configuration();
        callers = configuration.callers();
        lockPath = new LockPath(configuration);
        sendPath = new SendPath(configuration, lockPath);
        interruptPath = new InterruptPath(configuration);
        masks = callers.irqs().allows(false) || configuration.hardware() == Hardware.LOST_AT_IPL7;
    }

    /** {@return how states are packed} */
    public StateLayout layout() {
        return layout;
    }

    /** {@return a new initial state} */
    public SystemState initial() {
        return new SystemState(layout);
    }

    /** Offers every enabled step of every CPU; returns false if the sink stopped. */
    public boolean steps(SystemState s, StepSink sink) {
        for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
            if (!steps(s, cpu, sink)) {
                return false;
            }
        }
        return true;
    }

    /** Offers every enabled step of one CPU, those of its program first, new work last. */
    public boolean steps(SystemState s, int cpu, StepSink sink) {
        return program(s, cpu, sink) && watchdog(s, cpu, sink) && interrupts(s, cpu, sink) && choices(s, cpu, sink);
    }

    /** Offers what the code that runs on the CPU does next; nothing if it spins or is in its base context. */
    public boolean program(SystemState s, int cpu, StepSink sink) {
        ContextStack stack = s.stack(cpu);
        return program(s, cpu, stack, s.stage(cpu, stack.context()), sink);
    }

    /** The same for who has looked already: the CPU's stack, and the stage of the send in its innermost context. */
    public boolean program(SystemState s, int cpu, ContextStack stack, SendStage stage, StepSink sink) {
        if (stack.receive() != Receive.NONE) {
            return ReceivePath.steps(s, cpu, stack.receive(), sink);
        }
        if (stage.point() != Point.IDLE) {
            return sendPath.steps(s, cpu, stack, stage, sink);
        }
        Microstep next = InterruptPath.next(stack);
        return next == null || sink.step(next, cpu, 0);
    }

    /** Offers what the csd-lock watchdog may do on the CPU. */
    public boolean watchdog(SystemState s, int cpu, StepSink sink) {
        return s.receive(cpu) != Receive.NONE || sendPath.watchdog(s, cpu, s.context(cpu), sink);
    }

    /** Offers the interrupts the CPU may take now: IPI if an edge is held, and those that recur. */
    public boolean interrupts(SystemState s, int cpu, StepSink sink) {
        return interruptPath.interrupts(s, cpu, sink);
    }

    /** Offers the new work that may begin on the CPU; nobody is obliged to begin it. */
    public boolean choices(SystemState s, int cpu, StepSink sink) {
        ContextStack stack = s.stack(cpu);
        int context = stack.context();
        if (stack.receive() != Receive.NONE || s.point(cpu, context) != Point.IDLE) {
            return true;
        }
        if (context == INTERRUPT) {
            return interruptPath.softirqs(stack, cpu, sink) && (!InterruptPath.inHandler(stack) || messages(cpu, sink));
        }
        return calls(s, cpu, context, sink) && messages(cpu, sink) && (context != TASK || taskChoices(s, cpu, sink));
    }

    private boolean calls(SystemState s, int cpu, int context, StepSink sink) {
        boolean allowed = context == SOFTIRQ
                ? callers.softirqs() == Softirqs.CALL
                : callers.irqs().allows(!s.irqsOff(cpu));
        boolean hasLock = configuration.kernel().lock() != IpiLock.NONE;
        long others = others(cpu);
        for (long mask = others; allowed && mask != 0; mask = nextTargets(mask, others)) {
            if (hasLock && !call(Microstep.LOCKED_CALL, Microstep.LOCKED_CALL_NOWAIT, cpu, mask, sink)) {
                return false;
            }
            if ((!hasLock || callers.unlocked()) && !call(Microstep.CALL, Microstep.CALL_NOWAIT, cpu, mask, sink)) {
                return false;
            }
        }
        return true;
    }

    private boolean call(Microstep waiting, Microstep notWaiting, int cpu, long mask, StepSink sink) {
        return (!callers.waiting().allows(true) || sink.step(waiting, cpu, mask))
                && (!callers.waiting().allows(false) || sink.step(notWaiting, cpu, mask));
    }

    private long nextTargets(long mask, long others) {
        if (configuration.cpus() <= MAX_SUBSET_CPUS) {
            return mask - 1 & others;
        }
        return Long.lowestOneBit(mask == others ? others : others & -(mask << 1));
    }

    private boolean messages(int cpu, StepSink sink) {
        for (long rest = others(cpu); rest != 0; rest &= rest - 1) {
            int target = Long.numberOfTrailingZeros(rest);
            if (callers.wakeUps() && !sink.step(Microstep.WAKE, cpu, target)
                    || callers.reschedules() && !sink.step(Microstep.RESCHEDULE, cpu, target)) {
                return false;
            }
        }
        return true;
    }

    private boolean taskChoices(SystemState s, int cpu, StepSink sink) {
        if (callers.stops() && !sink.step(Microstep.STOP, cpu, others(cpu))) {
            return false;
        }
        if (s.irqsOff(cpu)) {
            return true;
        }
        return (!masks || sink.step(Microstep.IRQ_SAVE, cpu, 0))
                && (!callers.idleFlush() || s.queueEmpty(cpu) || sink.step(Microstep.IDLE_FLUSH, cpu, 0));
    }

    private long others(int cpu) {
        return -1L >>> (64 - configuration.cpus()) & ~(1L << cpu);
    }

    /** {@return whether the hardware may lose an edge that reaches a target now} */
    public boolean mayLose(SystemState s, int target) {
        return sendPath.mayLose(s, target);
    }

    /** Holds an edge that {@code WRIPIR} lost, on hardware that loses only a part of those it may lose. */
    public void holdEdge(SystemState s, int target) {
        s.mailboxes().edge(target, true);
    }

    /** Carries out a step that is enabled in the state. */
    public void apply(SystemState s, Microstep microstep, int cpu, long argument) {
        microstep.apply(this, s, cpu, s.stack(cpu), argument);
    }

    /**
     * Lets a CPU go on from a send whose bits it has not set, without its IPIs: what
     * {@code call_function_single_prep_ipi} does where the target's idle loop polls. No microstep offers it; whoever
     * holds a recording against the model may grant it.
     */
    public void forgoIpi(SystemState s, int cpu) {
        SendPath.forgoIpi(s, cpu, s.context(cpu));
    }

    /**
     * Forgets what a CPU's calls no longer depend on: targets that have released them, and waits for none. No microstep
     * offers it; a state after it can do what it could before, but that a call that waits for nobody ends even while an
     * interrupt keeps its CPU from noticing.
     */
    public void forgetReleased(SystemState s, int cpu) {
        for (int context = TASK; context < s.lanes(); context++) {
            SendPath.forgetReleased(s, cpu, context);
        }
    }

    /**
     * Forgets an edge held for a CPU. No microstep offers it; where every CPU takes an interrupt that polls, sooner or
     * later, an edge leads to nothing that does not happen without it.
     */
    public void forgetEdge(SystemState s, int cpu) {
        s.mailboxes().edge(cpu, false);
    }

    /** {@return whether every caller is released and every CPU back in its base context, or halted} */
    public boolean quiescent(SystemState s) {
        for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
            if (s.receive(cpu) == Receive.HALTED) {
                continue;
            }
            if (s.context(cpu) != TASK
                    || s.receive(cpu) != Receive.NONE
                    || s.point(cpu, TASK) != Point.IDLE
                    || s.irqsOff(cpu)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether moreover no message is left: no bit, no edge, no queued call or wake-up} */
    public boolean drained(SystemState s) {
        for (int cpu = 0; cpu < configuration.cpus(); cpu++) {
            if (s.bits(cpu) != 0 || s.edge(cpu) || !s.queueEmpty(cpu)) {
                return false;
            }
        }
        return quiescent(s);
    }
}
