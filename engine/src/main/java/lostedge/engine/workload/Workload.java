package lostedge.engine.workload;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What arrives at a machine. Rates are per second and CPU; gaps are exponential except for the tick's.
 *
 * @param tickHz periodic clock interrupts, each CPU with its own phase; 0 for none
 * @param tick what the clock interrupt does
 * @param machineChecksPerSecond correctable machine checks
 * @param performancePerSecond performance counter interrupts
 * @param otherHandler how long machine check and performance handlers run
 * @param devices devices
 * @param calls function calls
 * @param wakes wake-ups by tasks
 * @param wakeDuration {@code sched_ttwu_pending}, per flush
 * @param reschedules reschedules by tasks
 * @param maskedSections {@code local_irq_save} sections of tasks
 * @param maskedDuration how long such a section lasts
 * @param softirqDuration how long softirqs run
 * @param softirqWake probability that softirqs wake a task on another CPU
 * @param softirqCall the function softirqs call on other CPUs, or null for softirqs that call none
 * @param stops {@code smp_send_stop} by tasks, after which all other CPUs are halted for good
 * @param idleFlush probability that a return from interrupt to an idle CPU makes its idle loop flush its queue
 */
public record Workload(
        double tickHz,
        Tick tick,
        double machineChecksPerSecond,
        double performancePerSecond,
        DurationNs otherHandler,
        List<Device> devices,
        List<CallKind> calls,
        double wakes,
        DurationNs wakeDuration,
        double reschedules,
        double maskedSections,
        DurationNs maskedDuration,
        DurationNs softirqDuration,
        double softirqWake,
        @Nullable SoftirqCall softirqCall,
        double stops,
        double idleFlush) {

    /** Copies the lists. */
    public Workload {
        devices = List.copyOf(devices);
        calls = List.copyOf(calls);
    }

    /** {@return whether any interrupt raises a softirq} */
    public boolean raisesSoftirqs() {
        return tick.softirq > 0 || devices.stream().anyMatch(device -> device.softirq() > 0);
    }

    /** {@return every kind of call by its number: those of tasks in their order, then that of softirqs} */
    public List<CallKind> allCalls() {
        return softirqCall == null
                ? calls
                : Stream.concat(calls.stream(), Stream.of(softirqCall.kind)).toList();
    }

    /** {@return the same load with softirqs that call other CPUs} */
    public Workload withSoftirqCall(SoftirqCall call) {
        return with(tick, otherHandler, devices, reschedules, call, stops);
    }

    /** {@return the same load with tasks that stop all other CPUs so many times a second} */
    public Workload withStops(double perSecond) {
        return with(tick, otherHandler, devices, reschedules, softirqCall, perSecond);
    }

    /** {@return the same load with tasks that reschedule so many times as often} */
    public Workload withReschedulesTimes(double factor) {
        return with(tick, otherHandler, devices, reschedules * factor);
    }

    /** {@return the same load with interrupt handlers that run so many times as long} */
    public Workload withHandlersTimes(double factor) {
        return with(
                new Tick(tick.handler.scaled(factor), tick.softirq, tick.wake),
                otherHandler.scaled(factor),
                devices.stream()
                        .map(device -> device.withHandler(device.handler().scaled(factor)))
                        .toList(),
                reschedules);
    }

    /** {@return the same load on a machine of so many CPUs; devices of CPUs it does not have interrupt others} */
    public Workload onCpus(int cpus) {
        return with(
                tick,
                otherHandler,
                devices.stream().map(device -> device.onCpus(cpus)).toList(),
                reschedules);
    }

    private Workload with(Tick otherTick, DurationNs handler, List<Device> otherDevices, double otherReschedules) {
        return with(otherTick, handler, otherDevices, otherReschedules, softirqCall, stops);
    }

    private Workload with(
            Tick otherTick,
            DurationNs handler,
            List<Device> otherDevices,
            double otherReschedules,
            @Nullable SoftirqCall otherCall,
            double otherStops) {
        return new Workload(
                tickHz,
                otherTick,
                machineChecksPerSecond,
                performancePerSecond,
                handler,
                otherDevices,
                calls,
                wakes,
                wakeDuration,
                otherReschedules,
                maskedSections,
                maskedDuration,
                softirqDuration,
                softirqWake,
                otherCall,
                otherStops,
                idleFlush);
    }

    /**
     * What softirqs call.
     *
     * @param probability that a run of softirqs makes one call
     * @param kind the call; its rate is not used, and it cannot have interrupts off
     */
    public record SoftirqCall(double probability, CallKind kind) {
        /** Checks. */
        public SoftirqCall {
            if (!(probability > 0 && probability <= 1) || kind.irqsOff()) {
                throw new IllegalArgumentException(
                        "expected a probability above 0 and a call with interrupts on, found " + probability + " of "
                                + kind);
            }
        }
    }

    /**
     * The clock interrupt.
     *
     * @param handler how long its handler runs
     * @param softirq probability that a softirq follows
     * @param wake probability that the handler wakes a task on another CPU
     */
    public record Tick(DurationNs handler, double softirq, double wake) {}
}
