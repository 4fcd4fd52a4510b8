package lostedge.analysis.cli.option;

import picocli.CommandLine.Option;

/** The options every verb has. */
public final class CommandOptions {
    /** How results are printed. */
    public enum Format {
        /** For people. */
        text,
        /** One JSON object. */
        json
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = {"How to print the result: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})."})
    private Format format = Format.text;

    @Option(names = "--debug", description = "Show where an unexpected error came from.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    /** {@return whether one JSON object is wanted instead of text} */
    public boolean json() {
        return format == Format.json;
    }
}
