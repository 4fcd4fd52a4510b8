package lostedge.engine.books;

import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.rescue.LatencyHistogram;
import lostedge.engine.rescue.PlainSection;
import lostedge.engine.rescue.RescueTally;
import lostedge.engine.rescue.WayOut;
import org.jspecify.annotations.Nullable;

/**
 * The hardware edge of one CPU as far as the order of events shows it: whether an earlier edge can still have been
 * pending when another was sent.
 *
 * <p>A target keeps one pending edge, so a send while it is pending merges with it. A CALL_FUNC is sent only to an
 * empty queue: whatever call was sent before has been taken, and only RESCHEDULE can merge with a call or a call with
 * RESCHEDULE. The pending edge of a call is certain until its function starts. A RESCHEDULE starts nothing; between it
 * and the target's next event stand two readings: the target did not run and took both edges then, or took the first at
 * once and left no event. Their odds follow from the latencies of the calls of this recording.
 */
final class TargetBook {
    private static final int RESCHEDULE = 1;
    private static final int CALL = 2;
    private static final int MAX_WAITING = 8;
    private static final long NONE = Long.MIN_VALUE;

    private final LatencyHistogram latencies;
    private WayOut wayOut;
    private PlainSection plainSection;

    private EventKind lastKind = EventKind.OTHER;
    private int lastFlags;
    private boolean inHandler;

    private int pending;
    private long pendingSinceNs;
    private boolean pendingIntoHandler;

    private final long[] waitingNs = new long[MAX_WAITING];
    private final long[] waitingGapNs = new long[MAX_WAITING];
    private final boolean[] waitingIntoHandler = new boolean[MAX_WAITING];
    private final @Nullable Account[] waitingAccount = new Account[MAX_WAITING];
    private int waiting;

    private long callNs = NONE;
    private boolean callToRunning;

    TargetBook(LatencyHistogram latencies, RescueTally rescues) {
        this.latencies = latencies;
        this.wayOut = new WayOut(rescues, latencies);
        this.plainSection = new PlainSection(rescues);
    }

    /** Forgets what a gap makes doubtful, and counts rescues into another tally from now on. */
    void restart(RescueTally rescues) {
        wayOut = new WayOut(rescues, latencies);
        plainSection = new PlainSection(rescues);
        inHandler = false;
        pending = 0;
        waiting = 0;
        callNs = NONE;
    }

    /** {@return whether a call that starts with these flags is drained by a CPU that waits, outside all interrupts} */
    static boolean drains(int flags) {
        int off = ContextFlags.KNOWN | ContextFlags.IRQS_OFF;
        return (flags & (off | ContextFlags.HARDIRQ | ContextFlags.SOFTIRQ | ContextFlags.NMI)) == off;
    }

    /** Takes an edge sent to this CPU. */
    void sent(boolean reschedule, long ns, @Nullable Account account) {
        boolean intoHandler = inHandler;
        if (account != null) {
            account.sends++;
            account.reschedules += reschedule ? 1 : 0;
            account.intoHandlers += intoHandler ? 1 : 0;
        }
        if (reschedule && intoHandler) {
            wayOut.rescheduled();
        }
        if (!reschedule && (pending & CALL) != 0) {
            pending = 0;
        }
        if (pending == 0) {
            pendingSinceNs = ns;
            pendingIntoHandler = intoHandler;
        } else if (account != null) {
            merge(reschedule, ns, intoHandler, account);
        }
        pending |= reschedule ? RESCHEDULE : CALL;
        if (!reschedule && callNs == NONE) {
            callNs = ns;
            plainSection.sent(lastKind, lastFlags, ns);
            callToRunning = !intoHandler && !ContextFlags.inHardInterrupt(lastFlags);
        }
    }

    private void merge(boolean reschedule, long ns, boolean intoHandler, Account account) {
        if (reschedule || pendingIntoHandler || waiting == MAX_WAITING) {
            for (int silence = 0; silence < Account.SILENCES.length; silence++) {
                account.merge(silence, 1, pendingIntoHandler, intoHandler);
            }
            return;
        }
        waitingNs[waiting] = ns;
        waitingGapNs[waiting] = ns - pendingSinceNs;
        waitingIntoHandler[waiting] = intoHandler;
        waitingAccount[waiting] = account;
        waiting++;
    }

    /**
     * Takes this CPU's next event.
     *
     * @param foreign whether it starts a call that came from another CPU
     */
    void event(EventKind kind, int flags, long ns, boolean foreign) {
        EventRole role = kind.role();
        boolean hard = ContextFlags.inHardInterrupt(flags) || (flags == 0 && inHandler);
        if (waiting > 0) {
            settleWaiting(ns);
        }
        plainSection.event(kind, flags, ns, latencies.promptNs());
        boolean callStarts = role == EventRole.CALL_START && foreign;
        if (callStarts) {
            answered(hard, ns);
        }
        if (pending != 0 && takesInterrupts(kind, role, flags, hard, callStarts)) {
            pending = 0;
        }
        wayOut.event(kind, hard, ns);
        if (role == EventRole.INTERRUPT_ENTRY) {
            inHandler = true;
        } else if (role == EventRole.INTERRUPT_EXIT || !hard || kind == EventKind.SCHED_SWITCH) {
            inHandler = false;
        }
        lastKind = kind;
        lastFlags = flags;
    }

    /* Whether the event shows that every edge sent before it has been taken by now or is taken at once. */
    private boolean takesInterrupts(EventKind kind, EventRole role, int flags, boolean hard, boolean callStarts) {
        if (hard) {
            boolean fresh = role == EventRole.INTERRUPT_ENTRY && !ContextFlags.inHardInterrupt(lastFlags);
            return callStarts || fresh;
        }
        return role == EventRole.SOFTIRQ || kind == EventKind.SCHED_SWITCH || ContextFlags.acceptsInterrupts(flags);
    }

    private void answered(boolean hard, long ns) {
        if (callNs != NONE && hard) {
            if (callToRunning && lastKind.role() != EventRole.INTERRUPT_EXIT) {
                latencies.add(Math.max(0, ns - callNs));
            }
            plainSection.answered(wayOut.answered(callNs, ns));
        }
        callNs = NONE;
    }

    private void settleWaiting(long ns) {
        for (int i = 0; i < waiting; i++) {
            double waitNs = ns - waitingNs[i];
            double both = latencies.density(waitingGapNs[i] + waitNs);
            double apart = latencies.below(waitingGapNs[i]) * latencies.density(waitNs);
            Account account = waitingAccount[i];
            for (int silence = 0; account != null && silence < Account.SILENCES.length; silence++) {
                double probability = both / (both + Account.SILENCES[silence] * apart);
                account.merge(silence, probability, false, waitingIntoHandler[i]);
            }
            waitingAccount[i] = null;
        }
        waiting = 0;
    }
}
