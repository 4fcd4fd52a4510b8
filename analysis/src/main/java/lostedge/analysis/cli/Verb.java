package lostedge.analysis.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import lostedge.analysis.cli.option.CommandOptions;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A verb of {@code lostedge}: what it takes and what it does. Options are objects that hold the value given; as
 * annotations they would double the time the command line takes to start.
 */
abstract class Verb implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final CommandOptions options = new CommandOptions();

    /** A verb with the options that every verb has. */
    Verb(String name, String... description) {
        spec.name(name).usageMessage().description(description);
        options.addTo(spec);
    }

    /** Declares arguments of this verb. */
    final void takes(ArgSpec... arguments) {
        for (ArgSpec argument : arguments) {
            spec.add(argument);
        }
    }

    /** {@return its declaration} */
    final CommandSpec spec() {
        return spec;
    }

    /** {@return whether one JSON object is wanted instead of text} */
    final boolean json() {
        return options.json();
    }

    /** {@return where results are printed} */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** {@return the command line as it was given} */
    final String given() {
        return "lostedge "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    /** {@return the refusal of arguments} */
    final ParameterException refusal(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
