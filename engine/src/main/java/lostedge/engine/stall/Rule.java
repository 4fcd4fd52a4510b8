package lostedge.engine.stall;

import lostedge.engine.finding.Evidence.Grade;
import lostedge.engine.finding.Stall.Cause;

/** The rules of attribution: from what is seen of a wait to its cause, how firmly, and what would overturn it. */
enum Rule {
    /** The call's own edge is proven lost. */
    OWN_EDGE_LOST(
            Cause.LOST_EDGE,
            Grade.SHOWN,
            "its own edge had left, the target was then seen accepting interrupts and ran on without taking it",
            "an interrupt entry on the target between the send and the rescue, or a send that really left later"),
    /** The edge of the call's queue epoch is proven lost. */
    EARLIER_EDGE_LOST(
            Cause.LOST_EDGE,
            Grade.INFERRED,
            "the queue was not empty, so no edge was sent for this call; the one edge of its epoch was lost",
            "an interrupt entry on the target that drained the queue in between"),
    /** The kernel's own count has the interrupt as sent and none as taken, and the target ran. */
    KERNEL_COUNTS(
            Cause.LOST_EDGE,
            Grade.INFERRED,
            "the target was seen running, and the kernel log counts an interrupt sent to it (pinged) and none taken (gotipi)",
            "events of the target that show interrupts off all along, or a gotipi left out of the log"),
    /** CPUs wait for each other around a cycle and none is seen handling its messages. */
    CYCLE(
            Cause.MUTUAL_WAIT,
            Grade.INFERRED,
            "every CPU of the cycle waits for the next with interrupts off, and none was seen past its wait",
            "an event that shows one of them past its wait, or an edge proven lost"),
    /** The target was in one interrupt handler. */
    HANDLER(
            Cause.HANDLER_IN_THE_WAY,
            Grade.SHOWN,
            "the target was in another interrupt's handler, and a handler runs with interrupts masked",
            "a handler that switches interrupts on"),
    /** The target was last seen to enter an interrupt handler. */
    HANDLER_NOT_LEFT(
            Cause.HANDLER_IN_THE_WAY,
            Grade.POSSIBLE,
            "the target entered another interrupt's handler, and no event shows that it left it",
            "a recording that goes on, with the exits of handlers"),
    /** The target's events show interrupts off. */
    MASK(
            Cause.MASKED_TARGET,
            Grade.INFERRED,
            "all events of the target in this stretch were recorded with interrupts off",
            "an event of the target with interrupts on inside the stretch"),
    /** irq_disable and irq_enable bracket the mask. */
    SWITCHED_OFF(
            Cause.MASKED_TARGET,
            Grade.SHOWN,
            "the target switched interrupts off (irq_disable) and on again (irq_enable)",
            "nothing but lost events between the two"),
    /** The target recorded nothing, and the watchdog missed its timer interrupts. */
    LOCKED_UP(
            Cause.MASKED_TARGET,
            Grade.INFERRED,
            "the target ran a task and recorded nothing, and the kernel log reports a hard lockup of it",
            "a hypervisor's record that its virtual CPU did not run"),
    /** The target recorded nothing with interrupts switched on. */
    NOT_RUNNING(
            Cause.DESCHEDULED,
            Grade.INFERRED,
            "the target had switched interrupts on (irq_enable), recorded nothing, and took no interrupt: it did not run",
            "a hypervisor's record that its virtual CPU ran, or a non-maskable or firmware interrupt in that time"),
    /** The target recorded nothing while the message waited. */
    SILENCE(
            Cause.MASKED_TARGET,
            Grade.POSSIBLE,
            "the target ran a task, recorded nothing, and took its interrupts only afterwards",
            "a hypervisor's record that its virtual CPU did not run, or an event that shows interrupts on;"
                    + " preemptirq:irq_disable and irq_enable would show the mask"),
    /** The target was idle. */
    IDLE(
            Cause.IDLE_OR_OFFLINE,
            Grade.POSSIBLE,
            "the target was in its idle task and recorded nothing until it handled the message",
            "power:cpu_idle events, or a hypervisor's record of when its virtual CPU ran"),
    /** The target recorded nothing at all, or nothing more. */
    NEVER_SEEN(
            Cause.UNKNOWN, Grade.POSSIBLE, "no event of the target was recorded", "a recording that covers the target"),
    /** The target ran other queued functions first. */
    QUEUE(
            Cause.QUEUE_BEFORE_IT,
            Grade.SHOWN,
            "the target was running functions that other CPUs had called",
            "a function that ends earlier than its exit event"),
    /** The function ran long. */
    CALLBACK(
            Cause.SLOW_CALLBACK,
            Grade.SHOWN,
            "the function itself ran from its entry to its exit event",
            "a handler inside the function that took the time"),
    /** Its waker had waited for a CPU. */
    BEHIND_A_WAITER(
            Cause.LOCK_CONTENTION,
            Grade.INFERRED,
            "it slept uninterruptibly until a task woke it that had itself waited for a CPU most of that time",
            "an event that shows what it slept for, such as lock:contention_begin"),
    /** The kernel brackets the wait for a lock. */
    CONTENDED(
            Cause.LOCK_CONTENTION,
            Grade.SHOWN,
            "it found a lock taken (contention_begin) and had it only then (contention_end)",
            "nothing but lost events between the two"),
    /** The watchdog's second interrupt was answered at once. */
    SENT_AGAIN(
            Cause.LOST_EDGE,
            Grade.INFERRED,
            "the kernel log has the interrupt sent again and answered at once: the target could take interrupts, and a first"
                    + " one would have been taken before",
            "a target that held interrupts off until just then; a trace of it would show that"),
    /** The target takes timer interrupts and not this one. */
    TAKES_TIMERS(
            Cause.LOST_EDGE,
            Grade.INFERRED,
            "the kernel log has a soft lockup of the target, which only its timer interrupts notice, and has it not responding"
                    + " still afterwards: an interrupt that was pending would have been taken with the timer's",
            "a hypervisor that delivered the timer interrupt and held this one back"),
    /** The kernel found the function running. */
    REPORTED_HANDLING(
            Cause.SLOW_CALLBACK,
            Grade.INFERRED,
            "the kernel log has the target handling this request as the watchdog looked",
            "a function that began only just before the watchdog looked"),
    /** The kernel found an earlier function running. */
    REPORTED_PRIOR(
            Cause.QUEUE_BEFORE_IT,
            Grade.INFERRED,
            "the kernel log has the target handling a request queued before this one as the watchdog looked",
            "an earlier function that began only just before the watchdog looked"),
    /** The kernel reports the target locked up. */
    REPORTED_LOCKUP(
            Cause.MASKED_TARGET,
            Grade.INFERRED,
            "the kernel log reports a hard lockup of the target: it took no timer interrupts",
            "a hypervisor's record that its virtual CPU did not run"),
    /** The soft-lockup detector found the caller waiting. */
    REPORTED_SPINNING(
            Cause.UNKNOWN,
            Grade.POSSIBLE,
            "the kernel log reports a soft lockup of a CPU that waits for others to run a function, and not for whom",
            "the csd-lock watchdog (csdlock_debug=1), or a trace of ipi, csd, irq and sched events that covers the wait"),
    /** The kernel reports the wait and nothing of its cause. */
    REPORTED(
            Cause.UNKNOWN,
            Grade.POSSIBLE,
            "the kernel log reports the wait, and not what kept the target from answering",
            "a trace of ipi, csd, irq and sched events that covers the wait"),
    /** Nothing shows why. */
    NOTHING(
            Cause.UNKNOWN,
            Grade.POSSIBLE,
            "the target was seen running, and no event shows why it did not handle the message",
            "the moment the edge left its sender, which no event dates"),
    /** Clocks forbid a conclusion. */
    CLOCKS(Cause.UNKNOWN, Grade.POSSIBLE, "stamps of two CPUs cannot be ordered", "a recording on the mono clock");

    private final Cause cause;
    private final Grade grade;
    private final String text;
    private final String overturnedBy;

    Rule(Cause cause, Grade grade, String text, String overturnedBy) {
        this.cause = cause;
        this.grade = grade;
        this.text = text;
        this.overturnedBy = overturnedBy;
    }

    Cause cause() {
        return cause;
    }

    Grade grade() {
        return grade;
    }

    String text() {
        return text;
    }

    String overturnedBy() {
        return overturnedBy;
    }
}
