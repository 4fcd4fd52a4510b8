package lostedge.analysis.claim.output;

import java.util.List;
import lostedge.analysis.claim.Claim;

/** Claims for people. */
public final class ClaimsText {
    private ClaimsText() {}

    /** {@return a paragraph a claim: the claim, its verdict, its evidence, and a command for each kind of it} */
    public static String of(List<Claim> claims) {
        StringBuilder text = new StringBuilder();
        for (Claim claim : claims) {
            text.append(claim.id()).append(" (").append(claim.source()).append("): ");
            text.append(claim.statement()).append("\n  ").append(claim.verdict().words());
            text.append(claim.condition().isEmpty() ? "" : " " + claim.condition())
                    .append('\n');
            claim.evidence()
                    .forEach(one -> text.append("    ").append(one.words()).append('\n'));
            text.append("    shown by: ")
                    .append(claim.evidence().get(0).command())
                    .append("\n\n");
        }
        return text.toString();
    }
}
