package lostedge.engine.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.cpu.CpuTimeline;
import lostedge.engine.cpu.Stretches;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.event.Labels;
import lostedge.engine.finding.Stall;
import lostedge.engine.timeline.Call;

/** Cuts one wait where its cause changes, by laying the target's long stretches over it. */
final class WaitParts {
    private final Labels labels;
    private final long leastNs;
    private final List<Stall.Part> parts = new ArrayList<>();
    private final Map<Rule, Long> lengths = new EnumMap<>(Rule.class);
    private long cursorNs;

    WaitParts(Labels labels, long leastNs, long beginNs) {
        this.labels = labels;
        this.leastNs = leastNs;
        this.cursorNs = beginNs;
    }

    /** {@return the parts, in time order} */
    List<Stall.Part> parts() {
        return List.copyOf(parts);
    }

    /** {@return the rule that explains the longest time; of equals, the first named} */
    Rule longest() {
        Rule longest = Rule.NOTHING;
        long most = -1;
        for (Map.Entry<Rule, Long> entry : lengths.entrySet()) {
            if (entry.getValue() > most) {
                longest = entry.getKey();
                most = entry.getValue();
            }
        }
        return longest;
    }

    /** Adds a part from where the last one ended. */
    void until(long endNs, Rule rule, String detail) {
        if (endNs <= cursorNs && !parts.isEmpty()) {
            return;
        }
        long end = Math.max(endNs, cursorNs);
        parts.add(new Stall.Part(cursorNs, end, rule.cause(), detail));
        lengths.merge(rule, end - cursorNs, Long::sum);
        cursorNs = end;
    }

    /** Adds the parts up to the moment the target began to handle the message, from what the target did. */
    void target(CpuTimeline target, long endNs, boolean ended) {
        Stretches stretches = target.stretches();
        for (long i = stretches.begin(); i < stretches.end(); i++) {
            stretch(target, stretches, i, endNs);
        }
        if (!ended && target.unseen()) {
            until(endNs, Rule.NEVER_SEEN, "CPU " + target.cpu() + " recorded no event");
        } else if (!ended && endNs - target.lastNs() >= leastNs) {
            openStretch(target, endNs);
        }
        rest(endNs);
    }

    private void stretch(CpuTimeline target, Stretches stretches, long index, long limitNs) {
        long begin = stretches.beginNs(index);
        long end = Math.min(stretches.endNs(index), limitNs);
        Stretches.Kind kind = stretches.kind(index);
        boolean gap = kind == Stretches.Kind.GAP;
        if (gap ? begin < cursorNs || begin > limitNs : end - Math.max(begin, cursorNs) < leastNs) {
            return;
        }
        String cpu = "CPU " + target.cpu();
        String name = labels.text(stretches.name(index));
        switch (kind) {
            case IN_HANDLER -> {
                boolean ipi = stretches.handler(index) == InterruptKind.IPI;
                part(
                        begin,
                        end,
                        ipi ? Rule.QUEUE : Rule.HANDLER,
                        cpu + " in " + handler(stretches.handler(index), name));
            }
            case IN_FUNCTION -> part(begin, end, Rule.QUEUE, cpu + " in " + name);
            case MASKED -> part(begin, end, Rule.MASK, cpu + " with interrupts off");
            case SILENT ->
                part(
                        begin,
                        end,
                        Rule.SILENCE,
                        cpu + " held interrupts off, or did not run, for up to "
                                + Durations.text(stretches.endNs(index) - begin));
            case IDLE -> part(begin, end, Rule.IDLE, cpu + " idle");
            case GAP -> part(begin, begin, Rule.GAP, "events of " + cpu + " lost");
            case IN_SOFTIRQ -> {}
        }
    }

    private void openStretch(CpuTimeline target, long endNs) {
        String cpu = "CPU " + target.cpu();
        long since = target.lastNs();
        if (target.inHandler()) {
            part(target.handlerNs(), endNs, Rule.HANDLER, cpu + " in " + handler(target.handlerKind(), ""));
        } else if (target.functionNs() != Call.NEVER) {
            part(target.functionNs(), endNs, Rule.QUEUE, cpu + " in a called function");
        } else {
            part(since, endNs, target.idle() ? Rule.IDLE : Rule.SILENCE, cpu + " recorded nothing more");
        }
    }

    private static String handler(@org.jspecify.annotations.Nullable InterruptKind kind, String name) {
        String handler = kind == null ? "a handler" : "a handler (" + kind + ")";
        return name.isEmpty() ? handler : handler + " " + name;
    }

    private void part(long beginNs, long endNs, Rule rule, String detail) {
        rest(beginNs);
        until(endNs, rule, detail);
    }

    /** Fills the time up to a part: short time goes to that part, long time has no explanation. */
    private void rest(long endNs) {
        if (endNs - cursorNs >= leastNs || parts.isEmpty() && endNs > cursorNs && lengths.isEmpty()) {
            until(endNs, Rule.NOTHING, "the target was seen running");
        }
    }
}
