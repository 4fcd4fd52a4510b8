package lostedge.engine.event;

/**
 * What kind of interrupt a CPU is in, ordered as the {@code type} argument of the Alpha kernel's {@code do_entInt}
 * ({@code arch/alpha/kernel/irq_alpha.c}); interrupts of other architectures are mapped onto the same kinds.
 */
public enum InterruptKind {
    /** Interprocessor interrupt, {@code do_entInt} type 0. */
    IPI,
    /** Periodic clock, {@code do_entInt} type 1; the "RTC" or "timer" irq, x86's local APIC timer. */
    RTC,
    /** Machine check, {@code do_entInt} type 2. */
    MACHINE_CHECK,
    /** Device interrupt, {@code do_entInt} type 3. */
    DEVICE,
    /** Performance counter, {@code do_entInt} type 4. */
    PERF,
    /** An interrupt none of the above, such as a spurious or a thermal vector. */
    OTHER
}
