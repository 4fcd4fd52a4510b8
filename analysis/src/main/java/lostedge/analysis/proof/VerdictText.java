package lostedge.analysis.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lostedge.engine.check.Step;
import lostedge.engine.check.Verdict;
import lostedge.engine.model.Microstep;

/** A verdict for people. */
public final class VerdictText {
    private VerdictText() {}

    /**
     * {@return the verdict, and the counterexample if there is one}
     *
     * @param seconds how long the check took
     */
    public static String of(Verdict verdict, double seconds) {
        StringBuilder text = new StringBuilder();
        text.append(
                switch (verdict.outcome()) {
                    case HOLDS -> "holds: " + verdict.property().statement();
                    case VIOLATED -> "violated: " + verdict.property().statement();
                    case INCOMPLETE -> "incomplete: the limit was reached before all states were explored";
                });
        text.append("\n  variant      ").append(KernelWords.of(verdict.configuration()));
        text.append("\n  property     ").append(KernelWords.option(verdict.property()));
        text.append(String.format(
                Locale.ROOT,
                "%n  explored     %,d states, %,d steps, depth %d, %.1f s, %.1f bytes a state; %s%n",
                verdict.states(),
                verdict.transitions(),
                verdict.diameter(),
                seconds,
                verdict.bytesPerState(),
                extent(verdict)));
        if (!verdict.reduction().early() && verdict.outcome() != Verdict.Outcome.INCOMPLETE) {
            text.append("  never taken  ").append(neverTaken(verdict)).append('\n');
        }
        List<Step> path = verdict.counterexample();
        if (path != null) {
            text.append("\nshortest counterexample, ").append(path.size()).append(" steps:\n");
            text.append(new Counterexample(verdict.configuration(), path).table());
        }
        return text.toString();
    }

    private static String extent(Verdict verdict) {
        List<String> words = new ArrayList<>();
        words.add(
                verdict.reduction().early()
                        ? "ended at the violation"
                        : verdict.outcome() == Verdict.Outcome.INCOMPLETE ? "ended at the limit" : "all there are");
        if (verdict.reduction().symmetry()) {
            words.add("up to the numbering of CPUs");
        }
        if (verdict.reduction().confluence()) {
            words.add("steps that commute with all others taken at once");
        }
        return String.join(", ", words);
    }

    private static String neverTaken(Verdict verdict) {
        String names = Arrays.stream(Microstep.values())
                .filter(microstep -> verdict.coverage().taken(microstep) == 0)
                .map(Microstep::name)
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? "none" : names;
    }
}
