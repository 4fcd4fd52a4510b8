package lostedge.engine.rescue;

import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import org.jspecify.annotations.Nullable;

/** The way of one CPU out of its latest interrupt: from {@code irq_handler_exit} over a poll to softirqs or return. */
public final class WayOut {
    private final RescueTally rescues;
    private final LatencyHistogram latencies;

    private long entryNs = Long.MIN_VALUE;
    private long exitNs;
    private boolean leaving;
    private boolean justLeft;
    private @Nullable SendPosition rescued;
    private boolean rescheduled;
    private boolean calledToo;
    private long callEndNs;

    /** A way out whose rescues are counted into a tally. */
    public WayOut(RescueTally rescues, LatencyHistogram latencies) {
        this.rescues = rescues;
        this.latencies = latencies;
    }

    /** Takes a RESCHEDULE sent to this CPU while it is between the events of a handler. */
    public void rescheduled() {
        rescheduled = true;
    }

    /**
     * Takes the start of a call in a hard interrupt; tells when its edge was sent.
     *
     * @return whether the call's own interrupt brought it
     */
    public boolean answered(long sendNs, long ns) {
        if (!leaving) {
            return true;
        }
        SendPosition position =
                SendPosition.of(sendNs, entryNs, exitNs, ns, latencies.promptNs(), rescues.pollWithinNs());
        if (position == SendPosition.INSIDE) {
            rescues.pollTook(ns - exitNs);
        }
        rescued = position;
        calledToo |= position != SendPosition.ELSEWHERE;
        rescues.handled(position);
        callEndNs = ns;
        return position == SendPosition.ELSEWHERE;
    }

    /** Takes the CPU's next event. */
    public void event(EventKind kind, boolean hard, long ns) {
        EventRole role = kind.role();
        if (kind == EventKind.SOFTIRQ_ENTRY) {
            if (rescued != null) {
                rescues.softirqAfterRescue(rescued, ns - callEndNs);
            } else if (justLeft) {
                rescues.softirqAfterNothing(ns - exitNs);
            }
        }
        if (role == EventRole.CALL_END) {
            callEndNs = ns;
        } else if (!hard || role == EventRole.INTERRUPT_ENTRY || role == EventRole.INTERRUPT_EXIT) {
            rescued = null;
        }
        justLeft = role == EventRole.INTERRUPT_EXIT;
        if (justLeft) {
            exitNs = ns;
            leaving = true;
        } else if (role == EventRole.INTERRUPT_ENTRY) {
            entryNs = ns;
            left();
        } else if (!hard) {
            left();
        }
    }

    private void left() {
        leaving = false;
        if (rescheduled) {
            rescues.rescheduled(!calledToo);
        }
        rescheduled = false;
        calledToo = false;
    }
}
