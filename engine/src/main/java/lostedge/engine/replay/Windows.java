package lostedge.engine.replay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.cpu.Stretches;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.timeline.Call;
import lostedge.engine.timeline.Edge;
import lostedge.engine.timeline.Timeline;

/**
 * Reports masked windows: handlers and interrupts-off sections as their events show them, and stretches without an
 * event in which an edge waited to be taken.
 *
 * <p>Such a silent window began between the target's last event and the first edge it did not take; the middle of the
 * two is reported. It is told once one of its edges has been taken: an edge that its target ran past was lost, and
 * shows no mask.
 */
final class Windows {
    private final Labels labels;
    private final Timeline timeline;
    private final FindingSink sink;
    private long[] seen = new long[64];
    private long[] answeredSince = new long[64];
    private final Map<Integer, MaskedWindow> waiting = new HashMap<>();

    Windows(Labels labels, Timeline timeline, FindingSink sink) {
        this.labels = labels;
        this.timeline = timeline;
        this.sink = sink;
    }

    /** Takes a settled edge: its target's silence may have ended with it. */
    void settled(Edge edge) {
        grow(edge.target());
        long known = answeredSince[edge.target()];
        answeredSince[edge.target()] = known == 0 ? edge.sendNs() : Math.min(known, edge.sendNs());
        MaskedWindow window = waiting.isEmpty() ? null : waiting.get(edge.target());
        if (window != null && edge.sendNs() < window.endNs() && edge.passedOverNs() == Call.NEVER) {
            waiting.remove(edge.target());
            sink.window(window);
        }
    }

    /** Takes the last event of a CPU. */
    void event(CpuTimeline cpu) {
        int number = cpu.cpu();
        Stretches stretches = cpu.stretches();
        if (number < seen.length && seen[number] == stretches.end() && answeredSince[number] == 0) {
            return;
        }
        grow(number);
        for (long i = Math.max(seen[number], stretches.begin()); i < stretches.end(); i++) {
            report(cpu, stretches, i);
        }
        seen[number] = stretches.end();
        answeredSince[number] = 0;
    }

    private void report(CpuTimeline cpu, Stretches stretches, long index) {
        long begin = stretches.beginNs(index);
        long end = stretches.endNs(index);
        switch (stretches.kind(index)) {
            case IN_HANDLER, MASKED ->
                sink.window(new MaskedWindow(
                        cpu.cpu(),
                        begin,
                        end,
                        stretches.handler(index),
                        stretches.code(index),
                        labels.text(stretches.name(index))));
            case SILENT -> silent(cpu.cpu(), begin, end, stretches.leastNs());
            default -> {}
        }
    }

    private void silent(int cpu, long begin, long end, long leastNs) {
        waiting.remove(cpu);
        long taken = answeredSince[cpu] == 0 ? end : answeredSince[cpu];
        long notTaken = end;
        for (Edge edge : timeline.mailbox(cpu).pending()) {
            if (edge.passedOverNs() == Call.NEVER) {
                notTaken = Math.min(notTaken, edge.sendNs());
            }
        }
        long first = Math.min(taken, notTaken);
        long from = begin + Math.max(0, first - begin) / 2;
        if (first >= end || end - from < leastNs) {
            return;
        }
        MaskedWindow window = new MaskedWindow(cpu, from, end, null, -1, "");
        if (taken < end) {
            sink.window(window);
        } else {
            waiting.put(cpu, window);
        }
    }

    private void grow(int cpu) {
        if (cpu >= seen.length) {
            seen = Arrays.copyOf(seen, cpu * 2);
            answeredSince = Arrays.copyOf(answeredSince, cpu * 2);
        }
    }
}
