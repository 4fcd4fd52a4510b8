package lostedge.analysis.validation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import lostedge.analysis.proof.KernelWords;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.conformance.verdict.CpuPicture;
import lostedge.engine.conformance.verdict.FreeStep;
import lostedge.engine.conformance.verdict.Unexplained;

/** Verdicts on a recording as JSON. */
public final class ConformityJson {
    private ConformityJson() {}

    /** Puts {@code positions} and a list {@code verdicts}. */
    public static void put(ObjectNode json, Validation validation) {
        json.put("positions", validation.positions().name().toLowerCase(Locale.ROOT));
        ArrayNode verdicts = json.putArray("verdicts");
        validation.verdicts().forEach(verdict -> put(verdicts.addObject(), verdict));
        ArrayNode notChecked = json.putArray("not_checked");
        Conformity.NOT_CHECKED.forEach(notChecked::add);
    }

    private static void put(ObjectNode json, Conformity verdict) {
        json.put("hypothesis", KernelWords.option(verdict.assumptions().hardware()));
        json.put("partly", verdict.assumptions().partly());
        json.put("tolerance_ns", verdict.assumptions().toleranceNs());
        json.put("verdict", KernelWords.option(verdict.outcome()));
        json.put("reason", verdict.reason());
        json.put("events", verdict.events());
        json.put("explained", verdict.explained());
        json.put("compared", verdict.compared());
        json.put("before_known", verdict.beforeKnown());
        json.put("unobserved", verdict.unobserved());
        json.put("gaps", verdict.gaps());
        json.put("most_states", verdict.mostStates());
        json.put("unexplained", verdict.unexplained());
        ObjectNode free = json.putObject("free_steps");
        for (FreeStep step : FreeStep.values()) {
            free.put(KernelWords.option(step), verdict.freeSteps().getOrDefault(step, 0L));
        }
        Unexplained first = verdict.first();
        if (first == null) {
            json.putNull("first");
        } else {
            put(json.putObject("first"), first);
        }
    }

    private static void put(ObjectNode json, Unexplained first) {
        json.put("index", first.index());
        json.put("time_ns", first.timestampNs());
        json.put("cpu", first.cpu());
        json.put("position", first.position());
        json.put("event", first.kind().tracepoint());
        json.put("name", first.name());
        json.put("receiver", first.receiver());
        ArrayNode before = json.putArray("before");
        for (CpuPicture picture : first.before()) {
            before.addObject()
                    .put("cpu", picture.cpu())
                    .put("states", picture.states())
                    .put("program", picture.context())
                    .put("bits", picture.bits())
                    .put("edge", picture.edge())
                    .put("queue", picture.queue());
        }
        ArrayNode enabled = json.putArray("enabled");
        first.enabled().forEach(enabled::add);
    }
}
