package lostedge.engine.belief;

import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Which microsteps a recording shows: the rest happens in silence.
 *
 * @param handlers whether handlers of devices and clock are seen to begin and end
 * @param softirqs whether softirqs are
 * @param hardware whether the built-in engine recorded what no kernel can
 */
public record Alphabet(boolean handlers, boolean softirqs, boolean hardware) {
    /** Shows nothing. */
    static final Alphabet NOTHING = new Alphabet(false, false, false);

    /** {@return what a recording of these kinds shows} */
    public static Alphabet of(Set<EventKind> seen) {
        return new Alphabet(
                seen.contains(EventKind.IRQ_HANDLER_ENTRY),
                seen.contains(EventKind.SOFTIRQ_ENTRY),
                seen.contains(EventKind.ENTINT_ENTRY));
    }

    /** {@return why a recording of these kinds can contradict nothing, or null} */
    public static @Nullable String insufficient(Set<EventKind> seen) {
        if (!seen.contains(EventKind.CSD_QUEUE_CPU) || !seen.contains(EventKind.CSD_FUNCTION_ENTRY)) {
            return "it has no csd events, so nothing tells which calls wait at a CPU";
        }
        if (!seen.contains(EventKind.IPI_SEND_CPU) && !seen.contains(EventKind.IPI_SEND_CPUMASK)) {
            return "it has no ipi_send events, so nothing tells which interrupts were sent";
        }
        EnumSet<EventKind> own = EnumSet.range(EventKind.LOCAL_TIMER_ENTRY, EventKind.IPI_EXIT);
        own.retainAll(seen);
        return own.isEmpty()
                ? null
                : "it has " + own.iterator().next().tracepoint()
                        + " events: on this architecture each message has an interrupt of its own, whose handler takes the"
                        + " queue once; the model has Alpha's single interrupt, whose handler takes messages of every kind"
                        + " until none is left";
    }
}
