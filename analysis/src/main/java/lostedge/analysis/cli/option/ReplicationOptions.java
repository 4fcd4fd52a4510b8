package lostedge.analysis.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how often a scenario is simulated, and how long. Each verb has defaults of its own. */
public final class ReplicationOptions {
    @Option(
            names = "--runs",
            paramLabel = "N",
            description = {
                "How many seeds to run, on all processors (default: 8 for claims; otherwise one is",
                "recorded). With simulate, tell how many machines hang, and when."
            })
    private @Nullable Integer runs;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = {
                "How long each machine runs, such as 10s, 250ms or 2min (default: 5s for claims,",
                "otherwise 10s)."
            })
    private @Nullable Long durationNs;

    /** {@return how many seeds to run, or null if that is not said} */
    public @Nullable Integer runs() {
        return runs;
    }

    /** {@return how many seeds to run} */
    public int runs(int otherwise) {
        return runs == null ? otherwise : runs;
    }

    /** {@return how long each machine runs, ns} */
    public long durationNs(long otherwiseNs) {
        return durationNs == null ? otherwiseNs : durationNs;
    }
}
