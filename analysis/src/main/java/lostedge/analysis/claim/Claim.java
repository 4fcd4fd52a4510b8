package lostedge.analysis.claim;

import java.util.List;
import java.util.Locale;
import lostedge.analysis.figure.Figure;

/**
 * A claim and what became of it.
 *
 * @param id a short name; lower-case letters, digits and dashes
 * @param source who makes it, such as "patch 1", "series", "review"
 * @param statement the claim, one sentence
 * @param verdict what follows from the evidence
 * @param condition where it is true, if the verdict is {@link Verdict#SUPPORTED_ONLY_IF}; otherwise empty
 * @param evidence what was checked or simulated, and came out
 * @param figures charts of it
 */
public record Claim(
        String id,
        String source,
        String statement,
        Verdict verdict,
        String condition,
        List<Evidence> evidence,
        List<Figure> figures) {

    /** What evidence says of a claim. */
    public enum Verdict {
        /** It is true wherever it was tested. */
        SUPPORTED,
        /** It is true nowhere. */
        REFUTED,
        /** It is true in some of the contexts tested. */
        SUPPORTED_ONLY_IF,
        /** These means cannot tell. */
        NOT_DECIDABLE;

        /** {@return it in words} */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * One result.
     *
     * @param words what came out
     * @param command the command line that shows it again
     */
    public record Evidence(String words, String command) {}

    /**
     * {@return a claim that was tested in several contexts}
     *
     * @param trueIn the contexts in which it is true
     * @param contexts how many there are
     */
    static Claim inContexts(
            String id, String source, String statement, List<String> trueIn, int contexts, List<Evidence> evidence) {
        Verdict verdict = trueIn.size() == contexts
                ? Verdict.SUPPORTED
                : trueIn.isEmpty() ? Verdict.REFUTED : Verdict.SUPPORTED_ONLY_IF;
        String condition = verdict == Verdict.SUPPORTED_ONLY_IF ? String.join("; or ", trueIn) : "";
        return new Claim(id, source, statement, verdict, condition, evidence, List.of());
    }

    /** {@return the claim with figures} */
    Claim with(List<Figure> charts) {
        return new Claim(id, source, statement, verdict, condition, evidence, charts);
    }

    /** {@return the claim as one that could not be decided} */
    Claim undecided() {
        return new Claim(id, source, statement, Verdict.NOT_DECIDABLE, "", evidence, figures);
    }
}
