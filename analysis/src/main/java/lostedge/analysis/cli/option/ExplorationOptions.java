package lostedge.analysis.cli.option;

import lostedge.engine.check.Checker;
import lostedge.engine.check.Limits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how states are explored, and how far. */
public final class ExplorationOptions {
    @Option(
            names = "--symmetry",
            negatable = true,
            defaultValue = "false",
            description = "Count states that differ only in the numbering of CPUs as one.")
    private boolean symmetry;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "1, 2, 4, ... threads (default: ${DEFAULT-VALUE}).")
    private int threads = 2;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "1536",
            description = "Memory for states, MiB (default: ${DEFAULT-VALUE}).")
    private long memory = 1536;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "600",
            description = "Time for exploring (default: ${DEFAULT-VALUE}).")
    private long seconds = 600;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /** {@return a checker whose time begins now} */
    public Checker checker() {
        if (Integer.bitCount(threads) != 1 || threads < 1) {
            throw new ParameterException(command.commandLine(), "--threads: expected a power of two, found " + threads);
        }
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        return new Checker(symmetry, threads, new Limits(memory << 20, () -> System.nanoTime() > end));
    }
}
