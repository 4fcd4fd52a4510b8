package lostedge.engine.cpu;

import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.Labels;

/**
 * Whether one CPU has interrupts off outside of handlers, and since when.
 *
 * <p>A run of events with interrupts off is one masked stretch only if nothing long lies between two of them, and a
 * task switch ends it: it runs with interrupts off, but the next task switches them on. irq_disable and irq_enable
 * leave no such doubt.
 */
final class Mask {
    private final Stretches stretches;
    private long sinceNs = CpuTimeline.NEVER;
    private boolean disabled;
    private boolean switchesSeen;
    private int caller = Labels.NONE;

    Mask(Stretches stretches) {
        this.stretches = stretches;
    }

    /** Takes in the CPU's next event, which follows one at {@code lastNs}. */
    void take(EventKind kind, int flags, long ns, long lastNs, int label) {
        if (kind.role() == EventRole.MASKING) {
            switched(kind, ns, lastNs, label);
            if (!disabled) {
                return;
            }
        }
        boolean masked = disabled || (flags & (ContextFlags.IRQS_OFF | ContextFlags.HARDIRQ)) == ContextFlags.IRQS_OFF;
        if (!masked || kind == EventKind.SCHED_SWITCH) {
            if (sinceNs != CpuTimeline.NEVER) {
                end(lastNs);
            }
        } else if (sinceNs == CpuTimeline.NEVER) {
            sinceNs = ns;
        }
    }

    private void switched(EventKind kind, long ns, long lastNs, int label) {
        disabled = kind == EventKind.IRQ_DISABLE;
        switchesSeen = true;
        end(disabled ? lastNs : ns);
        if (disabled) {
            caller = label;
        }
    }

    /** Ends the stretch that is open, if there is one. */
    void end(long ns) {
        if (sinceNs != CpuTimeline.NEVER && ns - sinceNs >= stretches.leastNs()) {
            stretches.add(Stretches.Kind.MASKED, sinceNs, ns, null, EventBatch.NONE, caller);
        }
        sinceNs = CpuTimeline.NEVER;
        caller = Labels.NONE;
    }

    /** {@return whether interrupts were switched off and not on again, as irq_disable and irq_enable show} */
    boolean switchedOff() {
        return disabled;
    }

    /** {@return whether interrupts were switched on and not off again, as irq_disable and irq_enable show} */
    boolean switchedOn() {
        return switchesSeen && !disabled;
    }

    void forget() {
        sinceNs = CpuTimeline.NEVER;
        disabled = false;
        switchesSeen = false;
        caller = Labels.NONE;
    }
}
