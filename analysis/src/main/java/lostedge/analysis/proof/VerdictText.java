package lostedge.analysis.proof;

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
                "%n  explored     %,d states%s, %,d transitions, diameter %d, %.1f s, %.1f bytes a state%n",
                verdict.states(),
                verdict.symmetry() ? " up to the numbering of CPUs" : "",
                verdict.transitions(),
                verdict.diameter(),
                seconds,
                verdict.bytesPerState()));
        text.append("  never taken  ").append(neverTaken(verdict)).append('\n');
        List<Step> path = verdict.counterexample();
        if (path != null) {
            text.append("\nshortest counterexample, ").append(path.size()).append(" steps:\n");
            text.append(new Counterexample(verdict.configuration(), path).table());
        }
        return text.toString();
    }

    private static String neverTaken(Verdict verdict) {
        String names = Arrays.stream(Microstep.values())
                .filter(microstep -> verdict.coverage().taken(microstep) == 0)
                .map(Microstep::name)
                .collect(Collectors.joining(" "));
        return names.isEmpty() ? "none" : names;
    }
}
