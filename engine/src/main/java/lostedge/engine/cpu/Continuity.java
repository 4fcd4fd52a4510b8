package lostedge.engine.cpu;

import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventBatch;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;

/**
 * Whether the events of one CPU can follow one another. Between two that cannot, events are missing, or one is recorded
 * twice, whatever the recorder says:
 *
 * <ul>
 *   <li>after a task switch the CPU runs the next task, or still the one it leaves, until it switches again;
 *   <li>a handler that is left was entered before, once entries of its kind are seen;
 *   <li>a handler that was entered in a hard interrupt was left by the time of an event outside of hard interrupts, or
 *       of a task switch, once exits of its kind are seen.
 * </ul>
 */
final class Continuity {
    private static final int HARD = ContextFlags.HARDIRQ | ContextFlags.NMI;

    private int task = EventBatch.NONE;
    private int leaving = EventBatch.NONE;
    /** Kinds of entry and exit seen, by ordinal; the kind of its exit follows that of each entry. */
    private long seen;

    private int entryKind;
    private boolean enteredHard;

    /** {@return whether an event can be the next} */
    boolean allows(EventKind kind, int pid, int code, int flags, HandlerStack handlers) {
        if (task != EventBatch.NONE && pid != task && pid != EventBatch.NONE && pid != leaving) {
            return false;
        }
        if (kind.role() == EventRole.INTERRUPT_EXIT) {
            return !seen(kind.ordinal() - 1) || handlers.holds(code);
        }
        return handlers.isEmpty() || !outside(kind, flags) || !seen(entryKind + 1);
    }

    /** {@return whether an event shows its CPU to be in no handler any more} */
    boolean outside(EventKind kind, int flags) {
        boolean hard = (flags & (ContextFlags.KNOWN | HARD)) != ContextFlags.KNOWN;
        return kind == EventKind.SCHED_SWITCH || enteredHard && !hard && kind.role() != EventRole.INTERRUPT_ENTRY;
    }

    private boolean seen(int ordinal) {
        return (seen >>> ordinal & 1) != 0;
    }

    /** Takes in the next event. */
    void take(EventKind kind, int pid, int code, int flags) {
        if (kind == EventKind.SCHED_SWITCH) {
            leaving = pid;
            task = code;
        } else if (pid == task) {
            leaving = EventBatch.NONE;
        }
        EventRole role = kind.role();
        if (role == EventRole.INTERRUPT_ENTRY || role == EventRole.INTERRUPT_EXIT) {
            seen |= 1L << kind.ordinal();
            if (role == EventRole.INTERRUPT_ENTRY) {
                entryKind = kind.ordinal();
                enteredHard = (flags & HARD) != 0;
            }
        }
    }

    /** Forgets what a gap makes doubtful. */
    void forget() {
        task = EventBatch.NONE;
        leaving = EventBatch.NONE;
        seen = 0;
    }
}
