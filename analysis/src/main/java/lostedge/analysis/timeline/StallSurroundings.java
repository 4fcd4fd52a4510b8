package lostedge.analysis.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import lostedge.analysis.timeline.LaneDiagram.Activity;
import lostedge.analysis.timeline.LaneDiagram.Arrow;
import lostedge.analysis.timeline.LaneDiagram.Mark;
import lostedge.analysis.timeline.LaneDiagram.Outcome;
import lostedge.analysis.timeline.LaneDiagram.Span;
import lostedge.analysis.wording.Quantity;
import lostedge.engine.event.Clock;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Stall;

/**
 * What happened around one stall. However long the stall, only so much is kept: what is nearest to its begin, its end
 * and its evidence, and what lasted longest.
 */
public final class StallSurroundings implements FindingSink {
    /** Most lanes of a picture. */
    public static final int MOST_CPUS = 12;

    private static final int SPANS_NEAR = 60;
    private static final int SPANS_LONG = 30;
    /** Most spans of a lane. */
    public static final int MOST_SPANS = SPANS_NEAR + SPANS_LONG;

    /** Most arrows of a picture. */
    public static final int MOST_ARROWS = 120;

    private static final double MARGIN = 0.08;

    private final Stall stall;
    private final long begin;
    private final long end;
    private final long[] moments;
    private final TreeSet<Integer> cpus = new TreeSet<>();
    /** What CPUs were in the middle of at the end. */
    private final List<Span> open = new ArrayList<>();

    private final Map<Integer, Nearest<Span>> spans = new HashMap<>();
    private final Nearest<Arrow> arrows;
    private boolean takesEvents = true;
    private long otherCpus;

    /** Nothing collected yet. */
    StallSurroundings(Stall stall) {
        this.stall = stall;
        moments = LongStream.concat(
                        LongStream.of(stall.beginNs(), stall.endNs()),
                        stall.evidence().stream().mapToLong(Evidence::timestampNs))
                .toArray();
        long first = LongStream.of(moments).min().orElse(stall.beginNs());
        long last = LongStream.of(moments).max().orElse(stall.endNs());
        long margin = Math.max(1, (long) ((last - first) * MARGIN));
        begin = first - margin;
        end = last + margin;
        arrows = new Nearest<>(moments, MOST_ARROWS, 0, arrow -> new long[] {arrow.sent(), arrow.arrived()});
        admit(stall.waiterCpu());
        admit(stall.targetCpu());
        stall.evidence().forEach(evidence -> admit(evidence.cpu()));
    }

    private boolean admit(int cpu) {
        if (cpu < 0 || !cpus.contains(cpu) && cpus.size() >= MOST_CPUS) {
            return false;
        }
        cpus.add(cpu);
        return true;
    }

    /** {@return the left end of the picture, ns} */
    long beginNs() {
        return begin;
    }

    /** {@return the right end of the picture, ns} */
    long endNs() {
        return end;
    }

    /** {@return whether events may still come} */
    boolean takesEvents() {
        return takesEvents;
    }

    /** Takes a CPU that was seen for the first time. */
    void seen(int cpu) {
        if (takesEvents) {
            admit(cpu);
        }
    }

    /** Takes what a CPU did, as its events show it. */
    void ended(Span span) {
        if (takesEvents && cpus.contains(span.cpu())) {
            offer(span);
        }
    }

    /** Takes what a CPU is in the middle of as the last events have come. */
    void open(Span span) {
        if (cpus.contains(span.cpu())) {
            open.add(span);
        }
    }

    /** Ends the events: what comes later is not in the picture. */
    void endEvents() {
        takesEvents = false;
    }

    private void offer(Span span) {
        if (span.end() < begin || span.begin() > end) {
            return;
        }
        if (!admit(span.cpu())) {
            otherCpus++;
            return;
        }
        spans.computeIfAbsent(
                        span.cpu(),
                        c -> new Nearest<>(moments, SPANS_NEAR, SPANS_LONG, one -> new long[] {one.begin(), one.end()}))
                .offer(new Span(
                        span.cpu(),
                        Math.max(begin, span.begin()),
                        Math.min(end, span.end()),
                        span.activity(),
                        span.label(),
                        span.position()));
    }

