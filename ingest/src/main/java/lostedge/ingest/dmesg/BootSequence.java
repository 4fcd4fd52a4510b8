package lostedge.ingest.dmesg;

import java.util.HashSet;
import java.util.Set;
import lostedge.ingest.dmesg.report.LogLine;

/**
 * Tells a reboot in a log from the same log dumped once more. Both set the clock back; but a dump repeats lines known
 * before, with their microseconds.
 *
 * <p>Lines a little out of order, as when two CPUs print at once, are neither.
 */
final class BootSequence {
    private static final long REORDERING_NS = 1_000_000_000L;
    private static final int MAX_LINES = 1 << 18;

    private final Set<Long> known = new HashSet<>();
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
        boolean repeated = known.contains(identity(line));
        boolean back = newestNs != Long.MIN_VALUE && line.ns() < newestNs - REORDERING_NS && line.ns() > 0;
        boolean reboot = back && !repeated;
        if (reboot) {
            known.clear();
            newestNs = line.ns();
        }
        newestNs = Math.max(newestNs, line.ns());
        if (known.size() < MAX_LINES) {
            known.add(identity(line));
        }
        return reboot;
    }

    private static long identity(LogLine line) {
        return line.ns() * 0x9E3779B97F4A7C15L + line.text().hashCode();
    }
}
