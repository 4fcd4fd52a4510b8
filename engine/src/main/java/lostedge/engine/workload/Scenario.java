package lostedge.engine.workload;

import lostedge.engine.variant.Configuration;

/**
 * A machine, its kernel and its load, ready to run.
 *
 * @param name a short name
 * @param configuration machine, kernel and callers
 * @param timing how long its own actions take
 * @param workload what arrives
 * @param watchdogNs how long a wait lasts before the csd-lock watchdog reports it, and between reports; 0 for no
 *     watchdog
 * @param hangNs how long a wait lasts before the machine counts as hung
 */
public record Scenario(
        String name, Configuration configuration, Timing timing, Workload workload, long watchdogNs, long hangNs) {

    /** {@return the same machine under another load that sends the same kinds of messages} */
    public Scenario withWorkload(Workload other) {
        return new Scenario(name, configuration, timing, other, watchdogNs, hangNs);
    }

    /** {@return the same with another number of CPUs, the load per CPU being the same} */
    public Scenario withCpus(int cpus) {
        Configuration other = new Configuration(
                cpus,
                configuration.hardware(),
                configuration.kernel(),
                configuration.callers(),
                configuration.interrupts());
        return new Scenario(name, other, timing, workload.onCpus(cpus), watchdogNs, hangNs);
    }
}
