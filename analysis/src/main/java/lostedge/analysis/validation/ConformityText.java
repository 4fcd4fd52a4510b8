package lostedge.analysis.validation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import lostedge.analysis.proof.KernelWords;
import lostedge.engine.conformance.Conformity;
import lostedge.engine.conformance.Conformity.Outcome;
import lostedge.engine.conformance.CpuPicture;
import lostedge.engine.conformance.FreeStep;
import lostedge.engine.conformance.Unexplained;
import lostedge.engine.event.EventSource.Positions;

/** Verdicts on a recording, for people. */
public final class ConformityText {
    private ConformityText() {}

    /** {@return one paragraph a hypothesis} */
    public static String of(Validation validation) {
        return validation.verdicts().stream()
                .map(verdict -> of(verdict, validation.positions()))
                .collect(Collectors.joining("\n"));
    }

    private static String of(Conformity verdict, Positions positions) {
        StringBuilder text = new StringBuilder();
        text.append(KernelWords.option(verdict.assumptions().hardware()))
                .append(": ")
                .append(words(verdict.outcome()));
        if (verdict.reason() != null) {
            text.append(": ").append(verdict.reason());
        }
        text.append('\n');
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
            line(text, "later", "%,d more events, beginning anew after each", count - 1);
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
        text.append(String.format(
                Locale.ROOT, "  %-4s %-7s %-12s %-20s %s%n", "CPU", "states", "edge", "bits", "program; queue"));
        for (CpuPicture picture : pictures) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-4d %-7d %-12s %-20s %s; %s%n",
                    picture.cpu(),
                    picture.states(),
                    picture.edge(),
                    picture.bits(),
                    picture.context(),
                    picture.queue()));
        }
    }

    private static void line(StringBuilder text, String name, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, "  %-12s ", name))
                .append(String.format(Locale.ROOT, format, arguments))
                .append('\n');
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
