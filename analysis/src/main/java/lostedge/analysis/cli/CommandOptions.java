package lostedge.analysis.cli;

import picocli.CommandLine.Option;

/** The options every verb has. */
final class CommandOptions {
    /** How results are printed. */
    enum Format {
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
    Format format = Format.text;

    @Option(names = "--debug", description = "Show where an unexpected error came from.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    boolean json() {
        return format == Format.json;
    }
}
