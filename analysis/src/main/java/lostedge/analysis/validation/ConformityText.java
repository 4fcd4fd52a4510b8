package lostedge.analysis.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lostedge.analysis.proof.KernelWords;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.conformance.verdict.Conformity.Outcome;
import lostedge.engine.conformance.verdict.CpuPicture;
import lostedge.engine.conformance.verdict.FreeStep;
import lostedge.engine.conformance.verdict.Unexplained;
import lostedge.engine.event.EventSource.Positions;

/** Verdicts on a recording, for people. */
public final class ConformityText {
    private static final int WIDTH = 100;
    private static final int INDENT = 15;

    private ConformityText() {}

    /** {@return one paragraph a hypothesis, and what none of them covers} */
    public static String of(Validation validation) {
        StringBuilder text = new StringBuilder();
        for (Conformity verdict : validation.verdicts()) {
            text.append(of(verdict, validation.positions())).append('\n');
        }
        text.append("not checked\n");
        Conformity.NOT_CHECKED.forEach(what -> wrap(text, 2, "  " + what));
        return text.toString();
    }

    private static String of(Conformity verdict, Positions positions) {
        StringBuilder text = new StringBuilder();
        String head = KernelWords.option(verdict.assumptions().hardware())
                + (verdict.assumptions().partly() ? ", a part of the edges: " : ": ")
                + words(verdict.outcome());
        wrap(text, 0, verdict.reason() == null ? head : head + ": " + verdict.reason());
        line(
                text,
                "explained",
                "%,d of %,d events%s",
                verdict.explained(),
                verdict.events(),
                verdict.outcome() == Outcome.NOT_EXPLAINED ? ", the longest prefix" : "");
        line(
                text,
                "of these",
                "%,d held against known states, %,d on CPUs not known yet, %,d that only show a CPU running",
                verdict.compared(),
                verdict.beforeKnown(),
                verdict.unobserved());
        if (verdict.gaps() > 0) {
            line(text, "cuts", "%,d: events are missing there, all begins anew", verdict.gaps());
        }
        if (!verdict.freeSteps().isEmpty()) {
            line(text, "free steps", "%s", freeSteps(verdict.freeSteps()));
        }
        line(text, "states", "at most %,d explained one CPU's events", verdict.mostStates());
        line(text, "order", "%s", order(verdict.assumptions().toleranceNs()));
        Unexplained first = verdict.first();
        if (first != null) {
            unexplained(text, first, verdict.unexplained(), positions);
        }
        return text.toString();
    }

    private static void unexplained(StringBuilder text, Unexplained first, long count, Positions positions) {
        line(
                text,
                "first",
                "%s%s on CPU %d at %.9f s, %s %d",
                first.kind().tracepoint(),
                first.name().isEmpty() ? "" : " " + first.name(),
                first.cpu(),
                first.timestampNs() * 1e-9,
                place(positions),
                first.position());
        line(text, "", "no step of CPU %d explains it", first.receiver());
        if (count > 1) {
            line(
                    text,
                    "later",
                    "%,d more %s without explanation, beginning anew after each",
                    count - 1,
                    count == 2 ? "event" : "events");
        }
        text.append('\n');
        table(text, first.before());
        text.append("\n  what CPU ").append(first.receiver()).append(" could do next:\n");
        for (String step : first.enabled()) {
            text.append("    ").append(step).append('\n');
        }
        if (first.enabled().isEmpty()) {
            text.append("    nothing\n");
        }
    }

    private static void table(StringBuilder text, List<CpuPicture> pictures) {
        int edge = width("edge", pictures.stream().map(CpuPicture::edge));
        int bits = width("bits", pictures.stream().map(CpuPicture::bits));
        String row = "  %-3s  %-6s  %-" + edge + "s  %-" + bits + "s  ";
        String head = String.format(Locale.ROOT, row, "CPU", "states", "edge", "bits");
        text.append(head).append("program; queue\n");
        for (CpuPicture picture : pictures) {
            String cells =
                    String.format(Locale.ROOT, row, picture.cpu(), picture.states(), picture.edge(), picture.bits());
            wrap(text, head.length(), cells + picture.context() + "; " + picture.queue());
        }
    }

    private static int width(String head, Stream<String> cells) {
        return Math.max(head.length(), cells.mapToInt(String::length).max().orElse(0));
    }

    private static void line(StringBuilder text, String name, String format, Object... arguments) {
        String words = String.format(Locale.ROOT, format, arguments);
        wrap(text, INDENT, String.format(Locale.ROOT, "  %-" + (INDENT - 3) + "s %s", name, words));
    }

    /** Appends words in lines of a screen's width; all but the first are indented. */
    private static void wrap(StringBuilder text, int indent, String words) {
        String rest = words;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent) {
                break;
            }
            text.append(rest, 0, cut).append('\n');
            rest = " ".repeat(indent) + rest.substring(cut + 1);
        }
        text.append(rest).append('\n');
    }

    private static String order(long toleranceNs) {
        if (toleranceNs == Assumptions.EXACT) {
            return "as recorded";
        }
        return toleranceNs == 0
                ? "by stamp; equal stamps of two CPUs tell none"
                : String.format(
                        Locale.ROOT, "by stamp; stamps of two CPUs within %.3f us tell none", toleranceNs * 1e-3);
    }

    private static String words(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String place(Positions positions) {
        return switch (positions) {
            case LINES -> "line";
            case BYTES -> "offset";
            case EVENTS -> "event";
        };
    }

    private static String freeSteps(Map<FreeStep, Long> counts) {
        return counts.entrySet().stream()
                .map(entry ->
                        String.format(Locale.ROOT, "%s: %,d", entry.getKey().words(), entry.getValue()))
                .collect(Collectors.joining("; "));
    }
}
