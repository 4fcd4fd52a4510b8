package lostedge.engine.workload;

import lostedge.engine.variant.Configuration;

/**
 * A machine, its kernel and its load, ready to run.
 *
 * @param name a short name
 * @param configuration machine, kernel and callers
 * @param lossProbability how likely the hardware loses an edge that it may lose, above 0, at most 1
 * @param timing how long its own actions take
 * @param workload what arrives
 * @param watchdogNs how long a wait lasts before the csd-lock watchdog reports it, and between reports; 0 for no
 *     watchdog
 * @param hangNs how long a wait lasts before the machine counts as hung
 */
public record Scenario(
        String name,
        Configuration configuration,
        double lossProbability,
        Timing timing,
        Workload workload,
        long watchdogNs,
        long hangNs) {

    /** Checks. */
    public Scenario {
        if (!(lossProbability > 0 && lossProbability <= 1)) {
            throw new IllegalArgumentException("lossProbability: expected above 0 to 1, found " + lossProbability);
        }
    }

    /** A machine whose hardware loses every edge that it may lose. */
    public Scenario(
            String name, Configuration configuration, Timing timing, Workload workload, long watchdogNs, long hangNs) {
        this(name, configuration, 1, timing, workload, watchdogNs, hangNs);
    }

    /** {@return the same machine under another load that sends the same kinds of messages} */
    public Scenario withWorkload(Workload other) {
        return new Scenario(name, configuration, lossProbability, timing, other, watchdogNs, hangNs);
    }

    /** {@return the same on hardware that loses another share of the edges it may lose} */
    public Scenario withLossProbability(double probability) {
        return new Scenario(name, configuration, probability, timing, workload, watchdogNs, hangNs);
    }

    /** {@return the same with another number of CPUs, the load per CPU being the same} */
    public Scenario withCpus(int cpus) {
        Configuration other = new Configuration(
                cpus,
                configuration.hardware(),
                configuration.kernel(),
                configuration.callers(),
                configuration.interrupts());
        return new Scenario(name, other, lossProbability, timing, workload.onCpus(cpus), watchdogNs, hangNs);
    }
}
