package lostedge.engine.finding;

import java.util.List;

/**
 * One wait of one CPU for another, or of a message for its target, longer than the threshold, with its cause.
 *
 * @param id counted from 0
 * @param beginNs when the wait began
 * @param endNs when it ended, or the last time it is known to have lasted if {@code ended} is false
 * @param ended whether the recording shows the end
 * @param waiterCpu who waited, or whose message did
 * @param targetCpu whom it waited for, or -1 for a lock whose owner is not known
 * @param function the function called, or what was waited for
 * @param sender what the sender did meanwhile
 * @param cause the cause of the longest part
 * @param rootIpiId the first lost edge behind it, or -1
 * @param grade how firmly the cause stands
 * @param rule the rule of attribution that was applied, one clause
 * @param evidence the events it rests on, in time order, with the root first
 * @param overturnedBy what observation would overturn it, one clause
 * @param parts the wait cut where its cause changes, in time order; at least one
 */
public record Stall(
        long id,
        long beginNs,
        long endNs,
        boolean ended,
        int waiterCpu,
        int targetCpu,
        String function,
        Sender sender,
        Cause cause,
        long rootIpiId,
        Evidence.Grade grade,
        String rule,
        List<Evidence> evidence,
        String overturnedBy,
        List<Part> parts) {

    /** {@return how long it is known to have lasted, ns} */
    public long durationNs() {
        return endNs - beginNs;
    }

    /** {@return who waited, to begin a sentence: "CPU 1", or "A message of CPU 1" if its sender went on} */
    public String waiter() {
        return (sender == Sender.WENT_ON ? "A message of CPU " : "CPU ") + waiterCpu;
    }

    /**
     * A stretch of a stall with one cause.
     *
     * @param beginNs its begin
     * @param endNs its end
     * @param cause its cause
     * @param detail by what: the masking handler, the function in front, the cycle of CPUs, the reason for not knowing
     */
    public record Part(long beginNs, long endNs, Cause cause, String detail) {}

    /** What the sender of a message did until the message was handled. */
    public enum Sender {
        /** It spun until the message was handled: a call with {@code wait=1}, or a lock. */
        SPUN,
        /** It slept, and a task that had waited for another CPU woke it. */
        SLEPT,
        /** It went on: only the message waited, as a wake-up or a call with {@code wait=0}. */
        WENT_ON,
        /** The recording does not show whether it went on. */
        UNKNOWN
    }

    /** Why a CPU waited. */
    public enum Cause {
        /** An edge was lost: its own, or an earlier one that left the target's queue poisoned. */
        LOST_EDGE,
        /** The target had interrupts masked. */
        MASKED_TARGET,
        /** The target ran another interrupt handler or softirq first. */
        HANDLER_IN_THE_WAY,
        /** The target worked off earlier calls in its queue. */
        QUEUE_BEFORE_IT,
        /** The called function itself ran long. */
        SLOW_CALLBACK,
        /** The sender waited for a lock before it could send. */
        LOCK_CONTENTION,
        /** CPUs waited for each other in a cycle. */
        MUTUAL_WAIT,
        /** The target was idle or offline. */
        IDLE_OR_OFFLINE,
        /** The target did not run at all: a virtual CPU that was descheduled. */
        DESCHEDULED,
        /** The recording cannot say; the part's detail tells why. */
        UNKNOWN
    }
}
