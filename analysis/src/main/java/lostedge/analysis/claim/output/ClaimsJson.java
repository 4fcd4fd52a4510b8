package lostedge.analysis.claim.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lostedge.analysis.claim.Claim;

/** Claims as JSON. */
public final class ClaimsJson {
    private ClaimsJson() {}

    /**
     * {@return an object with the list {@code claims} of {@code id}, {@code source}, {@code statement},
     * {@code verdict}, {@code condition} and {@code evidence}, a list of {@code words} and {@code command}}
     */
    public static ObjectNode of(List<Claim> claims) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("claims");
        for (Claim claim : claims) {
            ObjectNode node = list.addObject();
            node.put("id", claim.id());
            node.put("source", claim.source());
            node.put("statement", claim.statement());
            node.put("verdict", claim.verdict().words());
            node.put("condition", claim.condition());
            ArrayNode evidence = node.putArray("evidence");
            claim.evidence()
                    .forEach(one ->
                            evidence.addObject().put("words", one.words()).put("command", one.command()));
        }
        return json;
    }
}
