package lostedge.engine.finding;

import lostedge.engine.event.InterruptKind;
import org.jspecify.annotations.Nullable;

/**
 * A stretch in which one CPU took no interrupts, as far as the recording shows; the real mask begins earlier and ends
 * later by the entry and exit code no event dates.
 *
 * @param cpu the CPU
 * @param beginNs first event that shows the mask
 * @param endNs last event that shows it
 * @param kind the handler it was in, or null for a plain interrupts-off section
 * @param irq irq number or vector, or -1
 * @param name handler name or caller, or the empty text
 */
public record MaskedWindow(
        int cpu, long beginNs, long endNs, @Nullable InterruptKind kind, int irq, String name) {}
