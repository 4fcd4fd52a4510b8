package lostedge.analysis.cli.option;

import lostedge.engine.check.Checker;
import lostedge.engine.check.Limits;
import lostedge.engine.check.Reduction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options that say how states are explored, and how far. */
public final class ExplorationOptions {
    private final OptionSpec exhaustive = Arguments.flag(
            "--exhaustive",
            "Visit and count every state, one by one, even beyond a violation. Otherwise a violation",
            "ends the exploration, and states are left out whose verdict follows from others.");

    private final OptionSpec symmetry = OptionSpec.builder("--symmetry")
            .type(Boolean.class)
            .negatable(true)
            .description(
                    "Count states that differ only in the numbering of CPUs as one", "(default: unless --exhaustive).")
            .build();

    private final OptionSpec threads = Arguments.number("--threads", int.class, "N", 2, "1, 2, 4, ... threads");

    private final OptionSpec memory = Arguments.number("--memory", long.class, "MIB", 1536, "Memory for states, MiB");

    private final OptionSpec seconds = Arguments.number("--seconds", long.class, "S", 600, "Time for exploring");

    /** Adds them to a verb. */
    public void addTo(CommandSpec verb) {
        verb.addOption(exhaustive)
                .addOption(symmetry)
                .addOption(threads)
                .addOption(memory)
                .addOption(seconds);
    }

    /** {@return a checker whose time begins now} */
    public Checker checker() {
        int count = threads.getValue();
        if (Integer.bitCount(count) != 1 || count < 1) {
            throw new ParameterException(
                    threads.command().commandLine(), "--threads: expected a power of two, found " + count);
        }
        boolean everything = exhaustive.getValue();
        @Nullable Boolean said = symmetry.getValue();
        boolean symmetric = said == null ? !everything : said;
        long bytes = memory.<Long>getValue() << 20;
        long end = System.nanoTime() + seconds.<Long>getValue() * 1_000_000_000L;
        Reduction reduction = new Reduction(!everything, symmetric, !everything);
        return new Checker(reduction, count, new Limits(bytes, () -> System.nanoTime() > end));
    }
}
