package lostedge.analysis.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say how often a scenario is simulated, and how long. Each verb has defaults of its own. */
public final class ReplicationOptions {
    private final OptionSpec runs = OptionSpec.builder("--runs")
            .type(Integer.class)
            .paramLabel("N")
            .description(
                    "How many seeds to run, on all processors (default: 8 for claims; otherwise one is",
                    "recorded). With simulate, tell how many machines hang, and when.")
            .build();

    private final OptionSpec duration = OptionSpec.builder("--duration")
            .type(Long.class)
            .converters(new DurationConverter())
            .paramLabel("TIME")
            .description(
                    "How long each machine runs, such as 10s, 250ms or 2min (default: 5s for claims,",
                    "otherwise 10s).")
            .build();

    /** Adds them to a verb. */
    public void addTo(CommandSpec verb) {
        verb.addOption(runs).addOption(duration);
    }

    /** {@return how many seeds to run, or null if that is not said} */
    public @Nullable Integer runs() {
        return runs.getValue();
    }

    /** {@return how many seeds to run} */
    public int runs(int otherwise) {
        Integer given = runs();
        return given == null ? otherwise : given;
    }

    /** {@return how long each machine runs, ns} */
    public long durationNs(long otherwiseNs) {
        Long given = duration.getValue();
        return given == null ? otherwiseNs : given;
    }
}
