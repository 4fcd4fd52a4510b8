package lostedge.ingest.dmesg;

import java.util.HashMap;
import java.util.Map;
import lostedge.ingest.dmesg.report.LogLine;

/**
 * Tells a reboot in a log from the same log dumped once more. Both set the clock back; but a dump repeats lines known
 * before, with their microseconds. Logs of one boot agree in the same way, where their times overlap.
 *
 * <p>Lines a little out of order, as when two CPUs print at once, are neither.
 */
final class BootSequence {
    private static final long REORDERING_NS = 1_000_000_000L;
    private static final int MAX_LINES = 1 << 18;

    /** Fewer lines may all have been lost in one of two logs. */
    private static final int ENOUGH_LINES = 8;
    /** One line in so many may agree by chance while the clock still ticks coarsely. */
    private static final int BY_CHANCE = 4;

    /** The lines of the last boot: identity and time. */
    private final Map<Long, Long> known = new HashMap<>();

    private long newestNs = Long.MIN_VALUE;

    /**
     * Takes in the next line.
     *
     * @return whether the line is the first seen of another boot
     */
    boolean begins(LogLine line) {
        if (!line.isTimed()) {
            return false;
        }
        boolean repeated = known.containsKey(identity(line));
        boolean back = newestNs != Long.MIN_VALUE && line.ns() < newestNs - REORDERING_NS && line.ns() > 0;
        boolean reboot = back && !repeated;
        if (reboot) {
            known.clear();
            newestNs = line.ns();
        }
        newestNs = Math.max(newestNs, line.ns());
        if (known.size() < MAX_LINES) {
            known.put(identity(line), line.ns());
        }
        return reboot;
    }

    /** {@return whether both have lines of the same stretch of time, and hardly one in common} */
    boolean contradicts(BootSequence other) {
        long fromNs = Math.max(oldestNs(), other.oldestNs());
        long toNs = Math.min(newestNs, other.newestNs);
        long own = linesBetween(fromNs, toNs);
        long others = other.linesBetween(fromNs, toNs);
        long shared = known.entrySet().stream()
                .filter(line -> line.getValue() > 0 && other.known.containsKey(line.getKey()))
                .count();
        long fewer = Math.min(own, others);
        return fewer >= ENOUGH_LINES && shared * BY_CHANCE < fewer;
    }

    /** Takes over the lines of another log of the same boot. */
    void addAll(BootSequence other) {
        newestNs = Math.max(newestNs, other.newestNs);
        for (Map.Entry<Long, Long> line : other.known.entrySet()) {
            if (known.size() < MAX_LINES) {
                known.put(line.getKey(), line.getValue());
            }
        }
    }

    private long oldestNs() {
        return known.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    /** Lines stamped 0 are the same in every boot. */
    private long linesBetween(long fromNs, long toNs) {
        return known.values().stream()
                .filter(ns -> ns > 0 && ns >= fromNs && ns <= toNs)
                .count();
    }

    private static long identity(LogLine line) {
        return line.ns() * 0x9E3779B97F4A7C15L + line.text().hashCode();
    }
}
