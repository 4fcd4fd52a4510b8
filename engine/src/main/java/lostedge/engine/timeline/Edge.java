package lostedge.engine.timeline;

import lostedge.engine.cpu.ContextLevel;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.IpiMessage;
import org.jspecify.annotations.Nullable;

/**
 * One interprocessor interrupt sent to one target: a send event, for each CPU in its mask.
 *
 * <p>The send event dates the edge only from below. The edge has surely left once the sender is seen past the send: by
 * its next event if the send ran with interrupts off, else by its next event in the same context or by its second
 * interrupt.
 */
public final class Edge {
    /** Shortest time between two handlers in which their CPU has surely run what they interrupted. */
    private static final long RAN_BETWEEN_NS = 50_000;
    /** Longest time from a CPU's acceptance of a pending interrupt to the interrupt's first own event. */
    private static final long TAKEN_WITHIN_NS = 2_000;

    final long id;
    final int source;
    final int target;
    final IpiMessage message;
    final long sendNs;
    final long sendPosition;
    boolean withoutIpi;
    boolean byRaise;
    boolean raised;
    boolean masked;
    ContextLevel sourceLevel = ContextLevel.TASK;
    final @Nullable Call opener;

    @Nullable
    InterruptKind intoHandler;

    long intoSinceNs = Call.NEVER;
    long departedNs = Call.NEVER;
    long departedPosition = -1;
    boolean senderInterrupted;
    boolean leftHandler;
    long acceptingNs = Call.NEVER;
    long acceptingPosition = -1;
    long passedOverNs = Call.NEVER;
    long passedOverPosition = -1;
    long answeredNs = Call.NEVER;
    long answeredPosition = -1;

    @Nullable
    Call answeredBy;

    boolean ownInterrupt;
    boolean coalesced;
    int rivals;
    boolean touchedByGap;
    boolean settled;

    @Nullable
    EventKind wire;

    Edge(long id, int source, int target, IpiMessage message, long sendNs, long sendPosition, @Nullable Call opener) {
        this.id = id;
        this.source = source;
        this.target = target;
        this.message = message;
        this.sendNs = sendNs;
        this.sendPosition = sendPosition;
        this.opener = opener;
    }

    /**
     * Tells at an event that interrupts the sender whether it has run on for long enough since the send, between two
     * interrupts that did not follow one another at once. One interrupt can fit between the send event and the edge
     * itself. An event that begins no interrupt may lie in one whose entry is not recorded, and which took that time.
     */
    boolean senderRanAgain(CpuTimeline sender) {
        boolean ran = senderInterrupted
                && sender.sinceLastNs() >= RAN_BETWEEN_NS
                && beginsInterrupt(sender.lastKind().role())
                && endsInterrupt(sender.previousKind().role());
        senderInterrupted = true;
        return ran;
    }

    private static boolean beginsInterrupt(EventRole role) {
        return role == EventRole.INTERRUPT_ENTRY || role == EventRole.CALL_START;
    }

    private static boolean endsInterrupt(EventRole role) {
        return role == EventRole.INTERRUPT_EXIT || role == EventRole.SOFTIRQ || role == EventRole.CALL_END;
    }

    /*
     * A latched edge is taken as soon as its target accepts interrupts. Two observations show that it was not: the
     * target is seen accepting interrupts after the edge had left, and then seen again some us later, outside of any
     * interrupt this edge could have raised; or it leaves one handler after the edge had left, and enters another that
     * is no IPI. A target that is not seen shows nothing.
     */
    void meet(CpuTimeline cpu, EventKind kind, long ns, long position) {
        if (departedNs == Call.NEVER || departedNs >= ns || passedOverNs != Call.NEVER) {
            return;
        }
        boolean entry = kind.role() == EventRole.INTERRUPT_ENTRY && cpu.handlerKind() != InterruptKind.IPI;
        if (entry || cpu.level().compareTo(ContextLevel.HARDIRQ) < 0) {
            boolean seenAccepting = acceptingNs != Call.NEVER && ns - acceptingNs > TAKEN_WITHIN_NS;
            if (seenAccepting || entry && leftHandler && cpu.sinceLastNs() >= RAN_BETWEEN_NS) {
                passedOverNs = ns;
                passedOverPosition = position;
                return;
            }
        }
        if (cpu.accepting() && acceptingNs == Call.NEVER) {
            acceptingNs = ns;
            acceptingPosition = position;
        }
        if (kind.role() == EventRole.INTERRUPT_EXIT && !cpu.inHandler()) {
            leftHandler = true;
        }
    }

