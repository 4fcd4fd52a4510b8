package lostedge.analysis.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/**
 * A bounded choice of stretches of time: those nearest to given moments, and the longest ones.
 *
 * @param <T> what has a begin and an end
 */
final class Nearest<T> {
    private record Kept<T>(T item, long distance, long length, long order) {}

    private final long[] moments;
    private final int mostNear;
    private final int mostLong;
    private final Function<T, long[]> extent;
    private final PriorityQueue<Kept<T>> near = new PriorityQueue<>(Comparator.<Kept<T>>comparingLong(Kept::distance)
            .thenComparingLong(Kept::order)
            .reversed());
    private final PriorityQueue<Kept<T>> longest = new PriorityQueue<>(
            Comparator.<Kept<T>>comparingLong(Kept::length).thenComparing(Kept::order, Comparator.reverseOrder()));
    private long offered;

    /**
     * An empty choice.
     *
     * @param moments what to be near to
     * @param mostNear how many are kept for being near
     * @param mostLong how many for being long
     * @param extent begin and end of an item
     */
    Nearest(long[] moments, int mostNear, int mostLong, Function<T, long[]> extent) {
        this.moments = moments;
        this.mostNear = mostNear;
        this.mostLong = mostLong;
        this.extent = extent;
    }

    void offer(T item) {
        long[] bounds = extent.apply(item);
        Kept<T> kept = new Kept<>(item, distance(bounds[0], bounds[1]), bounds[1] - bounds[0], offered++);
        near.add(kept);
        if (near.size() > mostNear) {
            near.remove();
        }
        longest.add(kept);
        if (longest.size() > mostLong) {
            longest.remove();
        }
    }

    private long distance(long begin, long end) {
        long least = Long.MAX_VALUE;
        for (long moment : moments) {
            least = Math.min(least, Math.max(0, Math.max(begin - moment, moment - end)));
        }
        return least;
    }

    /** {@return how many were offered and not kept} */
    long omitted() {
        return offered - kept().size();
    }

    /** {@return what was kept, by begin, longer ones first} */
    List<T> items() {
        return kept().stream()
                .sorted(Comparator.<Kept<T>>comparingLong(kept -> extent.apply(kept.item)[0])
                        .thenComparing(Kept::length, Comparator.reverseOrder())
                        .thenComparingLong(Kept::order))
                .map(Kept::item)
                .toList();
    }

    private Set<Kept<T>> kept() {
        Set<Kept<T>> all = new LinkedHashSet<>(new ArrayList<>(near));
        all.addAll(longest);
        return all;
    }
}
