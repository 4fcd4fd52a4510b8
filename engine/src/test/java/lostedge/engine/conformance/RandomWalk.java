package lostedge.engine.conformance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.model.Microstep;
import lostedge.engine.state.Point;
import lostedge.engine.state.Receive;
import lostedge.engine.state.Send;
import lostedge.engine.state.SystemState;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.variant.CallerRules.Softirqs;
import lostedge.engine.variant.Choice;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;

/** A random walk of the whole machine's transition system, printed as the events an Alpha kernel would trace. */
final class RandomWalk {
    private record Step(Microstep microstep, int cpu, long argument) {}

    private final IpiSystem system;
    private final SystemState state;
    private final SplittableRandom random;
    private final int cpus;
    private final EventBatch events;
    private final Labels labels = new Labels();
    private final boolean[][] announced;
    private final long[] toQueue;
    private final int function = labels.intern("ipi_flush_tlb_mm");
    private final int wake = labels.intern("sched_ttwu_pending");
    private final int timer = labels.intern("timer");
    private long now;

    RandomWalk(int cpus, Hardware hardware, KernelVariant kernel, long seed, int steps) {
        this.cpus = cpus;
        CallerRules callers = new CallerRules(Choice.ON, true, Choice.BOTH, Softirqs.RUN, true, true, false, true);
        system = new IpiSystem(new Configuration(
                cpus, hardware, kernel, callers, EnumSet.of(InterruptKind.RTC, InterruptKind.DEVICE)));
        state = system.initial();
        random = new SplittableRandom(seed);
        announced = new boolean[cpus][2];
        toQueue = new long[cpus];
        events = new EventBatch(8 * steps + 8);
        for (int i = 0; i < steps; i++) {
            now += 1_000;
            take(choose());
        }
    }

    EventBatch events() {
        return events;
    }

    Labels labels() {
        return labels;
    }

    private Step choose() {
        while (true) {
            int cpu = random.nextInt(cpus);
            List<Step> offered = new ArrayList<>();
            IpiSystem.StepSink sink = (microstep, of, argument) -> {
                boolean ascending =
                        microstep != Microstep.ENQUEUE || argument == Long.numberOfTrailingZeros(toQueue[of]);
                return !ascending || offered.add(new Step(microstep, of, argument));
            };
            int draw = random.nextInt(10);
            if (draw < 7) {
                system.program(state, cpu, sink);
            } else if (draw < 8) {
                system.interrupts(state, cpu, sink);
            } else {
                system.choices(state, cpu, sink);
            }
            if (!offered.isEmpty()) {
                return offered.get(random.nextInt(offered.size()));
            }
        }
    }

    private void take(Step step) {
        int cpu = step.cpu();
        switch (step.microstep()) {
            case CALL, CALL_NOWAIT, LOCKED_CALL, LOCKED_CALL_NOWAIT -> toQueue[cpu] = step.argument();
            case WAKE -> {
                announce(cpu);
                toQueue[cpu] = 1L << step.argument();
            }
            case RESCHEDULE -> announce(cpu);
            case ENQUEUE -> queue(cpu, (int) step.argument());
            case SET_BIT -> reschedule(cpu);
            case RUN_HANDLER -> {
                announce(cpu);
                add(cpu, EventKind.IRQ_HANDLER_EXIT);
            }
            case SOFTIRQ_END -> add(cpu, EventKind.SOFTIRQ_EXIT);
            case CSD_UNLOCK -> function(cpu, (int) step.argument());
            case RUN_WAKEUPS -> wakeUps(cpu);
            default -> {}
        }
        int depth = state.depth(cpu);
        system.apply(state, step.microstep(), cpu, step.argument());
        if (step.microstep() == Microstep.ENTER_INTERRUPT) {
            announced[cpu][depth] = false;
        }
        if (step.microstep() == Microstep.SOFTIRQ_BEGIN) {
            add(cpu, EventKind.SOFTIRQ_ENTRY);
        }
        int context = state.context(cpu);
        if (step.microstep() == Microstep.ENQUEUE && state.point(cpu, context) == Point.SET_BITS) {
            send(cpu, state.needIpi(cpu, context), IpiMessage.CALL_FUNC);
        }
        if (random.nextInt(4) == 0) {
            signOfLife(random.nextInt(cpus));
        }
    }

    /** The handler's own event may lag its interrupt. */
    private void announce(int cpu) {
        int depth = state.depth(cpu);
        if (depth > 0 && inHandler(cpu) && !announced[cpu][depth - 1]) {
            announced[cpu][depth - 1] = true;
            events.label[add(cpu, EventKind.IRQ_HANDLER_ENTRY)] = timer;
        }
    }

    private boolean inHandler(int cpu) {
        return !system.program(state, cpu, (microstep, of, argument) -> microstep != Microstep.RUN_HANDLER);
    }

    /** A handler that has not shown itself shows nothing else either, and nothing is traced within a send. */
    private void signOfLife(int cpu) {
        int context = state.context(cpu);
        boolean inBody = context == SystemState.INTERRUPT && inHandler(cpu);
        boolean sending = switch (state.point(cpu, context)) {
            case ENQUEUE, SET_BITS, WRIPIR -> state.receive(cpu) == Receive.NONE;
            default -> false;
        };
        if (!inBody && !sending) {
            add(cpu, EventKind.OTHER);
        }
    }

    private void queue(int cpu, int target) {
        toQueue[cpu] &= ~(1L << target);
        boolean wakes = state.send(cpu, state.context(cpu)) == Send.WAKE;
        int row = add(cpu, EventKind.CSD_QUEUE_CPU);
        events.peer[row] = target;
        events.label[row] = wakes ? wake : function;
        events.reference[row] = wakes ? 1 : csd(cpu, target);
    }

    private void reschedule(int cpu) {
        int context = state.context(cpu);
        if (state.send(cpu, context) == Send.RESCHEDULE) {
            send(cpu, state.needIpi(cpu, context), IpiMessage.RESCHEDULE);
        }
    }

    private void send(int cpu, long targets, IpiMessage message) {
        int row = add(cpu, EventKind.IPI_SEND_CPUMASK);
        events.peer[row] = 0;
        events.reference[row] = targets;
        events.code[row] = message.ordinal();
    }

    private void function(int cpu, int source) {
        for (EventKind kind : List.of(EventKind.CSD_FUNCTION_ENTRY, EventKind.CSD_FUNCTION_EXIT)) {
            int row = add(cpu, kind);
            events.label[row] = function;
            events.reference[row] = csd(source, cpu);
        }
    }

    private void wakeUps(int cpu) {
        for (EventKind kind : List.of(EventKind.CSD_FUNCTION_ENTRY, EventKind.CSD_FUNCTION_EXIT)) {
            int row = add(cpu, kind);
            events.label[row] = wake;
            events.reference[row] = 1;
        }
    }

    private static long csd(int source, int target) {
        return 0x1000 + 64L * source + target;
    }

    private int add(int cpu, EventKind kind) {
        int row = events.append(now, cpu, kind, events.size() + 1);
        int flags = ContextFlags.KNOWN;
        if (state.atIpl7(cpu)) {
            flags |= ContextFlags.IRQS_OFF;
        }
        boolean inInterrupt = state.context(cpu) == SystemState.INTERRUPT;
        if (inInterrupt && (state.depth(cpu) > 0 || state.receive(cpu) != Receive.NONE)) {
            flags |= ContextFlags.HARDIRQ;
        }
        events.flags[row] = state.stack(cpu).softirqsRun() ? flags | ContextFlags.SOFTIRQ : flags;
        events.pid[row] = 0;
        return row;
    }
}
