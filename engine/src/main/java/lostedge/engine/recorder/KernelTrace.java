package lostedge.engine.recorder;

import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventSink;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.event.Labels;
import lostedge.engine.model.Microstep;
import lostedge.engine.simulate.StepListener;
import lostedge.engine.simulate.Trajectory;
import lostedge.engine.state.Point;
import lostedge.engine.state.Send;
import lostedge.engine.state.SystemState;
import lostedge.engine.workload.CallKind;
import lostedge.engine.workload.Device;

/**
 * The events an Alpha kernel with the ipi and csd tracepoints would trace. Like that kernel it traces no entry into an
 * interprocessor interrupt, and a send before its bits and edges. On request the engine's own hardware events stand
 * between them.
 */
public final class KernelTrace implements StepListener {
    private static final String WORKER = "git";
    private static final int FIRST_WORKER = 100;
    private static final int RTC_IRQ = 8;
    private static final int SOFTIRQ_VECTOR = 9;
    private static final String CALL_CALLBACK = "generic_smp_call_function_single_interrupt";
    private static final String NO_CALLBACK = "";
    private static final String WAKE_SITE = "ttwu_queue_wakelist+0x198/0x1b0";
    private static final String RESCHEDULE_SITE = "check_preempt_curr+0x68/0xd0";
    private static final String STOP_SITE = "smp_send_stop+0x40/0x60";
    private static final String WAKE_FUNCTION = "sched_ttwu_pending";
    private static final long CSD_BASE = 0x10_0000L;
    private static final long WAKE_CSD_BASE = 0x4000_0000L;
    private static final int CSD_BYTES = 64;

    private static final Set<EventKind> TRACEPOINTS = Set.of(
            EventKind.IRQ_HANDLER_ENTRY,
            EventKind.IRQ_HANDLER_EXIT,
            EventKind.SOFTIRQ_ENTRY,
            EventKind.SOFTIRQ_EXIT,
            EventKind.IPI_SEND_CPU,
            EventKind.IPI_SEND_CPUMASK,
            EventKind.CSD_QUEUE_CPU,
            EventKind.CSD_FUNCTION_ENTRY,
            EventKind.CSD_FUNCTION_EXIT,
            EventKind.SCHED_SWITCH,
            EventKind.SCHED_WAKING,
            EventKind.SCHED_WAKEUP);

    private final TraceRows rows;
    private final WakeUps wakeUps;
    private final int[] woken;
    /** By csd: the function it was queued with. */
    private final String[] queued = new String[2 * SystemState.SOFTIRQ_CSD * SystemState.SOFTIRQ_CSD];

    private final StepListener hardware;

    /**
     * A trace that goes to a sink; {@link #finish} writes its last rows.
     *
     * @param hardwareEvents whether to add what no kernel can trace, as {@code HardwareTrace} tells
     */
    public KernelTrace(int cpus, Labels labels, EventSink sink, boolean hardwareEvents) {
        rows = new TraceRows(cpus, labels, sink);
        wakeUps = new WakeUps(cpus);
        woken = new int[cpus];
        hardware = hardwareEvents ? new HardwareTrace(cpus, rows) : new StepListener() {};
    }

    /** {@return the kinds of event such a trace has switched on} */
    public static Set<EventKind> kinds(boolean hardwareEvents) {
        EnumSet<EventKind> kinds = EnumSet.copyOf(TRACEPOINTS);
        if (hardwareEvents) {
            kinds.addAll(HardwareTrace.KINDS);
        }
        return kinds;
    }

    /** Writes the rows not yet written. */
    public void finish() {
        rows.flush();
    }

    // ---- What begins.

    @Override
    public void begin(Trajectory in, int cpu, Microstep microstep, long argument) {
        switch (microstep) {
            case RUN_HANDLER -> handler(in, cpu, EventKind.IRQ_HANDLER_ENTRY);
            case CSD_UNLOCK -> function(in, cpu, EventKind.CSD_FUNCTION_ENTRY, (int) argument);
            case RUN_WAKEUPS -> wakeUpFunction(in, cpu, EventKind.CSD_FUNCTION_ENTRY);
            default -> {}
        }
    }