    /** {@return the message's number; that of the call it was sent for where that is known} */
    public long id() {
        return id;
    }

    /** {@return the sender} */
    public int source() {
        return source;
    }

    /** {@return the target} */
    public int target() {
        return target;
    }

    /** {@return what it asks for} */
    public IpiMessage message() {
        return message;
    }

    /** {@return time of the send event, ns} */
    public long sendNs() {
        return sendNs;
    }

    /** {@return where the send event stands in the recording} */
    public long sendPosition() {
        return sendPosition;
    }

    /**
     * {@return the hardware event that tells what became of it: {@link EventKind#EDGE_LOST},
     * {@link EventKind#EDGE_LATCHED}, or {@link EventKind#WRIPIR} if its target took it at once; null if none was seen}
     */
    public @Nullable EventKind wire() {
        return wire;
    }

    /** {@return whether no interrupt was sent because the target polls in its idle loop} */
    public boolean withoutIpi() {
        return withoutIpi;
    }

    /** {@return the call that found the queue empty and so had it sent, or null if none was seen} */
    public @Nullable Call opener() {
        return opener;
    }

    /** {@return the handler the target was last seen in at the send event, or null} */
    public @Nullable InterruptKind intoHandler() {
        return intoHandler;
    }

    /** {@return when the handler of {@link #intoHandler} was entered, ns, or {@link Call#NEVER}} */
    public long intoSinceNs() {
        return intoSinceNs;
    }

    /** {@return time by which the edge had surely left the sender, ns, or {@link Call#NEVER}} */
    public long departedNs() {
        return departedNs;
    }

    /** {@return where the event of {@link #departedNs} stands, or -1} */
    public long departedPosition() {
        return departedPosition;
    }

    /**
     * {@return first time the target was seen able to take the interrupt after the edge had left, ns, or
     * {@link Call#NEVER}}
     */
    public long acceptingNs() {
        return acceptingNs;
    }

    /** {@return where the event of {@link #acceptingNs} stands, or -1} */
    public long acceptingPosition() {
        return acceptingPosition;
    }

    /**
     * {@return time of the target's event that shows the interrupt was not taken though it could have been, ns, or
     * {@link Call#NEVER}} No latched edge can be passed over.
     */
    public long passedOverNs() {
        return passedOverNs;
    }

    /** {@return where the event of {@link #passedOverNs} stands, or -1} */
    public long passedOverPosition() {
        return passedOverPosition;
    }

    /** {@return when its message was first handled, ns, or {@link Call#NEVER}} */
    public long answeredNs() {
        return answeredNs;
    }

    /** {@return where the event of {@link #answeredNs} stands, or -1} */
    public long answeredPosition() {
        return answeredPosition;
    }

    /**
     * {@return the call whose start shows its message handled, or null where an interrupt entry or nothing shows it}
     */
    public @Nullable Call answeredBy() {
        return answeredBy;
    }

    /** {@return whether the recording shows an entry of its own interrupt answering it} */
    public boolean ownInterrupt() {
        return ownInterrupt;
    }

    /** {@return whether the interrupt that answered it also answered an earlier edge with the same message} */
    public boolean coalesced() {
        return coalesced;
    }

    /**
     * {@return how many other edges were on their way to the same target while this one was, any of which may have
     * answered it}
     */
    public int rivals() {
        return rivals;
    }

    /** Notes that events of its sender or target were lost; what was seen before stands. */
    void touchByGap() {
        touchedByGap |= passedOverNs == Call.NEVER;
    }

    /** Notes that its target handled a message unseen, which may have been its own. */
    void doubt() {
        touchedByGap = true;
    }

    /** {@return whether events were lost on its sender or target while it was outstanding and not yet passed over} */
    public boolean touchedByGap() {
        return touchedByGap;
    }
}
