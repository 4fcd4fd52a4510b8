package lostedge.analysis.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.FindingSummary;
import lostedge.analysis.result.RecordingFacts;
import lostedge.analysis.result.RescueCounts;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.wording.Quantity;
import lostedge.analysis.wording.Words;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.InterprocessorRows;
import lostedge.engine.counter.RowGrowth;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Prediction;
import lostedge.engine.finding.Stall;
import org.jspecify.annotations.Nullable;

/** A result as a page of text for a terminal; names from recordings come without control characters. */
public final class AnalysisText {
    private static final int EVIDENCE_SHOWN = 4;
    private static final int STALLS_SHOWN = 5;

    private final List<String> lines = new ArrayList<>();

    private AnalysisText() {}

    /** {@return the page, ending with a line break} */
    public static String of(AnalysisResult result) {
        AnalysisText text = new AnalysisText();
        text.recordings(result);
        text.lines.addAll(LossText.lines(result.losses()));
        text.limits(result.limits());
        result.counters().forEach(text::counters);
        if (result.events() > 0) {
            text.findings(result.findings());
        }
        text.rescued("rescued, by events", RescueCounts.ofEvents(result.findings()));
        RescueCounts.ofCounters(result.counters()).ifPresent(counts -> text.rescued("rescued, by counters", counts));
        text.lostEdges(result.lostEdges());
        text.hypotheses(result.hypotheses());
        text.worst(result.findings().worst());
        return String.join("\n", text.lines) + "\n";
    }

    private void recordings(AnalysisResult result) {
        lines.add("recordings");
        for (RecordingFacts facts : result.recordings()) {
            List<String> holds = new ArrayList<>();
            if (facts.events() > 0) {
                holds.add(Quantity.count(facts.events(), "event"));
            }
            if (facts.snapshots() > 0) {
                holds.add(Quantity.count(facts.snapshots(), "counter reading"));
            }
            if (holds.isEmpty()) {
                holds.add("nothing of interprocessor interrupts");
            }
            if (facts.cpus() > 0) {
                holds.add(Quantity.count(facts.cpus(), "CPU"));
            }
            holds.add("clock " + facts.clock().domain().traceName());
            if (facts.beginNs() != Long.MIN_VALUE && facts.clock().hasDurations()) {
                holds.add(seconds(facts.beginNs()) + " to " + seconds(facts.endNs()) + " s");
            }
            lines.add("  " + printable(facts.name()) + ": " + facts.format() + ", " + String.join(", ", holds));
        }
    }

    private void limits(List<String> limits) {
        if (!limits.isEmpty()) {
            lines.add("limits");
            limits.forEach(limit -> lines.add("  " + limit));
        }
    }

    /** What the rows of interprocessor interrupts grew by, each series for itself. */
    private void counters(CounterSeries series) {
        List<String> rows = new ArrayList<>();
        double seconds = series.seconds();
        RowGrowth.of(series, InterprocessorRows::contain).forEach((row, growth) -> {
            String rate = seconds > 0 ? " (" + Quantity.number(growth.total() / seconds) + "/s)" : "";
            rows.add(row + " " + Quantity.count(growth.total()) + rate);
        });
        if (!rows.isEmpty()) {
            lines.add("counters grew, " + printable(series.source()) + ": " + String.join(", ", rows));
        }
    }

    private void findings(FindingSummary findings) {
        lines.add("messages: " + Quantity.count(findings.ipis()) + byCount(findings.ipisByFate()));
        lines.add("stalls: " + Quantity.count(findings.stalls()));
        findings.stallsByCause().entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().totalNs()))
                .forEach(entry -> lines.add("  " + words(entry.getKey()) + ": "
                        + Quantity.count(entry.getValue().count()) + ", "
                        + Quantity.duration(entry.getValue().totalNs()) + " in all, longest "
                        + Quantity.duration(entry.getValue().maxNs())));
    }

    private static <K extends Enum<K>> String byCount(Map<K, Long> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(entry -> words(entry.getKey()) + " " + Quantity.count(entry.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private void rescued(String title, RescueCounts counts) {
        if (counts.total() > 0) {
            Interval share = counts.share(IpiMessage.CALL_FUNC);
            lines.add(title + ": " + Quantity.count(counts.total()) + byCount(counts.byMessage()) + ", CALL_FUNC share "
                    + Quantity.percent(share.estimate(), share.low(), share.high()));
        }
    }

    private void lostEdges(@Nullable LostEdges books) {
        if (books == null) {
            return;
        }
        if (!books.isBalanced()) {
            lines.add("lost edges, by the books: cannot be told; " + books.method());
            return;
        }
        String range = Quantity.number(books.low()) + " to " + Quantity.number(books.high());
        lines.add("lost edges, by the books: "
                + (books.bound() ? range : Quantity.number(books.estimate()) + " (" + range + ")")
                + " of " + Quantity.count(books.sends(), "send") + "; " + books.method());
    }

    /** Each hypothesis with what follows for it, and under it its predictions. */
    private void hypotheses(List<Prediction> ledger) {
        if (ledger.stream().allMatch(one -> one.unit() == Prediction.Unit.NONE)) {
            ledger.stream()
                    .map(Prediction::statement)
                    .distinct()
                    .forEach(statement -> lines.add("hypotheses: undetermined; " + statement));
            return;
        }
        lines.add("hypotheses");
        for (Hypothesis hypothesis : Hypothesis.values()) {
            List<Prediction> own = ledger.stream()
                    .filter(one -> one.hypothesis() == hypothesis)
                    .toList();
            if (!own.isEmpty()) {
                lines.add("  " + words(hypothesis) + ": " + Words.verdict(hypothesis, ledger));
                own.forEach(one -> lines.add("      " + prediction(one)));
            }
        }
    }

    private static String prediction(Prediction one) {
        String observed = Double.isNaN(one.observed()) ? "" : ": observed " + Quantity.number(one.observed());
        String predicted = Double.isNaN(one.predicted()) ? "" : ", predicted " + Quantity.number(one.predicted());
        return one.statement() + observed + predicted + " (" + words(one.verdict()) + ")";
    }

    private void worst(List<Stall> worst) {
        if (!worst.isEmpty()) {
            lines.add("longest stalls");
        }
        for (Stall stall : worst.subList(0, Math.min(STALLS_SHOWN, worst.size()))) {
            String target = stall.targetCpu() < 0 ? "a lock" : "CPU " + stall.targetCpu();
            lines.add("  " + Quantity.duration(stall.durationNs()) + (stall.ended() ? "" : " and no end") + " from "
                    + seconds(stall.beginNs()) + ": " + stall.waiter() + " waited for " + target + ", "
                    + printable(stall.function()) + ": " + words(stall.cause()) + " (" + words(stall.grade())
                    + "); its sender: "
                    + words(stall.sender()));
            for (Evidence event : stall.evidence()
                    .subList(0, Math.min(EVIDENCE_SHOWN, stall.evidence().size()))) {
                lines.add("      " + seconds(event.timestampNs()) + " at " + event.position() + ": "
                        + printable(event.says()));
            }
        }
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String seconds(long ns) {
        return String.format(Locale.ROOT, "%d.%06d", ns / 1_000_000_000, Math.abs(ns % 1_000_000_000) / 1000);
    }

    /** Keeps a recording from speaking to the terminal. */
    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
