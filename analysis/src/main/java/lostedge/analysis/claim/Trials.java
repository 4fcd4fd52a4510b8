package lostedge.analysis.claim;

import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import lostedge.engine.recorder.GroundTruth;
import lostedge.engine.recorder.Listeners;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.variant.Configuration;
import lostedge.engine.variant.Hardware;
import lostedge.engine.variant.KernelVariant;
import lostedge.engine.workload.Scenario;

/**
 * Simulations of a scenario over consecutive seeds from 1, each with a meter of its own.
 *
 * @param runs how many seeds
 * @param durationNs simulated time of each
 */
record Trials(int runs, long durationNs) {
    /** {@return the traffic of messages in each run} */
    List<TrafficMeter> traffic(Scenario scenario) {
        return seeds(seed -> {
            int cpus = scenario.configuration().cpus();
            TrafficMeter meter = new TrafficMeter(cpus);
            GroundTruth truth = new GroundTruth(cpus, Long.MAX_VALUE, meter);
            new Simulator(scenario, seed, new Listeners(List.of(truth, meter))).runUntil(durationNs);
            return meter;
        });
    }

    /** {@return the calls in each run} */
    List<CallMeter> calls(Scenario scenario) {
        return seeds(seed -> {
            CallMeter meter = new CallMeter(scenario.configuration().cpus());
            new Simulator(scenario, seed, meter).runUntil(durationNs);
            return meter;
        });
    }

    private <M> List<M> seeds(LongFunction<M> run) {
        return LongStream.rangeClosed(1, runs).parallel().mapToObj(run).toList();
    }

    /** {@return the sum over meters} */
    static <M> long sum(List<M> meters, ToLongFunction<M> count) {
        return meters.stream().mapToLong(count).sum();
    }

    /** {@return the scenario on other hardware, with another kernel} */
    static Scenario on(Scenario scenario, Hardware hardware, KernelVariant kernel) {
        Configuration old = scenario.configuration();
        return new Scenario(
                scenario.name(),
                new Configuration(old.cpus(), hardware, kernel, old.callers(), old.interrupts()),
                scenario.timing(),
                scenario.workload(),
                scenario.watchdogNs(),
                scenario.hangNs());
    }
}
