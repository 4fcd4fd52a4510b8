package lostedge.engine.workload;

import java.util.List;

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
        double idleFlush) {

    /** Copies the lists. */
    public Workload {
        devices = List.copyOf(devices);
        calls = List.copyOf(calls);
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
                idleFlush);
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
