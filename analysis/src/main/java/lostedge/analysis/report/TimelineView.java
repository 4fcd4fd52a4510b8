package lostedge.analysis.report;

import java.util.LongSummaryStatistics;
import lostedge.analysis.timeline.LaneDiagram;

/**
 * The stretch of a lane diagram that is drawn first: the whole, or where the evidence takes up little of it, its
 * surroundings.
 *
 * @param begin left end
 * @param end right end, greater than begin
 * @param isCloseUp whether it is not the whole
 */
record TimelineView(long begin, long end, boolean isCloseUp) {
    private static final double MARGIN = 0.4;
    private static final int LEAST_MAGNIFICATION = 4;

    /** {@return the stretch to draw of a diagram} */
    static TimelineView of(LaneDiagram diagram) {
        LongSummaryStatistics evidence = diagram.marks().stream()
                .filter(mark -> mark.evidence() > 0)
                .mapToLong(LaneDiagram.Mark::at)
                .summaryStatistics();
        long whole = diagram.end() - diagram.begin();
        if (evidence.getCount() > 1 && evidence.getMax() > evidence.getMin()) {
            long margin = 1 + (long) (MARGIN * (evidence.getMax() - evidence.getMin()));
            long begin = Math.max(diagram.begin(), evidence.getMin() - margin);
            long end = Math.min(diagram.end(), evidence.getMax() + margin);
            if (end - begin <= whole / LEAST_MAGNIFICATION) {
                return new TimelineView(begin, end, true);
            }
        }
        return new TimelineView(diagram.begin(), diagram.end(), false);
    }

    long length() {
        return end - begin;
    }
}
