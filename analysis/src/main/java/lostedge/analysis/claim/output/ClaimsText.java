package lostedge.analysis.claim.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import lostedge.analysis.claim.Claim;
import lostedge.analysis.claim.Claim.Evidence;

/** Claims for people. */
public final class ClaimsText {
    private ClaimsText() {}

    /** {@return a paragraph a claim: the claim, its verdict, its evidence, and the commands that show it again} */
    public static String of(List<Claim> claims) {
        StringBuilder text = new StringBuilder();
        for (Claim claim : claims) {
            text.append(claim.id()).append(" (").append(claim.source()).append("): ");
            text.append(claim.statement()).append("\n  ").append(claim.verdict().words());
            text.append(claim.condition().isEmpty() ? "" : " " + claim.condition())
                    .append('\n');
            claim.evidence().stream().collect(groupingByCommand()).forEach((command, shown) -> {
                shown.forEach(one -> text.append("    ").append(one.words()).append('\n'));
                text.append("      shown by: ").append(command).append('\n');
            });
            text.append('\n');
        }
        return text.toString();
    }

    private static Collector<Evidence, ?, ? extends Map<String, List<Evidence>>> groupingByCommand() {
        return Collectors.groupingBy(Evidence::command, LinkedHashMap::new, Collectors.toList());
    }
}
