package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lostedge.analysis.claim.Claim;
import lostedge.analysis.claim.Claims;
import lostedge.analysis.claim.SimulatedClaims;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.cli.option.DurationConverter;
import lostedge.analysis.run.JsonText;
import lostedge.engine.check.Checker;
import lostedge.engine.check.Limits;
import lostedge.ingest.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lostedge claims}: what the patch series and its review say, tested. */
@Command(
        name = "claims",
        description = {
            "Test every claim of the EV7/Marvel patch series and of its review: verdict, evidence, and the command",
            "that shows it."
        })
final class ClaimsCommand implements Callable<Integer> {
    private static final long MEMORY = 1L << 30;

    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = {
                "A scenario, such as data/scenarios/es47-4-git.json; with it the claims about numbers are",
                "tested, too, by simulation."
            })
    private @Nullable Path scenario;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "8",
            description = "Seeds of each simulation (default: ${DEFAULT-VALUE}).")
    private int runs = 8;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "Simulated time of each (default: ${DEFAULT-VALUE}).")
    private long durationNs;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Claim> claims = new ArrayList<>(Claims.test(new Checker(false, 1, Limits.ofBytes(MEMORY))));
        if (scenario != null) {
            SimulatedClaims simulated =
                    new SimulatedClaims(ScenarioReader.read(scenario), scenario.toString(), runs, durationNs);
            claims.addAll(simulated.test());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(JsonText.of(json(claims)));
        } else {
            claims.forEach(claim -> print(out, claim));
        }
        return Main.DONE;
    }

    private static String words(Claim.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void print(PrintWriter out, Claim claim) {
        out.println(claim.id() + " (" + claim.source() + "): " + claim.statement());
        out.println("  " + words(claim.verdict()) + (claim.condition().isEmpty() ? "" : " " + claim.condition()));
        claim.evidence().forEach(line -> out.println("    " + line));
        out.println("    shown by: " + claim.commands().get(0));
        out.println();
    }

    private static ObjectNode json(List<Claim> claims) {
        ObjectNode json = JsonText.object();
        ArrayNode list = json.putArray("claims");
        for (Claim claim : claims) {
            ObjectNode node = list.addObject();
            node.put("id", claim.id());
            node.put("source", claim.source());
            node.put("statement", claim.statement());
            node.put("verdict", words(claim.verdict()));
            node.put("condition", claim.condition());
            ArrayNode evidence = node.putArray("evidence");
            claim.evidence().forEach(evidence::add);
            ArrayNode commands = node.putArray("commands");
            claim.commands().forEach(commands::add);
        }
        return json;
    }
}