    @Override
    public void window(MaskedWindow window) {
        offer(new Span(window.cpu(), window.beginNs(), window.endNs(), Activity.MASKED, window.name(), -1));
    }

    @Override
    public void stall(Stall other) {
        for (Stall.Part part : other.parts()) {
            String label = part.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (part.detail().isEmpty() ? "" : ": " + part.detail());
            offer(new Span(other.waiterCpu(), part.beginNs(), part.endNs(), Activity.WAIT, label, -1));
        }
    }

    @Override
    public void ipi(Ipi ipi) {
        boolean handled = ipi.handledNs() != Ipi.NEVER && ipi.handledNs() <= end;
        long arrived = handled ? ipi.handledNs() : ipi.sendNs();
        boolean concerns = ipi.targetCpu() == stall.targetCpu()
                || ipi.targetCpu() == stall.waiterCpu()
                || ipi.sourceCpu() == stall.waiterCpu();
        if (arrived < begin || ipi.sendNs() < begin || ipi.sendNs() > end || !concerns) {
            return;
        }
        if (!admit(ipi.sourceCpu()) || !admit(ipi.targetCpu())) {
            otherCpus++;
            return;
        }
        String label = ipi.function().isEmpty() ? ipi.message().name() : ipi.message() + " " + ipi.function();
        arrows.offer(new Arrow(
                ipi.sourceCpu(), ipi.targetCpu(), ipi.sendNs(), arrived, outcome(ipi), label, ipi.position()));
    }

    private static Outcome outcome(Ipi ipi) {
        if (ipi.edge() == Ipi.Edge.LOST) {
            return Outcome.LOST;
        }
        return switch (ipi.fate()) {
            case DELIVERED -> Outcome.DELIVERED;
            case RESCUED, RESENT -> Outcome.RESCUED;
            case ELIDED, COALESCED -> Outcome.NOT_SENT;
            case STUCK, UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    /** {@return the picture of what was collected; nothing may be collected afterwards} */
    public LaneDiagram diagram(Clock clock) {
        open.forEach(this::offer);
        List<Span> drawn = new ArrayList<>();
        spans.values().forEach(one -> drawn.addAll(one.items()));
        drawn.sort(Comparator.<Span>comparingInt(span -> depth(span.activity()))
                .thenComparing(Span::begin)
                .thenComparing(span -> -span.end())
                .thenComparing(Span::cpu));
        List<Mark> marks = new ArrayList<>();
        int number = 0;
        for (Evidence evidence : stall.evidence()) {
            number++;
            if (cpus.contains(evidence.cpu())) {
                marks.add(
                        new Mark(evidence.cpu(), evidence.timestampNs(), number, evidence.says(), evidence.position()));
            }
        }
        long omitted = otherCpus
                + arrows.omitted()
                + spans.values().stream().mapToLong(Nearest::omitted).sum();
        return new LaneDiagram(
                title(clock),
                clock.hasDurations() ? LaneDiagram.Axis.NANOSECONDS : LaneDiagram.Axis.ORDER,
                begin,
                end,
                List.copyOf(cpus),
                drawn,
                arrows.items().stream()
                        .sorted(Comparator.comparing(arrow -> height(arrow.outcome())))
                        .toList(),
                marks,
                omitted);
    }

    private String title(Clock clock) {
        String howLong = clock.hasDurations() ? " " + Quantity.duration(stall.durationNs()) : "";
        return stall.waiter() + " waits" + howLong + (stall.targetCpu() < 0 ? "" : " for CPU " + stall.targetCpu());
    }

    /** Order of drawing: what matters most comes last. */
    private static int height(Outcome outcome) {
        return switch (outcome) {
            case NOT_SENT, UNKNOWN -> 0;
            case DELIVERED -> 1;
            case RESCUED -> 2;
            case LOST -> 3;
        };
    }

    /** Order of drawing: what encloses comes first. */
    private static int depth(Activity activity) {
        return switch (activity) {
            case MASKED, IDLE -> 0;
            case HANDLER, IPI_HANDLER, LOCK_HELD -> 1;
            case SOFTIRQ, CALLED_FUNCTION -> 2;
            case WAIT -> 3;
        };
    }
}
