package lostedge.engine.workload;

/**
 * A place in the kernel that calls functions on other CPUs.
 *
 * @param function the called function, such as {@code ipi_flush_tlb_mm}
 * @param callsite the caller as a trace names it, such as {@code smp_call_function+0x30/0x50}
 * @param perSecond calls per second and CPU, while the CPU is not held up
 * @param targets which CPUs are called
 * @param waits whether the caller waits
 * @param locked whether it takes the IPI lock where the kernel has one
 * @param irqsOff whether it has interrupts off
 * @param duration of the called function
 */
public record CallKind(
        String function,
        String callsite,
        double perSecond,
        Targets targets,
        boolean waits,
        boolean locked,
        boolean irqsOff,
        DurationNs duration) {

    /** Which CPUs are called. */
    public enum Targets {
        /** All others. */
        ALL,
        /** One other, any with the same probability. */
        ONE,
        /** CPU 0; from CPU 0 nobody. */
        BOOT
    }
}
