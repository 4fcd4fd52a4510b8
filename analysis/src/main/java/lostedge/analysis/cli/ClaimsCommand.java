package lostedge.analysis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import lostedge.analysis.claim.Claim;
import lostedge.analysis.claim.Claims;
import lostedge.analysis.claim.output.ClaimTables;
import lostedge.analysis.claim.output.ClaimsJson;
import lostedge.analysis.claim.output.ClaimsText;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.cli.option.ExplorationOptions;
import lostedge.analysis.cli.option.ReplicationOptions;
import lostedge.analysis.proof.TruthTable;
import lostedge.analysis.report.ClaimsReport;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.run.OutputFolder;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Property;
import lostedge.engine.variant.CallerRules;
import lostedge.engine.workload.Scenario;
import lostedge.ingest.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lostedge claims}: what the patch series and its review say, tested. */
@Command(
        name = "claims",
        addMethodSubcommands = false,
        description = {
            "Test every claim of the EV7/Marvel patch series and of its review: verdict, evidence, and the command",
            "that shows it."
        })
final class ClaimsCommand implements Callable<Integer> {
    private static final String SCENARIO = "es47-4-git.json";
    private static final long NS_PER_S = 1_000_000_000;
    private static final int RUNS = 8;
    private static final long DURATION_NS = 5 * NS_PER_S;

    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Mixin
    private final ExplorationOptions exploration = new ExplorationOptions();

    @Mixin
    private final ReplicationOptions replication = new ReplicationOptions();

    @Option(names = "--claim", paramLabel = "ID", description = "Test this claim alone; may be given several times.")
    private Set<String> wanted = new LinkedHashSet<>();

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = {
                "The load under which claims about numbers are simulated",
                "(default: data/scenarios/" + SCENARIO + ", which is built in)."
            })
    private @Nullable Path scenario;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write claims.html, claims.json, tables/ and charts/.")
    private @Nullable Path output;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        int runs = replication.runs(RUNS);
        long durationNs = replication.durationNs(DURATION_NS);
        if (runs < 2 || durationNs == 0) {
            throw refuse("--runs and --duration: expected 2 or more runs of more than 0");
        }
        Checker checker = exploration.checker();
        Claims claims = new Claims(checker, scenario(), runs, durationNs, arguments(runs, durationNs));
        for (String id : wanted) {
            if (!claims.ids().contains(id)) {
                throw refuse("--claim: expected one of " + String.join(", ", claims.ids()) + ", found '" + id + "'");
            }
        }
        List<Claim> tested = claims.test(wanted.isEmpty() ? claims.ids() : wanted);
        if (output != null) {
            write(output, tested, new TruthTable(() -> checker, 2, CallerRules.SYNCHRONOUS, Property.RELEASE));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonText.of(ClaimsJson.of(tested)));
        } else {
            out.print(ClaimsText.of(tested));
        }
        return Main.DONE;
    }

    private ParameterException refuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Scenario scenario() throws IOException {
        if (scenario != null) {
            return ScenarioReader.read(scenario);
        }
        try (InputStream in = Objects.requireNonNull(Claims.class.getResourceAsStream(SCENARIO), SCENARIO)) {
            return ScenarioReader.parse(SCENARIO, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String arguments(int runs, long durationNs) {
        return (scenario == null ? "" : " --scenario " + scenario) + " --runs " + runs + " --duration "
                + (durationNs % NS_PER_S == 0 ? durationNs / NS_PER_S + "s" : durationNs / 1_000 + "us");
    }

    private void write(Path place, List<Claim> tested, TruthTable matrix) throws IOException {
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("version", ToolVersion.text());
        origin.put(
                "command",
                "lostedge "
                        + String.join(
                                " ", spec.root().commandLine().getParseResult().originalArgs()));
        origin.put(
                "simulated",
                replication.runs(RUNS) + " runs of " + replication.durationNs(DURATION_NS) / 1e9 + " s, seeds from 1");
        origin.put("scenario", scenario == null ? SCENARIO + ", built in" : scenario.toString());
        try (OutputFolder folder = new OutputFolder(place)) {
            Path draft = folder.draft();
            ClaimsReport.write(draft, tested, matrix, origin);
            Files.writeString(draft.resolve("claims.json"), JsonText.of(ClaimsJson.of(tested)) + "\n");
            ClaimTables.write(draft.resolve("tables"), tested, origin);
            folder.finish();
        }
    }
}
