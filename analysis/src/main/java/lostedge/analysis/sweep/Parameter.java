package lostedge.analysis.sweep;

import java.util.Locale;
import lostedge.engine.variant.Configuration;
import lostedge.engine.workload.Scenario;

/** A quantity of a scenario that can be varied. */
public enum Parameter {
    /** How often tasks send IPI_RESCHEDULE, as a factor; varies the ratio of call-function to reschedule sends. */
    RESCHEDULES("factor on the rate of reschedules", 0.001, 1_000) {
        @Override
        Scenario set(Scenario scenario, double value) {
            return scenario.withWorkload(scenario.workload().withReschedulesTimes(value));
        }
    },
    /** How long interrupt handlers run, as a factor. */
    HANDLERS("factor on the duration of handlers", 0.001, 1_000) {
        @Override
        Scenario set(Scenario scenario, double value) {
            return scenario.withWorkload(scenario.workload().withHandlersTimes(value));
        }
    },
    /** The number of CPUs, the load per CPU being the same. */
    CPUS("number of CPUs", 2, Configuration.MAX_CPUS) {
        @Override
        Scenario set(Scenario scenario, double value) {
            return scenario.withCpus((int) value);
        }
    };

    private final String meaning;
    private final double least;
    private final double most;

    Parameter(String meaning, double least, double most) {
        this.meaning = meaning;
        this.least = least;
        this.most = most;
    }

    abstract Scenario set(Scenario scenario, double value);

    /** {@return the name on the command line and in file names} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return what its values are, a few words} */
    public String meaning() {
        return meaning;
    }

    /** {@return the least value} */
    public double least() {
        return least;
    }

    /** {@return the greatest value} */
    public double most() {
        return most;
    }

    boolean allows(double value) {
        boolean whole = this != CPUS || value == Math.rint(value);
        return whole && value >= least && value <= most;
    }
}
