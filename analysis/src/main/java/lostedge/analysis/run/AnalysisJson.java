package lostedge.analysis.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lostedge.analysis.result.AnalysisResult;
import lostedge.analysis.result.FindingSummary;
import lostedge.analysis.result.RecordingFacts;
import lostedge.analysis.result.RescueCounts;
import lostedge.analysis.statistics.Interval;
import lostedge.engine.counter.CounterSeries;
import lostedge.engine.counter.InterprocessorRows;
import lostedge.engine.counter.RowGrowth;
import lostedge.engine.event.Capabilities;
import lostedge.engine.event.Clock;
import lostedge.engine.event.EventKind;
import lostedge.engine.event.IpiMessage;
import lostedge.engine.finding.Evidence;
import lostedge.engine.finding.Hypothesis;
import lostedge.engine.finding.Ipi;
import lostedge.engine.finding.LostEdges;
import lostedge.engine.finding.Prediction;
import lostedge.engine.finding.Stall;
import org.jspecify.annotations.Nullable;

/** A result as one JSON object, the interface documented in the room's README; what is not known is null. */
public final class AnalysisJson {
    private AnalysisJson() {}

    /** {@return the object as text} */
    public static String of(AnalysisResult result) {
        ObjectNode json = JsonText.object();
        json.put("version", result.version());
        ArrayNode recordings = json.putArray("recordings");
        result.recordings().forEach(facts -> recording(recordings.addObject(), facts));
        json.set("clock", clock(result));
        json.put("cpus", result.cpus());
        json.put("events", result.events());
        capabilities(json.putObject("capabilities"), result.recordings());
        LossText.addTo(json.putArray("losses"), result.losses());
        ArrayNode limits = json.putArray("limits");
        result.limits().forEach(limits::add);
        ArrayNode counters = json.putArray("counters");
        result.counters().forEach(series -> counters(counters.addObject(), series));
        FindingSummary findings = result.findings();
        ipis(json.putObject("ipis"), findings);
        stalls(json.putObject("stalls"), findings);
        ObjectNode rescued = json.putObject("rescued");
        rescued.set("events", result.lostEdges() == null ? null : rescued(RescueCounts.ofEvents(findings)));
        rescued.set(
                "counters",
                RescueCounts.ofCounters(result.counters())
                        .map(AnalysisJson::rescued)
                        .orElse(null));
        json.set("lostEdges", lostEdges(result.lostEdges()));
        ObjectNode verdicts = json.putObject("verdicts");
        for (Hypothesis hypothesis : Hypothesis.values()) {
            verdicts.put(
                    hypothesis.name(), hypothesis.verdict(result.hypotheses()).name());
        }
        ObjectNode shares = json.putObject("lostShares");
        for (Hypothesis hypothesis : Hypothesis.values()) {
            shares.set(hypothesis.name(), share(hypothesis.lostShare(result.hypotheses())));
        }
        ArrayNode hypotheses = json.putArray("hypotheses");
        result.hypotheses().forEach(prediction -> prediction(hypotheses.addObject(), prediction));
        return JsonText.of(json);
    }

    private static void recording(ObjectNode json, RecordingFacts facts) {
        json.put("name", facts.name());
        json.put("format", facts.format());
        number(json, "size_bytes", facts.sizeBytes(), -1);
        json.put("sha256", facts.sha256());
        json.put("clock", facts.clock().domain().traceName());
        json.put("cpus", facts.cpus());
        json.put("events", facts.events());
        json.put("snapshots", facts.snapshots());
        number(json, "begin_ns", facts.beginNs(), Long.MIN_VALUE);
        number(json, "end_ns", facts.endNs(), Long.MIN_VALUE);
    }

    private static @Nullable ObjectNode clock(AnalysisResult result) {
        for (RecordingFacts facts : result.recordings()) {
            if (facts.events() > 0) {
                Clock clock = facts.clock();
                return JsonText.object()
                        .put("domain", clock.domain().traceName())
                        .put("resolution_ns", clock.resolutionNs())
                        .put("has_durations", clock.hasDurations())
                        .put("across_cpus", clock.acrossCpus());
            }
        }
        return null;
    }

    /** Kinds by what is known of them in any recording; the firmest knowledge counts. */
    private static void capabilities(ObjectNode json, List<RecordingFacts> recordings) {
        Set<EventKind> told = EnumSet.noneOf(EventKind.class);
        for (Capabilities.Presence presence : List.of(
                Capabilities.Presence.SEEN, Capabilities.Presence.RECORDED, Capabilities.Presence.NOT_RECORDED)) {
            ArrayNode kinds = json.putArray(presence.name());
            for (EventKind kind : EventKind.values()) {
                boolean found = recordings.stream()
                        .anyMatch(facts -> facts.capabilities() != null
                                && facts.capabilities().of(kind) == presence);
                if (found && told.add(kind)) {
                    kinds.add(kind.subsystem() + ":" + kind.tracepoint());
                }
            }
        }
    }

