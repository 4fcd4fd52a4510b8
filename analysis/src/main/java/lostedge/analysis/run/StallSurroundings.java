package lostedge.analysis.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import lostedge.analysis.timeline.LaneDiagram;
import lostedge.analysis.timeline.LaneDiagram.Activity;
import lostedge.analysis.timeline.LaneDiagram.Arrow;
import lostedge.analysis.timeline.LaneDiagram.Mark;
import lostedge.analysis.timeline.LaneDiagram.Outcome;
import lostedge.analysis.timeline.LaneDiagram.Span;
import lostedge.analysis.timeline.Quantity;
import lostedge.engine.event.Clock;
import lostedge.engine.event.InterruptKind;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.FindingSink;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.MaskedWindow;
import lostedge.engine.finding.Stall;
import org.jspecify.annotations.Nullable;

/** Collects, in a second replay, what happened around one stall; bounded, whatever its length. */
final class StallSurroundings implements FindingSink {
    private static final int MOST_SPANS = 400;
    private static final int MOST_ARROWS = 200;
    private static final double MARGIN = 0.15;

    private final Stall stall;
    private final long begin;
    private final long end;
    private final List<Span> spans = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private final TreeSet<Integer> cpus = new TreeSet<>();
    private long omitted;

    StallSurroundings(Stall stall) {
        this.stall = stall;
        long first =
                stall.evidence().stream().mapToLong(Evidence::timestampNs).min().orElse(stall.beginNs());
        long margin = Math.max(1, Math.round(stall.durationNs() * MARGIN));
        begin = Math.min(first, stall.beginNs()) - margin;
        end = stall.endNs() + margin;
        cpus.add(stall.waiterCpu());
        if (stall.targetCpu() >= 0) {
            cpus.add(stall.targetCpu());
        }
    }

    @Override
    public void window(MaskedWindow window) {
        if (window.endNs() < begin || window.beginNs() > end) {
            return;
        }
        boolean shown = window.cpu() == stall.waiterCpu() || window.cpu() == stall.targetCpu();
        if (!shown || spans.size() >= MOST_SPANS) {
            omitted++;
            return;
        }
        spans.add(new Span(
                window.cpu(),
                Math.max(begin, window.beginNs()),
                Math.min(end, window.endNs()),
                activity(window.kind()),
                window.name(),
                -1));
    }

    @Override
    public void ipi(Ipi ipi) {
        if (ipi.sendNs() < begin || ipi.sendNs() > end) {
            return;
        }
        boolean shown = ipi.targetCpu() == stall.targetCpu() || ipi.sourceCpu() == stall.waiterCpu();
        if (!shown || arrows.size() >= MOST_ARROWS) {
            omitted++;
            return;
        }
        cpus.add(ipi.sourceCpu());
        cpus.add(ipi.targetCpu());
        boolean handled = ipi.handledNs() != Ipi.NEVER && ipi.handledNs() <= end;
        arrows.add(new Arrow(
                ipi.sourceCpu(),
                ipi.targetCpu(),
                ipi.sendNs(),
                handled ? ipi.handledNs() : ipi.sendNs(),
                outcome(ipi),
                ipi.message() + " " + ipi.function(),
                ipi.position()));
    }

    LaneDiagram diagram(Clock clock) {
        for (Stall.Part part : stall.parts()) {
            String label = words(part.cause()) + (part.detail().isEmpty() ? "" : ": " + part.detail());
            spans.add(new Span(stall.waiterCpu(), part.beginNs(), part.endNs(), Activity.WAIT, label, -1));
        }
        spans.sort(Comparator.<Span>comparingLong(span -> span.begin() - span.end())
                .thenComparingLong(Span::begin)
                .thenComparingInt(Span::cpu));
        List<Mark> marks = new ArrayList<>();
        int number = 0;
        for (Evidence evidence : stall.evidence()) {
            number++;
            if (evidence.cpu() >= 0) {
                cpus.add(evidence.cpu());
                marks.add(
                        new Mark(evidence.cpu(), evidence.timestampNs(), number, evidence.says(), evidence.position()));
            }
        }
        return new LaneDiagram(
                "CPU " + stall.waiterCpu() + " waits " + Quantity.duration(stall.durationNs())
                        + (stall.targetCpu() < 0 ? "" : " for CPU " + stall.targetCpu()) + ": " + words(stall.cause()),
                clock.hasDurations() ? LaneDiagram.Axis.NANOSECONDS : LaneDiagram.Axis.ORDER,
                begin,
                end,
                List.copyOf(cpus),
                spans,
                arrows,
                marks,
                omitted);
    }

    private static Activity activity(@Nullable InterruptKind kind) {
        if (kind == null) {
            return Activity.MASKED;
        }
        return kind == InterruptKind.IPI ? Activity.IPI_HANDLER : Activity.HANDLER;
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

    private static String words(Stall.Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
