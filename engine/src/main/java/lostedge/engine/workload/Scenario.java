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
        String name, Configuration configuration, Timing timing, Workload workload, long watchdogNs, long hangNs) {}
