package lostedge.engine.stall;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lostedge.engine.finding.Stall;

/** One wait, cut where its cause changes. */
final class WaitParts {
    private final List<Stall.Part> parts = new ArrayList<>();
    private final Map<Rule, Long> lengths = new EnumMap<>(Rule.class);
    private Rule last = Rule.NOTHING;
    private long cursorNs;

    WaitParts(long beginNs) {
        cursorNs = beginNs;
    }

    /** {@return where the last part ended, ns} */
    long cursorNs() {
        return cursorNs;
    }

    /** Adds a part from where the last one ended; one with the same rule as the last makes that one longer. */
    void until(long endNs, Rule rule, String detail) {
        if (endNs <= cursorNs && !parts.isEmpty()) {
            return;
        }
        long end = Math.max(endNs, cursorNs);
        Stall.Part part = new Stall.Part(cursorNs, end, rule.cause(), detail);
        if (!parts.isEmpty() && rule == last) {
            Stall.Part before = parts.remove(parts.size() - 1);
            boolean longer = part.endNs() - part.beginNs() > before.endNs() - before.beginNs();
            part = new Stall.Part(before.beginNs(), end, rule.cause(), longer ? detail : before.detail());
        }
        parts.add(part);
        lengths.merge(rule, end - cursorNs, Long::sum);
        last = rule;
        cursorNs = end;
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
}
