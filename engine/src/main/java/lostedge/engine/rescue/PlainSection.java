package lostedge.engine.rescue;

import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;

/**
 * The latest call sent to one CPU while it had interrupts off outside of interrupts.
 *
 * <p>A wake-up holds a lock with interrupts off from {@code sched_waking} to {@code sched_wakeup} or its send. A call
 * that left its sender between two events of one such section met a masked target outside {@code do_entInt}; whether
 * its own interrupt answers it tells a machine that loses edges at any IPL 7 from others.
 */
public final class PlainSection {
    private enum State {
        NONE,
        SENT,
        MET
    }

    private final RescueTally rescues;
    private State state = State.NONE;
    private long sentNs;

    /** No call was sent yet. */
    public PlainSection(RescueTally rescues) {
        this.rescues = rescues;
    }

    private static boolean masked(int flags) {
        int off = ContextFlags.KNOWN | ContextFlags.IRQS_OFF;
        return (flags & (off | ContextFlags.HARDIRQ | ContextFlags.NMI)) == off;
    }

    /** Takes a call sent to this CPU after an event of this kind. */
    public void sent(EventKind lastKind, int lastFlags, long ns) {
        boolean wakes = lastKind == EventKind.SCHED_WAKING || lastKind == EventKind.CSD_QUEUE_CPU;
        state = wakes && masked(lastFlags) ? State.SENT : State.NONE;
        sentNs = ns;
    }

    /** Takes this CPU's next event; the edge had left by {@code leaveNs} after its send event. */
    public void event(EventKind kind, int flags, long ns, double leaveNs) {
        if (state == State.SENT) {
            EventRole role = kind.role();
            boolean same = role == EventRole.CALL_QUEUE || role == EventRole.SEND || kind == EventKind.SCHED_WAKEUP;
            state = same && masked(flags) && ns - sentNs >= leaveNs ? State.MET : State.NONE;
        }
    }

    /** Takes the start of the call; tells whether an own interrupt brought it. */
    public void answered(boolean ownInterrupt) {
        if (state == State.MET) {
            rescues.metPlainSection(ownInterrupt);
        }
        state = State.NONE;
    }
}
