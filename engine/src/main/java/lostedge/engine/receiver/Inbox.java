package lostedge.engine.receiver;

import static lostedge.engine.belief.ReceiverSystem.RECEIVER;
import static lostedge.engine.receiver.Explanation.NO_SLOT;

import java.util.EnumSet;
import java.util.Set;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.belief.Belief;
import lostedge.engine.belief.Change;
import lostedge.engine.belief.Condition;
import lostedge.engine.belief.Sends;
import lostedge.engine.event.EventBatch;
import lostedge.engine.model.Microstep;
import lostedge.engine.receiver.CallSlots.Call;
import lostedge.engine.receiver.CallSlots.Kind;
import lostedge.engine.state.Point;

/**
 * What others send to a receiver. Every method that takes an event returns whether it is explained.
 *
 * <p>A queue is surely known if it was found empty after the CPU was seen outside any flush since it was last found
 * empty, with all that was queued meanwhile run.
 */
public final class Inbox {
    /** Age from which a watchdog may act, well below the kernel's own 5 s ({@code csd_lock_timeout}), ns. */
    private static final long OVERDUE_NS = 1_000_000_000;

    private static final Set<Point> QUEUED = EnumSet.complementOf(EnumSet.of(Point.ENQUEUE));

    private final Explanation explanation;
    private final Assumptions assumptions;

    private boolean foundEmpty;
    private long foundEmptyNs = Long.MIN_VALUE / 2;
    private long knownSinceNs = Long.MIN_VALUE / 2;
    private boolean seenOutside;
    private int outstanding;
    private long queueChanges;

    private int flights;
    private long departures;
    private long quietSinceNs = Long.MIN_VALUE / 2;

    Inbox(Explanation explanation) {
        this.explanation = explanation;
        assumptions = explanation.space.assumptions();
    }

    void forget() {
        foundEmpty = false;
        seenOutside = false;
        outstanding = 0;
    }

    /** A send begins whose sender is yet to be seen past it. */
    public void departs(long ns) {
        if (tolerant() && ns - knownSinceNs <= 2 * assumptions.toleranceNs()) {
            explanation.forget();
            forget();
        }
        flights++;
        departures++;
    }

    /** The sender of a send was seen past it, or is no longer followed. */
    public void arrived(long ns) {
        flights--;
        quietSinceNs = ns;
    }

    /** {@return how many sends have begun} */
    long departures() {
        return departures;
    }

    /** {@return whether every edge was raised so long ago that it must have arrived} */
    boolean quiet(long ns) {
        return flights == 0 && ns - quietSinceNs - Math.max(0, assumptions.toleranceNs()) > assumptions.latencyNs();
    }

    /** {@return a number that changes whenever something was queued or run} */
    public long queueChanges() {
        return queueChanges;
    }

    /**
     * A call or wake-up is being queued.
     *
     * @return its slot; 0 if the receiver is not known, or if this cannot be explained
     */
    public int queue(Call call) {
        queueChanges++;
        boolean function = call.kind() == Kind.FUNCTION;
        if (!explanation.known()) {
            outstanding += function ? 1 : 0;
            return NO_SLOT;
        }
        boolean named = function && call.csd() != EventBatch.HIDDEN_POINTER;
        int before = named ? explanation.slots.find(call) : NO_SLOT;
        if (before != NO_SLOT) {
            if (before == explanation.openFunction) {
                run(before);
            } else if (!tolerant()) {
                return NO_SLOT;
            }
        }
        int slot = explanation.slots.take(call);
        if (call.kind() == Kind.WAKE_UP) {
            begin(Microstep.WAKE, slot, RECEIVER);
        } else {
            begin(Microstep.CALL, slot, 1L << RECEIVER);
        }
        explanation.sends = explanation.sends.queued(slot, call.kind() == Kind.IRQ_WORK);
        return slot;
    }

    /** A reschedule is being sent; returns its slot, 0 if the receiver is not known. */
    public int reschedule() {
        if (!explanation.known()) {
            return NO_SLOT;
        }
        int slot = explanation.slots.take(CallSlots.RESCHEDULE);
        begin(Microstep.RESCHEDULE, slot, RECEIVER);
        explanation.sends = explanation.sends.sent(slot);
        return slot;
    }

    private void begin(Microstep send, int slot, long argument) {
        explanation.apply(new Change.Step(send, slot, argument));
    }

