package lostedge.analysis.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import lostedge.engine.check.Step;
import lostedge.engine.check.Verdict;
import lostedge.engine.model.Microstep;

/** A verdict as JSON. */
public final class VerdictJson {
    private VerdictJson() {}

    /**
     * Puts a verdict's fields: {@code verdict} (holds, violated or incomplete), {@code property}, {@code variant} as
     * command-line options, {@code reduction} (what was left out, {@code early} if all beyond a violation),
     * {@code states}, {@code transitions}, {@code diameter}, {@code bytes_per_state}, {@code taken} by microstep, and
     * {@code counterexample}, null if there is none.
     */
    public static void put(ObjectNode json, Verdict verdict) {
        json.put("verdict", verdict.outcome().name().toLowerCase(Locale.ROOT));
        json.put("property", KernelWords.option(verdict.property()));
        json.put("variant", KernelWords.of(verdict.configuration()));
        json.putObject("reduction")
                .put("early", verdict.reduction().early())
                .put("symmetry", verdict.reduction().symmetry())
                .put("confluence", verdict.reduction().confluence());
        json.put("states", verdict.states());
        json.put("transitions", verdict.transitions());
        json.put("diameter", verdict.diameter());
        json.put("bytes_per_state", verdict.bytesPerState());
        ObjectNode taken = json.putObject("taken");
        for (Microstep microstep : Microstep.values()) {
            taken.put(microstep.name(), verdict.coverage().taken(microstep));
        }
        List<Step> path = verdict.counterexample();
        if (path == null) {
            json.putNull("counterexample");
        } else {
            ArrayNode steps = json.putArray("counterexample");
            for (Step step : path) {
                steps.addObject()
                        .put("cpu", step.cpu())
                        .put("microstep", step.microstep().name())
                        .put("argument", step.argument())
                        .put("words", KernelWords.of(step));
            }
        }
    }
}