    // ---- What is about to happen.

    @Override
    public void before(Trajectory in, int cpu, Microstep microstep, long argument) {
        SystemState s = in.state();
        int context = s.context(cpu);
        switch (microstep) {
            case CALL, CALL_NOWAIT, LOCKED_CALL, LOCKED_CALL_NOWAIT, WAKE, RESCHEDULE, STOP, IRQ_SAVE ->
                wakeWorker(in, cpu, context);
            case RUN_HANDLER -> handler(in, cpu, EventKind.IRQ_HANDLER_EXIT);
            case SOFTIRQ_END -> batch().code[rows.add(in, cpu, EventKind.SOFTIRQ_EXIT)] = SOFTIRQ_VECTOR;
            case ENQUEUE -> queue(in, cpu, context, (int) argument);
            case SET_BIT -> message(in, cpu, context);
            case CSD_UNLOCK -> function(in, cpu, EventKind.CSD_FUNCTION_EXIT, (int) argument);
            case RUN_WAKEUPS -> wokenUp(in, cpu);
            case TAKE_QUEUE, IDLE_FLUSH -> wakeUps.take(cpu);
            default -> {}
        }
        hardware.before(in, cpu, microstep, argument);
    }

    // ---- What has happened.

    @Override
    public void after(Trajectory in, int cpu, Microstep microstep, long argument) {
        SystemState s = in.state();
        int context = s.context(cpu);
        hardware.after(in, cpu, microstep, argument);
        if (microstep == Microstep.SOFTIRQ_BEGIN) {
            batch().code[rows.add(in, cpu, EventKind.SOFTIRQ_ENTRY)] = SOFTIRQ_VECTOR;
        } else if (microstep == Microstep.ENQUEUE && s.point(cpu, context) == Point.SET_BITS) {
            send(in, cpu, context);
        }
        if (context == SystemState.TASK && !s.atIpl7(cpu) && s.point(cpu, context) == Point.IDLE) {
            endOfWork(in, cpu, microstep);
        }
    }

    private EventBatch batch() {
        return rows.batch();
    }

    private void wakeWorker(Trajectory in, int cpu, int context) {
        if (context == SystemState.TASK && rows.pid(cpu) == 0) {
            switchTo(in, cpu, FIRST_WORKER + cpu, 'R');
        }
    }

    /** Back in the task with nothing begun: what was woken here runs, and a worker that is done sleeps. */
    private void endOfWork(Trajectory in, int cpu, Microstep microstep) {
        if (woken[cpu] != 0 && microstep == Microstep.RTI) {
            switchTo(in, cpu, woken[cpu], rows.pid(cpu) == 0 ? 'R' : 'S');
            woken[cpu] = 0;
        } else if (rows.pid(cpu) != 0 && microstep != Microstep.RTI && microstep != Microstep.ENTER_INTERRUPT) {
            switchTo(in, cpu, 0, 'S');
        }
    }

    private void switchTo(Trajectory in, int cpu, int pid, char previousState) {
        int row = rows.add(in, cpu, EventKind.SCHED_SWITCH);
        batch().code[row] = pid;
        batch().label[row] = rows.label(pid == 0 ? "swapper/" + cpu : WORKER);
        batch().reference[row] = previousState;
        rows.pid(cpu, pid);
    }

    private void handler(Trajectory in, int cpu, EventKind kind) {
        Device device = in.activity().device(cpu);
        if (device == null && in.activity().interrupt(cpu) != InterruptKind.RTC) {
            return;
        }
        int row = rows.add(in, cpu, kind);
        batch().code[row] = device == null ? RTC_IRQ : device.irq();
        if (kind == EventKind.IRQ_HANDLER_ENTRY) {
            batch().label[row] = rows.label(device == null ? "timer" : device.name());
        } else {
            batch().reference[row] = 1;
        }
    }

