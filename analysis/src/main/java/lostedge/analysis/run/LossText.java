package lostedge.analysis.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import lostedge.analysis.wording.Quantity;
import lostedge.engine.event.LossLedger;
import lostedge.engine.event.LossLedger.Severity;

/** What was lost or refused, as lines for people and as JSON. */
public final class LossText {
    private LossText() {}

    /** {@return a heading and a line for each counter of more than {@link Severity#INFO}, or nothing} */
    public static List<String> lines(LossLedger ledger) {
        List<String> lines = new ArrayList<>();
        for (LossLedger.Loss loss : ledger.losses()) {
            if (loss.severity() != Severity.INFO) {
                String forbids = loss.forbids().isEmpty() ? "" : "; forbids: " + loss.forbids();
                lines.add("  " + Quantity.count(loss.count()) + " " + AnalysisText.printable(loss.counter() + forbids));
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, "losses");
        }
        return lines;
    }

    /** Adds every counter to an array. */
    public static void addTo(ArrayNode json, LossLedger ledger) {
        for (LossLedger.Loss loss : ledger.losses()) {
            ObjectNode one = json.addObject();
            one.put("source", loss.source());
            one.put("counter", loss.counter());
            one.put("severity", loss.severity().name());
            one.put("count", loss.count());
            AnalysisJson.number(one, "first_position", loss.firstPosition(), -1);
            one.put("forbids", loss.forbids());
        }
    }
}
