package lostedge.engine.variant;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.event.InterruptKind;

/**
 * One modelled machine: a point in the product of all dimensions.
 *
 * @param cpus number of CPUs, 1 to {@value #MAX_CPUS}
 * @param hardware what becomes of edges
 * @param kernel what the kernel does about it
 * @param callers who sends
 * @param interrupts the kinds that recur besides {@link InterruptKind#IPI}; those of {@code do_entInt} only
 */
public record Configuration(
        int cpus, Hardware hardware, KernelVariant kernel, CallerRules callers, Set<InterruptKind> interrupts) {

    /** Most CPUs of a GS1280. */
    public static final int MAX_CPUS = 64;

    /** Checks and copies. */
    public Configuration {
        if (cpus < 1 || cpus > MAX_CPUS) {
            throw new IllegalArgumentException("cpus: expected 1 to " + MAX_CPUS + ", found " + cpus);
        }
        if (interrupts.contains(InterruptKind.IPI) || interrupts.contains(InterruptKind.OTHER)) {
            throw new IllegalArgumentException("interrupts: expected do_entInt types 1 to 4, found " + interrupts);
        }
        EnumSet<InterruptKind> copy = EnumSet.noneOf(InterruptKind.class);
        copy.addAll(interrupts);
        interrupts = Collections.unmodifiableSet(copy);
    }

    /** A machine whose only recurring interrupt is the RTC. */
    public Configuration(int cpus, Hardware hardware, KernelVariant kernel, CallerRules callers) {
        this(cpus, hardware, kernel, callers, EnumSet.of(InterruptKind.RTC));
    }
}
