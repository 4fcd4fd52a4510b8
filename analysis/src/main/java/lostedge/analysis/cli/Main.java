package lostedge.analysis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import lostedge.analysis.cli.option.CommandOptions;
import lostedge.ingest.reader.RecordingException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command {@code lostedge}. */
public final class Main implements Runnable, IParameterExceptionHandler, IExecutionExceptionHandler {
    /** The verbs, in the order in which help lists them. */
    private static final List<String> VERBS = List.of(
            "analyze", "import", "export", "compare", "simulate", "formats", "check", "validate", "claims", "schema");

    /** Exit code of a command that did its work. */
    static final int DONE = 0;

    /** Exit code of a command that found what it was asked to fail on. */
    static final int FOUND = 1;

    /** Exit code for bad usage, bad input and whatever else kept a command from its work. */
    static final int REFUSED = 2;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private Main() {
        spec.name("lostedge").versionProvider(new ToolVersion());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
        spec.usageMessage()
                .description("Tells which CPUs waited for an inter-processor interrupt, how long, and why.")
                .synopsisSubcommandLabel("VERB")
                .commandListHeading("%nVerbs:%n")
                .optionListHeading("%nOptions:%n")
                .footer(
                        "",
                        "Exit code 0: done; 1: found what it was asked to fail on; 2: bad usage or input.",
                        "'lostedge VERB --help' explains a verb.");
    }

    /** Runs one command line and exits with its code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, arguments);
        System.exit(code);
    }

    /** Runs one command line and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = commandLine(arguments.length > 0 ? arguments[0] : "")
                .setOut(out)
                .setErr(err);
        int code;
        try {
            code = command.execute(arguments);
        } catch (OutOfMemoryError | LinkageError | StackOverflowError e) {
            say(command, "unexpected " + e);
            code = REFUSED;
        }
        out.flush();
        err.flush();
        return code;
    }

    /** {@return the parser of the whole command line, as the completion script needs it, too} */
    static CommandLine commandLine() {
        return commandLine("");
    }

    /**
     * The parser of a line that begins with a verb; it knows no other, since to build one takes time. So do lambdas of
     * its types: the class archive can't hold them.
     */
    private static CommandLine commandLine(String begin) {
        Main main = new Main();
        for (String name : VERBS.contains(begin) ? List.of(begin) : VERBS) {
            main.spec.addSubcommand(name, verb(name).spec());
        }
        return new CommandLine(main.spec)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(main)
                .setExecutionExceptionHandler(main);
    }

    private static Verb verb(String name) {
        return switch (name) {
            case "analyze" -> new AnalyzeCommand();
            case "import" -> new ImportCommand();
            case "export" -> new ExportCommand();
            case "compare" -> new CompareCommand();
            case "simulate" -> new SimulateCommand();
            case "formats" -> new FormatsCommand();
            case "check" -> new CheckCommand();
            case "validate" -> new ValidateCommand();
            case "claims" -> new ClaimsCommand();
            case "schema" -> new SchemaCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which verb? See 'lostedge --help'");
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        say(e.getCommandLine(), String.valueOf(e.getMessage()));
        return REFUSED;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Throwable cause =
                e instanceof UncheckedIOException unchecked && unchecked.getCause() != null ? unchecked.getCause() : e;
        if (debugs(parsed)) {
            cause.printStackTrace(command.getErr());
        }
        say(command, cause instanceof IOException io ? reason(io) : "unexpected " + cause + "; --debug tells where");
        return REFUSED;
    }

    private static boolean debugs(ParseResult parsed) {
        ParseResult innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        return innermost.hasMatchedOption(CommandOptions.DEBUG);
    }

    private static String reason(IOException e) {
        if (e instanceof RecordingException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + ": exists already";
        }
        if (e instanceof NotDirectoryException place) {
            return place.getFile() + ": not a folder";
        }
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + (file.getReason() == null ? "not accessible" : file.getReason());
        }
        return String.valueOf(e.getMessage());
    }

    /** Prints one line, whatever the message holds. */
    private static void say(CommandLine command, String message) {
        command.getErr().println("lostedge: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
