package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lostedge.analysis.chart.ChartTheme;
import lostedge.analysis.cli.option.Arguments;
import lostedge.analysis.cli.option.ReplicationOptions;
import lostedge.analysis.figure.Figure;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.run.OutputFolder;
import lostedge.analysis.simulation.Replication;
import lostedge.analysis.simulation.Replications;
import lostedge.analysis.simulation.SimulatedCapture;
import lostedge.analysis.simulation.SimulationText;
import lostedge.analysis.simulation.TraceForm;
import lostedge.analysis.sweep.Sweep;
import lostedge.analysis.sweep.SweepFigure;
import lostedge.analysis.sweep.SweepOutput;
import lostedge.analysis.sweep.Variation;
import lostedge.analysis.wording.Quantity;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code lostedge simulate}: recordings from the built-in engine. */
final class SimulateCommand extends Verb {
    private static final int CHART_WIDTH = 720;
    private static final int CHART_HEIGHT = 400;
    private static final long DURATION_NS = 10_000_000_000L;

    private final ReplicationOptions replication = new ReplicationOptions();
    private final PositionalParamSpec scenarioFile =
            Arguments.file(0, "SCENARIO", "A scenario file, such as those in data/scenarios.");
    private final OptionSpec firstSeed = Arguments.number("--seed", long.class, "N", 1, "Seed of the trajectory");
    private final OptionSpec output = Arguments.output(
            "DIR",
            false,
            "Where to write the trace, proc_interrupts/, dmesg.txt and truth/;",
            "with --runs, where to write survival.svg and runs.json; with --vary, a chart and a table each.");
    private final OptionSpec store = Arguments.flag(
            "--store",
            "Write the trace as a store, trace.arrow, whose stamps are exact, in place of the text of an",
            "Alpha kernel, trace.txt.");
    private final OptionSpec hardwareEvents = Arguments.flag(
            "--hardware-events",
            "Add to the trace what no kernel can trace: every wripir and what became of its edge.");
    private final OptionSpec variations = OptionSpec.builder("--vary")
            .type(List.class)
            .auxiliaryTypes(Variation.class)
            .converters(new VariationConverter())
            .initialValue(List.of())
            .paramLabel("NAME=V,V,...")
            .description(
                    "Run the scenario with a quantity varied, --runs seeds at each value, and show how the share of",
                    "IPI_CALL_FUNC among rescued messages moves: reschedules or handlers (factors on the rate of",
                    "reschedules, on the duration of interrupt handlers) or cpus. May be given more than once.")
            .build();

    SimulateCommand() {
        super(
                "simulate",
                "Run a machine of a scenario file, and write what it leaves behind together with the truth.",
                "The same scenario, seed and version give the same bytes.");
        replication.addTo(spec());
        takes(scenarioFile, firstSeed, output, store, hardwareEvents, variations);
    }

    @Override
    public Integer call() throws IOException {
        Integer runs = replication.runs();
        if (durationNs() == 0 || runs != null && runs < 1) {
            throw refusal("--duration and --runs: expected more than 0");
        }
        if (durationNs() > Simulator.MAX_NS) {
            throw refusal("--duration: expected 26 days at most");
        }
        @Nullable Path place = output.getValue();
        List<Variation> varied = variations.getValue();
        if (place == null && (runs == null || !varied.isEmpty())) {
            throw refusal("expected --output DIR, or --runs N without --vary");
        }
        Scenario scenario = ScenarioReader.read(scenarioFile.getValue());
        if (place != null && !varied.isEmpty()) {
            vary(scenario, varied, runs == null ? 1 : runs, place);
        } else if (runs != null) {
            replicate(scenario, runs, place);
        } else if (place != null) {
            record(scenario, place);
        }
        return Main.DONE;
    }

    private long seed() {
        return firstSeed.getValue();
    }

    private long durationNs() {
        return replication.durationNs(DURATION_NS);
    }

    private void record(Scenario scenario, Path place) throws IOException {
        Replication outcome;
        try (OutputFolder folder = new OutputFolder(place)) {
            TraceForm form = store.<Boolean>getValue() ? TraceForm.STORE : TraceForm.TEXT;
            outcome = new SimulatedCapture(scenario, seed(), durationNs(), form, hardwareEvents.getValue())
                    .write(folder.draft(), ToolVersion.text());
            folder.finish();
        }
        PrintWriter out = out();
        if (json()) {
            ObjectNode json = JsonText.object();
            json.put("scenario", scenario.name());
            SimulationText.fill(json, outcome);
            json.put("output", place.toString());
            out.println(JsonText.of(json));
        } else {
            out.printf(
                    "%s: %s, seed %d, %s, %s sent, %s lost; %s%n",
                    place,
                    scenario.name(),
                    seed(),
                    Quantity.duration(durationNs()),
                    Quantity.count(outcome.sent(), "edge"),
                    Quantity.count(outcome.lost()),
                    outcome.hung() ? "hung at " + Quantity.duration(outcome.hungNs()) : "did not hang");
        }
    }

    private void replicate(Scenario scenario, int count, @Nullable Path place) throws IOException {
        Replications outcome = Replications.run(scenario, seed(), count, durationNs());
        ObjectNode json = JsonText.object();
        SimulationText.fill(json, scenario, outcome);
        if (place != null) {
            try (OutputFolder folder = new OutputFolder(place)) {
                Path draft = folder.draft();
                String chart = SimulationText.survival(ChartTheme.LIGHT, scenario, outcome)
                        .svg("survival", CHART_WIDTH, CHART_HEIGHT);
                Files.writeString(draft.resolve("survival.svg"), chart);
                Files.writeString(draft.resolve("runs.json"), JsonText.of(json) + "\n");
                folder.finish();
            }
        }
        PrintWriter out = out();
        if (json()) {
            out.println(JsonText.of(json));
        } else {
            out.print(SimulationText.of(scenario, outcome));
        }
    }

    private void vary(Scenario scenario, List<Variation> varied, int count, Path place) throws IOException {
        List<Sweep> sweeps = new ArrayList<>();
        for (Variation variation : varied) {
            sweeps.add(sweep(scenario, variation, count));
        }
        Map<String, String> facts = Map.of(
                "scenario", scenario.name(),
                "first_seed", Long.toString(seed()),
                "duration_ns", Long.toString(durationNs()),
                "version", ToolVersion.text());
        try (OutputFolder folder = new OutputFolder(place)) {
            for (Sweep sweep : sweeps) {
                SweepOutput.write(sweep, folder.draft(), facts);
            }
            folder.finish();
        }
        PrintWriter out = out();
        if (json()) {
            ObjectNode json = JsonText.object();
            ArrayNode list = json.putArray("sweeps");
            sweeps.forEach(sweep -> SweepOutput.fill(list.addObject(), sweep));
            out.println(JsonText.of(json));
        } else {
            for (Figure figure : sweeps.stream().map(SweepFigure::of).toList()) {
                out.println(figure.title() + ": " + figure.description());
            }
        }
    }

    private Sweep sweep(Scenario scenario, Variation variation, int count) {
        try {
            return Sweep.run(scenario, variation, seed(), count, durationNs());
        } catch (IllegalArgumentException e) {
            throw refusal("--vary: " + e.getMessage());
        }
    }

    private static final class VariationConverter implements ITypeConverter<Variation> {
        @Override
        public Variation convert(String text) {
            try {
                return Variation.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
