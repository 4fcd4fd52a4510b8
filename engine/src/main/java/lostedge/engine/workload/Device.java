package lostedge.engine.workload;

/**
 * A device that interrupts.
 *
 * @param irq its irq number
 * @param name its handler's name
 * @param burstsPerSecond bursts per second, with exponential gaps
 * @param burstSize interrupts in a burst on average, 1 or more, geometrically distributed
 * @param withinBurst gap between the interrupts of a burst
 * @param cpu the CPU it interrupts, or -1 for any with the same probability
 * @param handler how long its handler runs
 * @param softirq probability that a softirq follows
 * @param wake probability that the handler wakes a task on another CPU
 */
public record Device(
        int irq,
        String name,
        double burstsPerSecond,
        double burstSize,
        DurationNs withinBurst,
        int cpu,
        DurationNs handler,
        double softirq,
        double wake) {

    Device withHandler(DurationNs other) {
        return new Device(irq, name, burstsPerSecond, burstSize, withinBurst, cpu, other, softirq, wake);
    }

    Device onCpus(int cpus) {
        int existing = cpu < 0 ? cpu : cpu % cpus;
        return new Device(irq, name, burstsPerSecond, burstSize, withinBurst, existing, handler, softirq, wake);
    }
}
