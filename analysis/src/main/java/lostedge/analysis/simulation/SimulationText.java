package lostedge.analysis.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import lostedge.analysis.chart.Chart;
import lostedge.analysis.chart.ChartTheme;
import lostedge.analysis.chart.CurveChart;
import lostedge.analysis.chart.CurveChart.Curve;
import lostedge.analysis.chart.CurveChart.Point;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.Survival.Step;
import lostedge.analysis.wording.Quantity;
import lostedge.engine.workload.Scenario;
import org.jspecify.annotations.Nullable;

/** Outcomes of simulations for people, for programs and as a chart. */
public final class SimulationText {
    private static final double CONFIDENCE = Interval.USUAL_CONFIDENCE;

    private SimulationText() {}

    /** {@return what many runs of a scenario came to, a few lines} */
    public static String of(Scenario scenario, Replications outcome) {
        StringBuilder text = new StringBuilder();
        int runs = outcome.runs().size();
        Interval hangs = outcome.hangProbability();
        line(
                text,
                "%s: %d runs from seed %d",
                scenario.name(),
                runs,
                outcome.runs().get(0).seed());
        line(
                text,
                "hung: %d of %d; a run hangs with probability %s (exact binomial)",
                outcome.hung(),
                runs,
                Quantity.percent(hangs.estimate(), hangs.low(), hangs.high()));
        OptionalLong median = outcome.timeToHang().medianNs();
        line(
                text,
                "time to hang: median %s (Kaplan-Meier)",
                median.isPresent() ? Quantity.duration(median.getAsLong()) : "not reached");
        line(text, "edges: %s sent, %s lost", Quantity.count(outcome.sent()), Quantity.count(outcome.lost()));
        Interval share = outcome.callFunctionShare();
        line(
                text,
                share == null
                        ? "rescued by the poll: none"
                        : "rescued by the poll: %s, of these IPI_CALL_FUNC %s (Wilson)",
                Quantity.count(outcome.rescued()),
                share == null ? "" : Quantity.percent(share.estimate(), share.low(), share.high()));
        return text.toString();
    }

    private static void line(StringBuilder to, String format, Object... arguments) {
        to.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }

    /** Fills an object with what many runs of a scenario came to. */
    public static void fill(ObjectNode json, Scenario scenario, Replications outcome) {
        json.put("scenario", scenario.name());
        interval(json.putObject("hang_probability"), outcome.hangProbability());
        json.put("hung", outcome.hung());
        OptionalLong median = outcome.timeToHang().medianNs();
        json.put("median_time_to_hang_ns", median.isPresent() ? (Long) median.getAsLong() : null);
        json.put("edges_sent", outcome.sent());
        json.put("edges_lost", outcome.lost());
        json.put("rescued_by_poll", outcome.rescued());
        interval(json.putObject("call_function_share"), outcome.callFunctionShare());
        ArrayNode survival = json.putArray("survival");
        for (Step step : outcome.timeToHang().steps(CONFIDENCE)) {
            ObjectNode at = survival.addObject();
            at.put("time_ns", step.timeNs());
            at.put("at_risk", step.atRisk());
            at.put("hung", step.ended());
            interval(at, step.survival());
        }
        ArrayNode runs = json.putArray("runs");
        outcome.runs().forEach(run -> fill(runs.addObject(), run));
    }

    /** Fills an object with the outcome of one run. */
    public static void fill(ObjectNode json, Replication run) {
        json.put("seed", run.seed());
        json.put("duration_ns", run.durationNs());
        json.put("hung_ns", run.hung() ? (Long) run.hungNs() : null);
        json.put("edges_sent", run.sent());
        json.put("edges_lost", run.lost());
        json.put("rescued_reschedule", run.rescuedReschedule());
        json.put("rescued_call_function", run.rescuedCallFunction());
        json.put("microsteps", run.steps());
    }

    private static void interval(ObjectNode json, @Nullable Interval interval) {
        json.put("estimate", interval == null ? null : (Double) interval.estimate());
        json.put("low", interval == null ? null : (Double) interval.low());
        json.put("high", interval == null ? null : (Double) interval.high());
    }

    /** {@return the share of machines not yet hung against time until the longest run ends, with its interval} */
    public static Chart survival(ChartTheme theme, Scenario scenario, Replications outcome) {
        List<Step> steps = outcome.timeToHang().steps(CONFIDENCE);
        long endNs = outcome.runs().stream()
                .mapToLong(run -> run.hung() ? run.hungNs() : run.durationNs())
                .max()
                .orElse(0);
        List<Curve> curves = new ArrayList<>(List.of(curve(scenario.name(), false, steps, Interval::estimate, endNs)));
        if (!steps.isEmpty()) {
            curves.add(curve("95% low", true, steps, Interval::low, endNs));
            curves.add(curve("95% high", true, steps, Interval::high, endNs));
        }
        return CurveChart.of(
                theme, curves, CurveChart.Scale.LINEAR, "simulated time, s", "machines not hung, %", List.of());
    }

    private static Curve curve(
            String name, boolean bound, List<Step> steps, ToDoubleFunction<Interval> part, long endNs) {
        List<Point> points = new ArrayList<>(List.of(new Point(0, 100)));
        for (Step step : steps) {
            points.add(new Point(step.timeNs() / 1e9, 100 * part.applyAsDouble(step.survival())));
        }
        points.add(new Point(endNs / 1e9, points.get(points.size() - 1).y()));
        return new Curve(name, points, true, bound);
    }
}
