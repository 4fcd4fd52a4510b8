package lostedge.analysis.cli.option;

import lostedge.engine.check.Checker;
import lostedge.engine.check.Limits;
import lostedge.engine.check.Reduction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how states are explored, and how far. */
public final class ExplorationOptions {
    @Option(
            names = "--exhaustive",
            description = {
                "Visit and count every state, one by one, even beyond a violation. Otherwise a violation",
                "ends the exploration, and states are left out whose verdict follows from others."
            })
    private boolean exhaustive;

    @Option(
            names = "--symmetry",
            negatable = true,
            description = {
                "Count states that differ only in the numbering of CPUs as one",
                "(default: unless --exhaustive)."
            })
    private @Nullable Boolean symmetry;

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
        boolean symmetric = symmetry == null ? !exhaustive : symmetry;
        Reduction reduction = new Reduction(!exhaustive, symmetric, !exhaustive);
        return new Checker(reduction, threads, new Limits(memory << 20, () -> System.nanoTime() > end));
    }
}
