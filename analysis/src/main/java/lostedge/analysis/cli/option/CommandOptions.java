package lostedge.analysis.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options every verb has. */
public final class CommandOptions {
    /** Name of the option that shows where an unexpected error came from. */
    public static final String DEBUG = "--debug";

    /** How results are printed. */
    public enum Format {
        /** For people. */
        text,
        /** One JSON object. */
        json
    }

    private final OptionSpec format = OptionSpec.builder("--format")
            .type(Format.class)
            .paramLabel("FORMAT")
            .defaultValue("text")
            .description("How to print the result: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
            .build();

    /** Adds them to a verb. */
    public void addTo(CommandSpec verb) {
        verb.addOption(format);
        verb.addOption(Arguments.flag(DEBUG, "Show where an unexpected error came from."));
        verb.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
    }

    /** {@return whether one JSON object is wanted instead of text} */
    public boolean json() {
        return format.getValue() == Format.json;
    }
}
