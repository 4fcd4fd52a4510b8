package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lostedge.analysis.chart.ChartTheme;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.cli.option.DurationConverter;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.run.OutputFolder;
import lostedge.analysis.simulation.Replication;
import lostedge.analysis.simulation.Replications;
import lostedge.analysis.simulation.SimulatedCapture;
import lostedge.analysis.simulation.SimulationText;
import lostedge.analysis.timeline.Quantity;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lostedge simulate}: recordings from the built-in engine. */
@Command(
        name = "simulate",
        description = {
            "Run a machine of a scenario file, and write what it leaves behind together with the truth.",
            "The same scenario, seed and version give the same bytes."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int CHART_WIDTH = 720;
    private static final int CHART_HEIGHT = 400;

    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Parameters(paramLabel = "SCENARIO", description = "A scenario file, such as those in data/scenarios.")
    @SuppressWarnings("NullAway.Init")
    private Path scenarioFile;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the trajectory (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long the machine runs, such as 10s, 250ms or 2min (default: ${DEFAULT-VALUE}).")
    private long durationNs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = {
                "Where to write trace.txt, proc_interrupts/, dmesg.txt and truth/;",
                "with --runs, where to write survival.svg and runs.json."
            })
    private @Nullable Path output;

    @Option(
            names = "--hardware-events",
            description = "Add to the trace what no kernel can trace: every wripir and what became of its edge.")
    private boolean hardwareEvents;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Run N seeds, on all processors, and tell how many machines hang, and when.")
    private @Nullable Integer runs;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (durationNs == 0 || runs != null && runs < 1) {
            throw new ParameterException(spec.commandLine(), "--duration and --runs: expected more than 0");
        }
        if (runs == null && output == null) {
            throw new ParameterException(spec.commandLine(), "expected --output DIR or --runs N");
        }
        Scenario scenario = ScenarioReader.read(scenarioFile);
        if (runs != null) {
            replicate(scenario, runs);
        } else if (output != null) {
            record(scenario, output);
        }
        return Main.DONE;
    }

    private void record(Scenario scenario, Path place) throws IOException {
        Replication outcome;
        try (OutputFolder folder = new OutputFolder(place)) {
            outcome = new SimulatedCapture(scenario, seed, durationNs, hardwareEvents)
                    .write(folder.draft(), ToolVersion.text());
            folder.finish();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
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
                    seed,
                    Quantity.duration(durationNs),
                    Quantity.count(outcome.sent(), "edge"),
                    Quantity.count(outcome.lost()),
                    outcome.hung() ? "hung at " + Quantity.duration(outcome.hungNs()) : "did not hang");
        }
    }

    private void replicate(Scenario scenario, int count) throws IOException {
        Replications outcome = Replications.run(scenario, seed, count, durationNs);
        ObjectNode json = JsonText.object();
        SimulationText.fill(json, scenario, outcome);
        if (output != null) {
            try (OutputFolder folder = new OutputFolder(output)) {
                Path draft = folder.draft();
                String chart = SimulationText.survival(ChartTheme.LIGHT, scenario, outcome)
                        .svg("survival", CHART_WIDTH, CHART_HEIGHT);
                Files.writeString(draft.resolve("survival.svg"), chart);
                Files.writeString(draft.resolve("runs.json"), JsonText.of(json) + "\n");
                folder.finish();
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonText.of(json));
        } else {
            out.print(SimulationText.of(scenario, outcome));
        }
    }
}
