package lostedge.ingest.ctf;

import lostedge.ingest.tracepoint.Tracepoint;

/**
 * The kernel's names of what tracers record: LTTng puts the subsystem before the tracepoint ({@code irq_softirq_entry},
 * {@code x86_irq_vectors_reschedule_entry}), perf before a colon.
 */
final class TracerNames {
    private TracerNames() {}

    /** {@return the tracepoint an event's name stands for} */
    static Tracepoint tracepoint(String event) {
        int colon = event.indexOf(':');
        if (colon > 0) {
            return new Tracepoint(event.substring(0, colon), event.substring(colon + 1));
        }
        if (event.startsWith("x86_irq_vectors_")) {
            return new Tracepoint("irq_vectors", event.substring("x86_irq_vectors_".length()));
        }
        if (event.startsWith("irq_softirq_")) {
            return new Tracepoint("irq", event.substring("irq_".length()));
        }
        if (event.startsWith("timer_hrtimer_")) {
            return new Tracepoint("timer", event.substring("timer_".length()));
        }
        if (event.startsWith("power_")) {
            return new Tracepoint("power", event.substring("power_".length()));
        }
        return Tracepoint.named(event);
    }

    /** {@return the name LTTng gives a field: it calls tasks "tid"} */
    static String field(String kernelName) {
        return kernelName.endsWith("pid") ? kernelName.substring(0, kernelName.length() - 3) + "tid" : kernelName;
    }
}
