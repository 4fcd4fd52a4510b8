package lostedge.engine.replay;

import java.util.BitSet;
import lostedge.engine.cpu.ContextLevel;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.event.ContextFlags;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.EventRole;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.replay.ReplayOptions.Poll;
import lostedge.engine.rescue.LatencyHistogram;
import lostedge.engine.timeline.Call;

/**
 * Finds out whether a kernel without traced IPI entries polls for messages at the end of other interrupts.
 *
 * <p>A poll runs inside the interrupt, before its softirqs. So functions that start right after a handler's exit and
 * are followed by that interrupt's softirqs were started by a poll: an interprocessor interrupt would be taken after
 * the softirqs, or from within them.
 *
 * <p>Functions sent before a handler's exit tell how soon after it a poll takes them. One sent after the exit and
 * started within that time may have met the poll or its own interrupt.
 */
final class PollSigns {
    private static final int CHANCES_THAT_TELL = 24;

    /** Longest time from a handler's exit to a function the same interrupt runs, ns. */
    private static final long AT_ONCE_NS = 30_000;

    private static final double MOST = 0.95;

    private final Poll told;
    private final LatencyHistogram delays = new LatencyHistogram();
    private final BitSet inRun = new BitSet();
    private int signs;
    private int chances;

    PollSigns(Poll told) {
        this.told = told;
    }

    /** {@return whether an event of this kind may be a sign just now} */
    boolean asksFor(EventKind kind) {
        return kind == EventKind.CSD_FUNCTION_ENTRY || !inRun.isEmpty();
    }

    /** Takes the last event of a CPU. */
    void event(CpuTimeline cpu, EventKind kind) {
        if (kind == EventKind.CSD_FUNCTION_ENTRY) {
            if (told == Poll.UNKNOWN && startsAtHandlerEnd(cpu)) {
                inRun.set(cpu.cpu());
                chances++;
            }
            return;
        }
        if (!inRun.get(cpu.cpu())) {
            return;
        }
        if (kind == EventKind.SOFTIRQ_ENTRY) {
            signs++;
            inRun.clear(cpu.cpu());
        } else if (kind.role() == EventRole.INTERRUPT_ENTRY || cpu.level() != ContextLevel.HARDIRQ) {
            inRun.clear(cpu.cpu());
        }
    }

    /** Takes a call that starts. */
    void started(Call call) {
        if (call.context() == Call.Context.HANDLER_END && call.opensEpoch()) {
            delays.add(call.sinceHandlerNs());
        }
    }

    /** {@return whether a poll may have taken a call that was sent after the exit of the handler before it} */
    boolean mayHaveTaken(Call call) {
        return call.sinceHandlerNs() <= (poll() == Poll.PRESENT ? delays.quantile(MOST) : AT_ONCE_NS);
    }

    private static boolean startsAtHandlerEnd(CpuTimeline cpu) {
        return cpu.eventsSinceLeft() == 1
                && cpu.sinceLastNs() <= AT_ONCE_NS
                && cpu.level() == ContextLevel.HARDIRQ
                && cpu.leftKind() != InterruptKind.IPI
                && !cpu.inHandler()
                && (cpu.lastFlags() & ContextFlags.SOFTIRQ) == 0;
    }

    /** {@return what is known so far} */
    Poll poll() {
        if (told != Poll.UNKNOWN) {
            return told;
        }
        if (signs > 0) {
            return signs * CHANCES_THAT_TELL >= chances ? Poll.PRESENT : Poll.UNKNOWN;
        }
        return chances >= CHANCES_THAT_TELL ? Poll.ABSENT : Poll.UNKNOWN;
    }
}
