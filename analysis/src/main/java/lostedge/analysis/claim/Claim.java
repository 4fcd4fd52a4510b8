package lostedge.analysis.claim;

import java.util.List;

/**
 * A claim and what became of it.
 *
 * @param id a short name
 * @param source who makes it: "patch 1", "patch 2", "patch 3" or "review"
 * @param statement the claim, one sentence
 * @param verdict what follows from the evidence
 * @param condition under which it is true, if the verdict is {@link Verdict#SUPPORTED_ONLY_IF}; otherwise empty
 * @param evidence what was checked or simulated and came out, a line each
 * @param commands command lines that show it again
 */
public record Claim(
        String id,
        String source,
        String statement,
        Verdict verdict,
        String condition,
        List<String> evidence,
        List<String> commands) {

    /** What evidence says of a claim. */
    public enum Verdict {
        /** It is true wherever it was tested. */
        SUPPORTED,
        /** It is true nowhere. */
        REFUTED,
        /** It is true in some of the contexts tested. */
        SUPPORTED_ONLY_IF,
        /** These means cannot tell. */
        NOT_DECIDABLE
    }
}