    /**
     * The queue was found empty, an IPI goes out.
     *
     * @param alone whether nothing was queued or run since the call itself
     * @param ns when, ns
     */
    public boolean sent(int slot, Call call, boolean alone, long ns) {
        if (!explanation.known()) {
            beginKnown(call, alone, ns);
            return true;
        }
        if (slot == NO_SLOT) {
            return true;
        }
        if (!explanation.require(tolerant() ? at(slot, Point.ENQUEUE, Point.SET_BITS) : at(slot, Point.SET_BITS))) {
            return false;
        }
        explanation.sends = explanation.sends.sent(slot);
        return true;
    }

    private void beginKnown(Call call, boolean alone, long ns) {
        int itself = call.kind() == Kind.FUNCTION ? 1 : 0;
        boolean othersRan = outstanding == itself && explanation.openFunction == NO_SLOT;
        boolean surely = alone && foundEmpty && seenOutside && othersRan && flights == 1;
        foundEmpty = true;
        foundEmptyNs = ns;
        seenOutside = false;
        outstanding = itself;
        if (!surely) {
            return;
        }
        Belief states = explanation.space.beginning();
        explanation.replace(
                explanation.inHandler
                        ? explanation.space.filter(states, new Condition.Next(Microstep.RUN_HANDLER))
                        : states);
        knownSinceNs = ns;
        if (!sent(queue(call), call, true, ns)) {
            explanation.forget();
        }
    }

    /** The sender goes on to the next CPU of its mask. */
    public boolean queued(int slot) {
        return slot == NO_SLOT || explanation.require(new Condition.SendAt(slot, QUEUED));
    }

    /** The sender was seen past its send: the edge was raised, or the queue was not empty and no IPI was due. */
    public boolean left(int slot) {
        if (slot == NO_SLOT) {
            return true;
        }
        boolean explained = explanation.require(at(slot, Point.WAIT, Point.IDLE));
        if (explained) {
            past(slot);
        }
        return explained;
    }

    /** The sender went on without an IPI, though the queue was empty: the CPU's idle loop polls. */
    public boolean leftToIdle(int slot) {
        if (slot == NO_SLOT) {
            return true;
        }
        if (!explanation.require(at(slot, Point.SET_BITS))) {
            return false;
        }
        explanation.apply(new Change.ForgoesIpi(slot));
        past(slot);
        return true;
    }

    private void past(int slot) {
        explanation.sends = explanation.sends.past(slot);
        release(slot);
    }

    /** The edge of a send was raised while the CPU took no interrupt. */
    public boolean raised(int slot, boolean lost) {
        if (slot == NO_SLOT) {
            return true;
        }
        boolean explained = explanation.require(new Condition.Raises(slot, lost));
        if (explained) {
            explanation.apply(new Change.Raised(slot, lost));
        }
        return explained;
    }

    /** From some age on the watchdog of a kernel that has one sends a call's IPI again. */
    public void resends(long ns) {
        if (!explanation.known() || !assumptions.kernel().resend()) {
            return;
        }
        for (long rest = explanation.sends.all() & ~explanation.sends.overdue(); rest != 0; rest &= rest - 1) {
            int slot = Long.numberOfTrailingZeros(rest);
            Call call = explanation.slots.call(slot);
            if (call != null && ns - call.queuedNs() > OVERDUE_NS) {
                explanation.sends = explanation.sends.overdue(slot);
            }
            release(slot);
        }
    }

    // ---- What the receiver does about it.

    /** The CPU was seen where no flush can be under way. */
    void outside(long ns) {
        seenOutside |= assumptions.toleranceNs() == Assumptions.EXACT || ns - foundEmptyNs > assumptions.toleranceNs();
    }

    /** A function of the queue begins. */
    void functionBegins() {
        queueChanges++;
    }

    /** A function has ended while the receiver was not known. */
    void functionEnds(Kind kind) {
        outstanding = Math.max(0, outstanding - (kind == Kind.FUNCTION ? 1 : 0));
    }

    /** A function has run and frees its csd, which the kernel does before functions nobody waits for. */
    void run(int slot) {
        if (!explanation.unlocked) {
            explanation.apply(new Change.Unlocks(slot));
            explanation.unlocked = true;
            explanation.slots.ran(slot);
            release(slot);
        }
    }

    /** A slot is free again once its sender is past it and its function has run. */
    private void release(int slot) {
        boolean past = Sends.has(explanation.sends.past(), slot);
        if (past && explanation.surely(new Condition.Released(slot))) {
            explanation.sends = explanation.sends.without(slot);
            explanation.slots.free(slot);
        }
    }

    /** {@return whether a send may be told before the receiver's events that preceded it} */
    private boolean tolerant() {
        return assumptions.toleranceNs() != Assumptions.EXACT;
    }

    private static Condition at(int slot, Point first, Point... others) {
        return new Condition.SendAt(slot, EnumSet.of(first, others));
    }
}
