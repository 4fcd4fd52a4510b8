package lostedge.engine.conformance.survey;

import java.util.ArrayList;
import java.util.List;

/** Stretches of time in which events of some CPU are missing; nothing can be followed across them. */
public final class Gaps {
    private record Stretch(long fromNs, long toNs) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private long count;

    /** Adds a stretch that ends no earlier than all before it. */
    void add(long fromNs, long toNs) {
        long from = fromNs;
        while (!stretches.isEmpty() && stretches.get(stretches.size() - 1).toNs >= from) {
            from = Math.min(from, stretches.remove(stretches.size() - 1).fromNs);
        }
        stretches.add(new Stretch(from, toNs));
        count++;
    }

    /** {@return how many were added} */
    public long count() {
        return count;
    }

    /** {@return the first stretch from an index on that does not end before a time} */
    public int next(int index, long ns) {
        int found = index;
        while (found < stretches.size() && stretches.get(found).toNs < ns) {
            found++;
        }
        return found;
    }

    /** {@return whether the stretch has begun by then} */
    public boolean covers(int index, long ns) {
        return index < stretches.size() && stretches.get(index).fromNs <= ns;
    }
}
