package lostedge.engine.replay;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.LossLedger;
import lostedge.engine.stall.Comparability;
import lostedge.engine.timeline.Timeline;

/** What a recording does not allow to conclude, and the tracepoints that would. */
final class Limits {
    private Limits() {}

    /** {@return whether starts of functions would have been recorded} */
    static boolean showsStarts(Capabilities capabilities) {
        return capabilities.carries(EventKind.CSD_FUNCTION_ENTRY);
    }

    /**
     * {@return the limits of a recording that has ended, one sentence each}
     *
     * @param gaps places where events of a CPU were lost
     */
    static List<String> of(
            Timeline timeline, Comparability clocks, Capabilities capabilities, LossLedger losses, long gaps) {
        List<String> limits = new ArrayList<>();
        String why = clocks.why();
        if (why != null) {
            limits.add("No edge is called lost: " + why + ".");
        }
        if (!clocks.measures()) {
            limits.add("No wait is measured: the clock counts events, not time.");
        }
        if (!capabilities.carries(EventKind.CSD_QUEUE_CPU) || !showsStarts(capabilities)) {
            limits.add("No wait of a caller is seen: switch on csd:csd_queue_cpu, csd:csd_function_entry and"
                    + " csd:csd_function_exit (Linux 6.5 and later).");
        }
        if (!capabilities.carries(EventKind.IPI_SEND_CPU) && !capabilities.carries(EventKind.IPI_RAISE)) {
            limits.add("No edge is seen leaving: switch on ipi:ipi_send_cpu and ipi:ipi_send_cpumask (Linux 6.4 and"
                    + " later).");
        }
        if (gaps > 0 || losses.has(LossLedger.Severity.DATA_LOSS)) {
            limits.add("Events were lost: nothing is concluded across the gaps.");
        }
        if (timeline.completeness().eventsMissing() && why == null) {
            limits.add("Events are missing that no gap tells of: in "
                    + timeline.completeness().contradictions()
                    + " places others contradict each other. An edge is called lost only where its call was seen to start"
                    + " late, or a caller to wait on.");
        }
        if (timeline.beyondCpus() > 0) {
            limits.add(timeline.beyondCpus() + " events of CPUs beyond " + Timeline.MAX_CPUS + " were left out.");
        }
        return limits;
    }
}
