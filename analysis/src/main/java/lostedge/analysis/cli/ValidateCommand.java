package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lostedge.analysis.cli.option.ClockTimeConverter;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.analysis.cli.option.DurationConverter;
import lostedge.analysis.cli.option.KernelOptions;
import lostedge.analysis.run.JsonText;
import lostedge.analysis.validation.ConformityJson;
import lostedge.analysis.validation.ConformityText;
import lostedge.analysis.validation.Slice;
import lostedge.analysis.validation.Validation;
import lostedge.engine.belief.Assumptions;
import lostedge.engine.conformance.verdict.Conformity;
import lostedge.engine.conformance.verdict.Conformity.Outcome;
import lostedge.engine.variant.Hardware;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lostedge validate}: is a recording a behaviour of the model? */
@Command(
        name = "validate",
        addMethodSubcommands = false,
        description = {
            "Hold a recording, event by event, against the model of an Alpha kernel: which hypotheses on the hardware",
            "explain it, and if one does not, the first event that no step of the model explains."
        },
        footer = {
            "",
            "Exit code 0: a hypothesis explains all of it; 1: none does; 2: bad usage or input; 3: undetermined."
        })
final class ValidateCommand implements Callable<Integer> {
    /** Exit code where the recording does not tell, or the search was given up. */
    static final int UNDETERMINED = 3;

    @Mixin
    private final CommandOptions options = new CommandOptions();

    @Mixin
    private final KernelOptions kernel = new KernelOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "RECORDING",
            description = "Files, folders, archives or stores of one machine with one trace among them.")
    private List<Path> recordings = new ArrayList<>();

    @Option(
            names = "--hypothesis",
            paramLabel = "RULE",
            description = {
                "What becomes of edges: lost-in-entint, lost-at-ipl7 or latched; may be repeated (default: all three)."
            })
    private List<Hardware> hypotheses = List.of(Hardware.values());

    @Option(names = "--partly", description = "The hardware loses only a part of the edges that the rule lets it lose.")
    private boolean partly;

    @Option(names = "--strict", description = "Grant no step that real kernels take and the model lacks.")
    private boolean strict;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            defaultValue = "50us",
            converter = DurationConverter.class,
            description = "Longest time from a raised edge to a CPU that accepts it (default: ${DEFAULT-VALUE}).")
    private long latencyNs = Assumptions.LATENCY_NS;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = ClockTimeConverter.class,
            description = "Look at events from this time on, in s of the recording's clock.")
    private long fromNs = Slice.WHOLE.fromNs();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = ClockTimeConverter.class,
            description = "Look at events before this time.")
    private long untilNs = Slice.WHOLE.untilNs();

    @Option(
            names = "--states",
            paramLabel = "N",
            defaultValue = "" + Assumptions.MAX_STATES,
            description = "Most states that may explain one CPU's events (default: ${DEFAULT-VALUE}).")
    private int maxStates = Assumptions.MAX_STATES;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (maxStates < 1) {
            throw new ParameterException(spec.commandLine(), "--states: expected 1 or more, found " + maxStates);
        }
        List<Assumptions> assumptions = hypotheses.stream()
                .distinct()
                .map(hardware -> new Assumptions(
                        hardware, partly, kernel.variant(), strict, latencyNs, Assumptions.EXACT, maxStates))
                .toList();
        Validation validation = Validation.of(recordings, new Slice(fromNs, untilNs), assumptions);
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            ObjectNode json = JsonText.object();
            ConformityJson.put(json, validation);
            out.println(JsonText.of(json));
        } else {
            out.print(ConformityText.of(validation));
        }
        return exitCode(validation.verdicts());
    }

    private static int exitCode(List<Conformity> verdicts) {
        if (verdicts.stream().anyMatch(verdict -> verdict.outcome() == Outcome.EXPLAINED)) {
            return Main.DONE;
        }
        boolean open = verdicts.stream().anyMatch(verdict -> verdict.outcome() == Outcome.UNDETERMINED);
        return open ? UNDETERMINED : Main.FOUND;
    }
}
