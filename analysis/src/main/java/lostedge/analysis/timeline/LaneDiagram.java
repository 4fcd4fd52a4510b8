package lostedge.analysis.timeline;

import java.util.Comparator;
import java.util.List;

/**
 * CPUs as lanes, with spans, arrows and marks over a common axis: the surroundings of a stall in time, or the steps of
 * a counterexample in order.
 *
 * @param title what is shown, one line
 * @param axis what positions on the axis are
 * @param begin left end of the axis
 * @param end right end, greater than begin
 * @param cpus the CPU of each lane, top to bottom
 * @param spans what CPUs were doing, widest first where they nest
 * @param arrows messages from CPU to CPU
 * @param marks single moments
 * @param omitted how many spans, arrows and marks were left out to keep the picture bounded
 */
public record LaneDiagram(
        String title,
        Axis axis,
        long begin,
        long end,
        List<Integer> cpus,
        List<Span> spans,
        List<Arrow> arrows,
        List<Mark> marks,
        long omitted) {

    private static final double MARGIN = 0.4;
    private static final int LEAST_MAGNIFICATION = 4;

    /** {@return the same diagram between other ends; what lies outside is kept} */
    private LaneDiagram between(long newBegin, long newEnd) {
        return new LaneDiagram(title, axis, newBegin, newEnd, cpus, spans, arrows, marks, omitted);
    }

    /**
     * {@return the surroundings of the evidence, or of what of it comes before the one long pause in it, where they are
     * a small part of this diagram and show more than one CPU; else this diagram}
     */
    public LaneDiagram aroundEvidence() {
        List<Mark> evidence = marks.stream()
                .filter(mark -> mark.evidence() > 0)
                .sorted(Comparator.comparingLong(Mark::at))
                .toList();
        int last = 0;
        while (last + 1 < evidence.size()
                && evidence.get(last + 1).at() - evidence.get(last).at() <= (end - begin) / 2) {
            last++;
        }
        if (last == 0
                || evidence.subList(0, last + 1).stream()
                                .map(Mark::cpu)
                                .distinct()
                                .count()
                        == 1) {
            return this;
        }
        long first = evidence.get(0).at();
        long latest = evidence.get(last).at();
        long margin = 1 + (long) (MARGIN * (latest - first));
        long from = Math.max(begin, first - margin);
        long to = Math.min(end, latest + margin);
        return to - from <= (end - begin) / LEAST_MAGNIFICATION && latest > first ? between(from, to) : this;
    }

    /** What positions on the axis are. */
    public enum Axis {
        /** Nanoseconds on a recording's clock. */
        NANOSECONDS,
        /** Ticks of a clock that orders events but has no durations. */
        ORDER,
        /** Steps of a path, counted from 0. */
        STEPS
    }

    /** What a CPU was doing during a span. */
    public enum Activity {
        /** It waited for another CPU. */
        WAIT("waiting"),
        /** It took no interrupts. */
        MASKED("interrupts masked"),
        /** It handled an interrupt. */
        HANDLER("interrupt handler"),
        /** It handled an interprocessor interrupt. */
        IPI_HANDLER("IPI handler"),
        /** It ran softirqs. */
        SOFTIRQ("softirqs"),
        /** It ran a function another CPU had queued. */
        CALLED_FUNCTION("called function"),
        /** It held a lock. */
        LOCK_HELD("lock held"),
        /** It was idle. */
        IDLE("idle");

        private final String words;

        Activity(String words) {
            this.words = words;
        }

        /** {@return what it is called in pictures} */
        public String words() {
            return words;
        }
    }

    /** What became of an arrow's message. */
    public enum Outcome {
        /** An interrupt entry answered it. */
        DELIVERED("delivered"),
        /** It was handled by other means. */
        RESCUED("rescued"),
        /** Its edge was lost. */
        LOST("edge lost"),
        /** No edge was sent, or it merged with one that was pending. */
        NOT_SENT("no edge of its own"),
        /** Not known. */
        UNKNOWN("fate unknown");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** {@return what it is called in pictures} */
        public String words() {
            return words;
        }
    }

    /**
     * A stretch on one lane.
     *
     * @param cpu the lane's CPU
     * @param begin its begin
     * @param end its end, at least {@code begin}
     * @param activity what the CPU was doing
     * @param label the handler, function or cause; may be hostile text from the recording
     * @param position where its first event stands in the recording, or -1
     */
    public record Span(int cpu, long begin, long end, Activity activity, String label, long position) {}

    /**
     * A message between two lanes.
     *
     * @param from the sender
     * @param to the target
     * @param sent when it was sent
     * @param arrived when it was handled, or {@code sent} if that is not known
     * @param outcome what became of it
     * @param label message and function; may be hostile text from the recording
     * @param position where the send stands in the recording, or -1
     */
    public record Arrow(int from, int to, long sent, long arrived, Outcome outcome, String label, long position) {}

    /**
     * A moment on one lane.
     *
     * @param cpu the lane's CPU
     * @param at when
     * @param evidence number of the evidence it stands for, counted from 1, or 0 for an event that is not evidence
     * @param label what it shows; may be hostile text from the recording
     * @param position where the event stands in the recording, or -1
     */
    public record Mark(int cpu, long at, int evidence, String label, long position) {}
}
