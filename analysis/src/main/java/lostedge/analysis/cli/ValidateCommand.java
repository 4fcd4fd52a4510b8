package lostedge.analysis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import lostedge.analysis.cli.option.Arguments;
import lostedge.analysis.cli.option.ClockTimeConverter;
import lostedge.analysis.cli.option.ConstantConverter;
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
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code lostedge validate}: is a recording a behaviour of the model? */
final class ValidateCommand extends Verb {
    /** Exit code where the recording does not tell, or the search was given up. */
    static final int UNDETERMINED = 3;

    private static final ConstantConverter<Hardware> RULES = new ConstantConverter<>(Hardware.class);

    private final KernelOptions kernel = new KernelOptions();
    private final PositionalParamSpec recordings =
            Arguments.recordings("Files, folders, archives or stores of one machine with one trace among them.");
    private final OptionSpec hypotheses = OptionSpec.builder("--hypothesis")
            .type(List.class)
            .auxiliaryTypes(Hardware.class)
            .converters(RULES)
            .completionCandidates(RULES.words())
            .initialValue(List.of(Hardware.values()))
            .paramLabel("RULE")
            .description(
                    "What becomes of edges: lost-in-entint, lost-at-ipl7 or latched; may be repeated (default: all three).")
            .build();
    private final OptionSpec partly =
            Arguments.flag("--partly", "The hardware loses only a part of the edges that the rule lets it lose.");
    private final OptionSpec strict =
            Arguments.flag("--strict", "Grant no step that real kernels take and the model lacks.");
    private final OptionSpec latencyNs = OptionSpec.builder("--latency")
            .type(long.class)
            .converters(new DurationConverter())
            .paramLabel("TIME")
            .defaultValue("50us")
            .description("Longest time from a raised edge to a CPU that accepts it (default: ${DEFAULT-VALUE}).")
            .build();
    private final OptionSpec fromNs = OptionSpec.builder("--from")
            .type(long.class)
            .converters(new ClockTimeConverter())
            .initialValue(Slice.WHOLE.fromNs())
            .paramLabel("TIME")
            .description("Look at events from this time on, in s of the recording's clock.")
            .build();
    private final OptionSpec untilNs = OptionSpec.builder("--until")
            .type(long.class)
            .converters(new ClockTimeConverter())
            .initialValue(Slice.WHOLE.untilNs())
            .paramLabel("TIME")
            .description("Look at events before this time.")
            .build();
    private final OptionSpec maxStates = Arguments.number(
            "--states", int.class, "N", Assumptions.MAX_STATES, "Most states that may explain one CPU's events");

    ValidateCommand() {
        super(
                "validate",
                "Hold a recording, event by event, against the model of an Alpha kernel: which hypotheses on the hardware",
                "explain it, and if one does not, the first event that no step of the model explains.");
        kernel.addTo(spec());
        takes(recordings, hypotheses, partly, strict, latencyNs, fromNs, untilNs, maxStates);
        spec().usageMessage()
                .footer(
                        "",
                        "Exit code 0: a hypothesis explains all of it; 1: none does; 2: bad usage or input; 3: undetermined.");
    }

    @Override
    public Integer call() throws IOException {
        int states = maxStates.getValue();
        if (states < 1) {
            throw refusal("--states: expected 1 or more, found " + states);
        }
        List<Assumptions> assumptions = hypotheses.<List<Hardware>>getValue().stream()
                .distinct()
                .map(hardware -> new Assumptions(
                        hardware,
                        partly.getValue(),
                        kernel.variant(),
                        strict.getValue(),
                        latencyNs.getValue(),
                        Assumptions.EXACT,
                        states))
                .toList();
        Slice slice = new Slice(fromNs.getValue(), untilNs.getValue());
        Validation validation = Validation.of(recordings.getValue(), slice, assumptions);
        PrintWriter out = out();
        if (json()) {
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
