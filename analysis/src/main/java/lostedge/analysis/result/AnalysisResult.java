package lostedge.analysis.result;

import java.util.List;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.event.LossLedger;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * Everything one analysis found, bounded whatever the size of the recordings.
 *
 * @param version the tool's version
 * @param command the command line that made it, as one text
 * @param recordings what was read, in the order it was named
 * @param losses everything lost or refused, of all recordings
 * @param counters counter readings, one series per recording that has them
 * @param stallThresholdNs the shortest wait that counts as a stall
 * @param findings totals of what replay found
 * @param handlers times of interrupt handlers, or null where there are no events or nobody asked
 * @param logReports what the kernel log reports, or null where there is none
 * @param hypotheses predictions of the rival hypotheses held against the recordings
 * @param lostEdges the books of sends, rescues and deliveries, or null without a trace
 * @param timelines surroundings of the worst stalls, in the order of {@link FindingSummary#worst}; may be fewer
 * @param limits what the recordings do not allow to conclude, one sentence each
 */
public record AnalysisResult(
        String version,
        String command,
        List<RecordingFacts> recordings,
        LossLedger losses,
        List<CounterSeries> counters,
        long stallThresholdNs,
        FindingSummary findings,
        @Nullable HandlerTimes handlers,
        @Nullable LogReports logReports,
        List<Prediction> hypotheses,
        @Nullable LostEdges lostEdges,
        List<LaneDiagram> timelines,
        List<String> limits) {

    /** {@return number of events in all recordings} */
    public long events() {
        return recordings.stream().mapToLong(RecordingFacts::events).sum();
    }

    /** {@return most CPUs any recording shows} */
    public int cpus() {
        return recordings.stream().mapToInt(RecordingFacts::cpus).max().orElse(0);
    }
}