    private static void counters(ObjectNode json, CounterSeries series) {
        json.put("source", series.source());
        number(json, "seconds", series.seconds() > 0 ? series.seconds() : Double.NaN);
        ObjectNode grown = json.putObject("grown");
        RowGrowth.of(series, InterprocessorRows::contain).forEach((row, growth) -> grown.put(row, growth.total()));
    }

    private static void ipis(ObjectNode json, FindingSummary findings) {
        json.put("count", findings.ipis());
        ObjectNode fates = json.putObject("byFate");
        Map<Ipi.Fate, Long> counts = findings.ipisByFate();
        for (Ipi.Fate fate : Ipi.Fate.values()) {
            fates.put(fate.name(), counts.getOrDefault(fate, 0L));
        }
        ObjectNode edges = json.putObject("byEdge");
        for (Ipi.Edge edge : Ipi.Edge.values()) {
            edges.put(edge.name(), findings.ipisByEdge().getOrDefault(edge, 0L));
        }
    }

    private static void stalls(ObjectNode json, FindingSummary findings) {
        json.put("count", findings.stalls());
        ObjectNode causes = json.putObject("byCause");
        for (Stall.Cause cause : Stall.Cause.values()) {
            FindingSummary.StallTotal total =
                    findings.stallsByCause().getOrDefault(cause, new FindingSummary.StallTotal(0, 0, 0));
            causes.putObject(cause.name())
                    .put("count", total.count())
                    .put("total_ns", total.totalNs())
                    .put("max_ns", total.maxNs());
        }
        ArrayNode longest = json.putArray("longest");
        findings.worst().forEach(stall -> stall(longest.addObject(), stall));
    }

    private static void stall(ObjectNode json, Stall stall) {
        json.put("stall_id", stall.id());
        json.put("begin_ns", stall.beginNs());
        json.put("end_ns", stall.endNs());
        json.put("duration_ns", stall.durationNs());
        json.put("ended", stall.ended());
        json.put("waiter_cpu", stall.waiterCpu());
        number(json, "target_cpu", stall.targetCpu(), -1);
        json.put("function", stall.function());
        json.put("sender", stall.sender().name());
        json.put("cause", stall.cause().name());
        number(json, "root_ipi_id", stall.rootIpiId(), -1);
        json.put("grade", stall.grade().name());
        json.put("rule", stall.rule());
        ArrayNode evidence = json.putArray("evidence");
        for (Evidence event : stall.evidence()) {
            ObjectNode one = evidence.addObject();
            one.put("time_ns", event.timestampNs());
            number(one, "cpu", event.cpu(), -1);
            number(one, "position", event.position(), -1);
            one.put("says", event.says());
        }
        json.put("overturned_by", stall.overturnedBy());
        ArrayNode parts = json.putArray("parts");
        for (Stall.Part part : stall.parts()) {
            parts.addObject()
                    .put("begin_ns", part.beginNs())
                    .put("end_ns", part.endNs())
                    .put("cause", part.cause().name())
                    .put("detail", part.detail());
        }
    }

    private static ObjectNode rescued(RescueCounts counts) {
        ObjectNode json = JsonText.object();
        for (IpiMessage message : List.of(IpiMessage.RESCHEDULE, IpiMessage.CALL_FUNC, IpiMessage.CPU_STOP)) {
            json.put(message.name(), counts.of(message));
        }
        Interval share = counts.share(IpiMessage.CALL_FUNC);
        number(json, "callFuncRatio", share.estimate());
        if (Double.isNaN(share.estimate())) {
            json.putNull("interval");
        } else {
            json.putArray("interval").add(share.low()).add(share.high());
        }
        return json;
    }

    private static @Nullable ObjectNode lostEdges(@Nullable LostEdges books) {
        if (books == null) {
            return null;
        }
        ObjectNode json = JsonText.object();
        number(json, "estimate", books.estimate());
        number(json, "low", books.low());
        number(json, "high", books.high());
        json.put("bound", books.bound());
        json.put("sends", books.sends());
        number(json, "coalesced", books.coalesced());
        number(json, "rescues", books.isBalanced() ? books.rescues() : -1, -1);
        number(json, "rescuesByEvents", books.rescuesByEvents());
        number(json, "deliveries", books.deliveries());
        json.put("method", books.method());
        return json;
    }

    private static @Nullable ObjectNode share(@Nullable Prediction prediction) {
        if (prediction == null) {
            return null;
        }
        ObjectNode json = JsonText.object();
        number(json, "estimate", prediction.observed());
        number(json, "low", prediction.low());
        number(json, "high", prediction.high());
        return json;
    }

    private static void prediction(ObjectNode json, Prediction prediction) {
        json.put("hypothesis", prediction.hypothesis().name());
        json.put("prediction", prediction.statement());
        json.put("unit", prediction.unit().name());
        number(json, "predicted", prediction.predicted());
        number(json, "observed", prediction.observed());
        number(json, "low", prediction.low());
        number(json, "high", prediction.high());
        json.put("verdict", prediction.verdict().name());
    }

    private static void number(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }

    static void number(ObjectNode json, String name, long value, long unknown) {
        if (value == unknown) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }
}
