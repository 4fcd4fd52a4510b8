package lostedge.analysis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lostedge.analysis.claim.Claim;
import lostedge.analysis.claim.Claims;
import lostedge.analysis.claim.output.ClaimTables;
import lostedge.analysis.claim.output.ClaimsJson;
import lostedge.analysis.claim.output.ClaimsText;
import lostedge.analysis.cli.option.Arguments;
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
import picocli.CommandLine.Model.OptionSpec;

/** {@code lostedge claims}: what the patch series and its review say, tested. */
final class ClaimsCommand extends Verb {
    private static final String SCENARIO = "es47-4-git.json";
    private static final long NS_PER_S = 1_000_000_000;
    private static final int RUNS = 8;
    private static final long DURATION_NS = 5 * NS_PER_S;

    private final ExplorationOptions exploration = new ExplorationOptions();
    private final ReplicationOptions replication = new ReplicationOptions();
    private final OptionSpec wanted = OptionSpec.builder("--claim")
            .type(Set.class)
            .auxiliaryTypes(String.class)
            .initialValue(Set.of())
            .paramLabel("ID")
            .description("Test this claim alone; may be given several times.")
            .build();
    private final OptionSpec scenarioFile = OptionSpec.builder("--scenario")
            .type(Path.class)
            .paramLabel("FILE")
            .description(
                    "The load under which claims about numbers are simulated",
                    "(default: data/scenarios/" + SCENARIO + ", which is built in).")
            .build();
    private final OptionSpec output =
            Arguments.output("DIR", false, "Where to write claims.html, claims.json, tables/ and charts/.");

    ClaimsCommand() {
        super(
                "claims",
                "Test every claim of the EV7/Marvel patch series and of its review: verdict, evidence, and the command",
                "that shows it.");
        exploration.addTo(spec());
        replication.addTo(spec());
        takes(wanted, scenarioFile, output);
    }

    @Override
    public Integer call() throws IOException {
        int runs = replication.runs(RUNS);
        long durationNs = replication.durationNs(DURATION_NS);
        if (runs < 2 || durationNs == 0) {
            throw refusal("--runs and --duration: expected 2 or more runs of more than 0");
        }
        Checker checker = exploration.checker();
        Claims claims = new Claims(checker, scenario(), runs, durationNs, arguments(runs, durationNs));
        Set<String> ids = wanted.getValue();
        for (String id : ids) {
            if (!claims.ids().contains(id)) {
                throw refusal("--claim: expected one of " + String.join(", ", claims.ids()) + ", found '" + id + "'");
            }
        }
        List<Claim> tested = claims.test(ids.isEmpty() ? claims.ids() : ids);
        @Nullable Path place = output.getValue();
        if (place != null) {
            write(place, tested, new TruthTable(() -> checker, 2, CallerRules.SYNCHRONOUS, Property.RELEASE));
        }
        PrintWriter out = out();
        if (json()) {
            out.println(JsonText.of(ClaimsJson.of(tested)));
        } else {
            out.print(ClaimsText.of(tested));
        }
        return Main.DONE;
    }

    private Scenario scenario() throws IOException {
        @Nullable Path file = scenarioFile.getValue();
        if (file != null) {
            return ScenarioReader.read(file);
        }
        try (InputStream in = Objects.requireNonNull(Claims.class.getResourceAsStream(SCENARIO), SCENARIO)) {
            return ScenarioReader.parse(SCENARIO, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private String arguments(int runs, long durationNs) {
        @Nullable Path file = scenarioFile.getValue();
        return (file == null ? "" : " --scenario " + file) + " --runs " + runs + " --duration "
                + (durationNs % NS_PER_S == 0 ? durationNs / NS_PER_S + "s" : durationNs / 1_000 + "us");
    }

    private void write(Path place, List<Claim> tested, TruthTable matrix) throws IOException {
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("version", ToolVersion.text());
        origin.put("command", given());
        origin.put(
                "simulated",
                replication.runs(RUNS) + " runs of " + replication.durationNs(DURATION_NS) / 1e9 + " s, seeds from 1");
        @Nullable Path file = scenarioFile.getValue();
        origin.put("scenario", file == null ? SCENARIO + ", built in" : file.toString());
        try (OutputFolder folder = new OutputFolder(place)) {
            Path draft = folder.draft();
            ClaimsReport.write(draft, tested, matrix, origin);
            Files.writeString(draft.resolve("claims.json"), JsonText.of(ClaimsJson.of(tested)) + "\n");
            ClaimTables.write(draft.resolve("tables"), tested, origin);
            folder.finish();
        }
    }
}
