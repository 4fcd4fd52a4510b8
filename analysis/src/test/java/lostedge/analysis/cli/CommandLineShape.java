package lostedge.analysis.cli;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;

/** Verbs and options as the command line itself declares them. */
public final class CommandLineShape {
    private CommandLineShape() {}

    /** {@return every verb with its options} */
    public static Map<String, Set<String>> optionsByVerb() {
        Map<String, Set<String>> options = new TreeMap<>();
        Main.commandLine().getSubcommands().forEach((verb, command) -> options.put(verb, optionsOf(command)));
        return options;
    }

    /** {@return the options that need no verb} */
    public static Set<String> ownOptions() {
        return optionsOf(Main.commandLine());
    }

    private static Set<String> optionsOf(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet();
    }
}