    private void queue(Trajectory in, int cpu, int context, int target) {
        if (in.state().send(cpu, context) == Send.WAKE) {
            int pid = wakeUps.next();
            wakeUps.queue(target, pid);
            wakeUp(in, cpu, EventKind.SCHED_WAKING, pid, target);
            queueEvent(in, cpu, target, WAKE_FUNCTION, WAKE_SITE, WAKE_CSD_BASE + (long) pid * CSD_BYTES);
        } else {
            CallKind kind = in.activity().callKind(cpu, context);
            int source = context == SystemState.SOFTIRQ ? cpu + SystemState.SOFTIRQ_CSD : cpu;
            queued[source * SystemState.SOFTIRQ_CSD + target] = kind.function();
            queueEvent(in, cpu, target, kind.function(), kind.callsite(), csd(source, target));
        }
    }

    private void queueEvent(Trajectory in, int cpu, int target, String function, String site, long csd) {
        int row = rows.add(in, cpu, EventKind.CSD_QUEUE_CPU);
        batch().peer[row] = target;
        batch().label[row] = rows.label(function);
        batch().site[row] = rows.label(site);
        batch().reference[row] = csd;
    }

    private static long csd(int source, int target) {
        return CSD_BASE + ((long) source * SystemState.SOFTIRQ_CSD + target) * CSD_BYTES;
    }

    private void send(Trajectory in, int cpu, int context) {
        String site = in.state().send(cpu, context) == Send.WAKE
                ? WAKE_SITE
                : in.activity().callKind(cpu, context).callsite();
        send(in, cpu, in.state().needIpi(cpu, context), IpiMessage.CALL_FUNC, CALL_CALLBACK, site);
    }

    /** A message with no queue behind it is traced before its first bit. */
    private void message(Trajectory in, int cpu, int context) {
        SystemState s = in.state();
        long unset = s.needIpi(cpu, context);
        boolean first = unset == s.targets(cpu, context);
        if (first && s.send(cpu, context) == Send.RESCHEDULE) {
            send(in, cpu, unset, IpiMessage.RESCHEDULE, NO_CALLBACK, RESCHEDULE_SITE);
        } else if (first && s.send(cpu, context) == Send.STOP) {
            send(in, cpu, unset, IpiMessage.CPU_STOP, NO_CALLBACK, STOP_SITE);
        }
    }

    private void send(Trajectory in, int cpu, long targets, IpiMessage message, String callback, String site) {
        boolean one = Long.bitCount(targets) == 1;
        int row = rows.add(in, cpu, one ? EventKind.IPI_SEND_CPU : EventKind.IPI_SEND_CPUMASK);
        batch().peer[row] = one ? Long.numberOfTrailingZeros(targets) : 0;
        batch().reference[row] = one ? 0 : targets;
        batch().code[row] = message.ordinal();
        batch().label[row] = callback.equals(NO_CALLBACK) ? Labels.NONE : rows.label(callback);
        batch().site[row] = rows.label(site);
    }

    private void function(Trajectory in, int cpu, EventKind kind, int source) {
        int row = rows.add(in, cpu, kind);
        batch().label[row] = rows.label(queued[source * SystemState.SOFTIRQ_CSD + cpu]);
        batch().reference[row] = csd(source, cpu);
    }

    private void wakeUpFunction(Trajectory in, int cpu, EventKind kind) {
        int row = rows.add(in, cpu, kind);
        batch().label[row] = rows.label(WAKE_FUNCTION);
        batch().reference[row] = WAKE_CSD_BASE + (long) wakeUps.taken(cpu, 0) * CSD_BYTES;
    }

    private void wokenUp(Trajectory in, int cpu) {
        for (int i = 0; i < wakeUps.takenCount(cpu); i++) {
            wakeUp(in, cpu, EventKind.SCHED_WAKEUP, wakeUps.taken(cpu, i), cpu);
        }
        woken[cpu] = wakeUps.taken(cpu, 0);
        wakeUpFunction(in, cpu, EventKind.CSD_FUNCTION_EXIT);
    }

    private void wakeUp(Trajectory in, int cpu, EventKind kind, int pid, int target) {
        int row = rows.add(in, cpu, kind);
        batch().peer[row] = target;
        batch().code[row] = pid;
        batch().label[row] = rows.label(WORKER);
    }
}
