package lostedge.engine.stall;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.cpu.Stretches;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.Labels;
import lostedge.engine.timeline.Call;
import org.jspecify.annotations.Nullable;

/**
 * What a target did while a message waited: its long stretches laid over the wait. Where stretches lie over each other,
 * such as a called function inside a handler, the one that says more counts.
 */
final class TargetHistory {
    /** A stretch that explains waiting; of two that cover a moment, that with the lower rank counts. */
    private record Reason(long beginNs, long endNs, Rule rule, int rank, String detail) {}

    private static final int FUNCTION = 0;
    private static final int HANDLER = 1;
    private static final int MASK = 2;
    private static final int SILENCE = 3;

    private final Labels labels;
    private final CpuTimeline target;
    private final boolean notTaken;
    private final boolean lockedUp;
    private final long leastNs;
    private final List<Reason> reasons = new ArrayList<>();

    /**
     * The history of a target.
     *
     * @param notTaken whether the kernel counted an interrupt as sent to it and none as taken
     * @param lockedUp whether the kernel's watchdog found it without timer interrupts
     */
    TargetHistory(Labels labels, CpuTimeline target, boolean notTaken, boolean lockedUp) {
        this.labels = labels;
        this.target = target;
        this.notTaken = notTaken;
        this.lockedUp = lockedUp;
        this.leastNs = target.stretches().leastNs();
    }

    /**
     * Adds parts to a wait up to the moment the target began to handle the message.
     *
     * @param endNs that moment, or the end of the recording
     * @param handled whether the moment came
     */
    void explain(WaitParts parts, long endNs, boolean handled) {
        collect(parts.cursorNs(), endNs, handled);
        while (parts.cursorNs() < endNs) {
            step(parts, endNs);
        }
    }

    private void step(WaitParts parts, long endNs) {
        long now = parts.cursorNs();
        Reason best = null;
        long next = endNs;
        for (Reason reason : reasons) {
            boolean covers = reason.beginNs <= now && reason.endNs > now;
            if (covers && (best == null || reason.rank < best.rank)) {
                best = reason;
            }
        }
        for (Reason reason : reasons) {
            if (reason.beginNs > now && (best == null || reason.rank < best.rank)) {
                next = Math.min(next, reason.beginNs);
            }
        }
        if (best != null) {
            parts.until(Math.min(next, best.endNs), best.rule, best.detail);
        } else {
            parts.until(
                    next, notTaken ? Rule.KERNEL_COUNTS : Rule.NOTHING, "CPU " + target.cpu() + " was seen running");
        }
    }

    private void collect(long beginNs, long endNs, boolean handled) {
        Stretches stretches = target.stretches();
        for (long i = stretches.begin(); i < stretches.end(); i++) {
            if (stretches.endNs(i) > beginNs && stretches.beginNs(i) < endNs) {
                stretch(stretches, i);
            }
        }
        if (target.inHandler()) {
            add(target.handlerNs(), endNs, Rule.HANDLER_NOT_LEFT, HANDLER, "in " + handler(target.handlerKind(), ""));
        }
        if (target.functionNs() != Call.NEVER) {
            add(target.functionNs(), endNs, Rule.QUEUE, FUNCTION, "in a called function");
        }
        if (!handled && target.unseen()) {
            add(beginNs, endNs, Rule.NEVER_SEEN, SILENCE, "recorded no event");
        } else if (!handled) {
            Rule rule = target.idle() ? Rule.IDLE : target.switchedOn() ? Rule.NOT_RUNNING : silence();
            add(target.lastNs(), endNs, rule, SILENCE, "recorded nothing more");
        }
    }

    private void stretch(Stretches stretches, long index) {
        long begin = stretches.beginNs(index);
        long end = stretches.endNs(index);
        String name = labels.text(stretches.name(index));
        switch (stretches.kind(index)) {
            case IN_FUNCTION -> add(begin, end, Rule.QUEUE, FUNCTION, "in " + name);
            case IN_HANDLER -> add(begin, end, Rule.HANDLER, HANDLER, "in " + handler(stretches.handler(index), name));
            case MASKED ->
                add(
                        begin,
                        end,
                        name.isEmpty() ? Rule.MASK : Rule.SWITCHED_OFF,
                        MASK,
                        "with interrupts off" + (name.isEmpty() ? "" : ", by " + name));
            case NOT_RUNNING -> add(begin, end, Rule.NOT_RUNNING, SILENCE, "did not run");
            case SILENT ->
                add(
                        begin,
                        end,
                        silence(),
                        SILENCE,
                        "held interrupts off, or did not run, for up to " + Durations.text(end - begin));
            case IDLE -> add(begin, end, Rule.IDLE, SILENCE, "idle");
            case GAP, IN_SOFTIRQ -> {}
        }
    }

    private Rule silence() {
        return lockedUp ? Rule.LOCKED_UP : Rule.SILENCE;
    }

    private void add(long beginNs, long endNs, Rule rule, int rank, String detail) {
        if (endNs - beginNs >= leastNs) {
            reasons.add(new Reason(beginNs, endNs, rule, rank, "CPU " + target.cpu() + " " + detail));
        }
    }

    private static String handler(@Nullable InterruptKind kind, String name) {
        String handler = kind == null ? "a handler" : "a handler (" + kind + ")";
        return name.isEmpty() ? handler : handler + " " + name;
    }
}
