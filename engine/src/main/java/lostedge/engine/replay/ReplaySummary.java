package lostedge.engine.replay;

import java.util.List;
import java.util.Map;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Completeness;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.Stall;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one replay.
 *
 * @param ipisByFate messages by fate
 * @param edgesByState edges by what became of them
 * @param stallsByCause stalls by cause, with their lengths
 * @param rescues messages rescued, by message
 * @param outstanding messages not handled when the recording ended
 * @param cpus CPUs the recording names
 * @param gaps places where events of a CPU were lost
 * @param completeness how often its events contradict one another where no gap is told of
 * @param poll whether the kernel polls, as told or as found
 * @param disorder why stamps of two CPUs do not order what happened, or null if they do
 * @param limits what the recording does not allow to conclude, one sentence each
 */
public record ReplaySummary(
        Map<Ipi.Fate, Long> ipisByFate,
        Map<Ipi.Edge, Long> edgesByState,
        Map<Stall.Cause, Waits> stallsByCause,
        Map<IpiMessage, Long> rescues,
        long outstanding,
        int cpus,
        long gaps,
        Completeness completeness,
        ReplayOptions.Poll poll,
        @Nullable String disorder,
        List<String> limits) {

    /**
     * Waits of one cause.
     *
     * @param count how many
     * @param totalNs their lengths together, ns
     * @param maxNs the longest, ns
     */
    public record Waits(long count, long totalNs, long maxNs) {
        /** No wait. */
        public static final Waits NONE = new Waits(0, 0, 0);

        Waits with(long ns) {
            return new Waits(count + 1, totalNs + ns, Math.max(maxNs, ns));
        }
    }
}
