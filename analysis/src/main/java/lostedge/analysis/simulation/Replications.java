package lostedge.analysis.simulation;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import lostedge.analysis.statistics.Interval;
import lostedge.analysis.statistics.Proportion;
import lostedge.analysis.statistics.Survival;
import lostedge.engine.recorder.InterruptRows;
import lostedge.engine.recorder.Listeners;
import lostedge.engine.simulate.Simulator;
import lostedge.engine.workload.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a scenario over consecutive seeds.
 *
 * @param runs one outcome per seed, in their order
 */
public record Replications(List<Replication> runs) {
    private static final long LOOK_EVERY_NS = 50_000_000L;
    private static final double CONFIDENCE = Interval.USUAL_CONFIDENCE;

    /** Copies the list. */
    public Replications {
        runs = List.copyOf(runs);
    }

    /**
     * Runs a scenario, on all processors; a run ends early once its machine hangs.
     *
     * @param firstSeed seed of the first run; the next runs take the next seeds
     */
    public static Replications run(Scenario scenario, long firstSeed, int count, long durationNs) {
        return new Replications(LongStream.range(firstSeed, firstSeed + count)
                .parallel()
                .mapToObj(seed -> replication(scenario, seed, durationNs))
                .toList());
    }

    private static Replication replication(Scenario scenario, long seed, long durationNs) {
        InterruptRows rows = new InterruptRows(scenario);
        EdgeCount edges = new EdgeCount();
        Simulator simulator = new Simulator(scenario, seed, new Listeners(List.of(rows, edges)));
        Replication outcome;
        do {
            simulator.runUntil(Math.min(durationNs, simulator.nowNs() + LOOK_EVERY_NS));
            outcome = Replication.of(simulator, seed, rows, edges);
        } while (!outcome.hung() && simulator.nowNs() < durationNs);
        return outcome;
    }

    private long sum(ToLongFunction<Replication> count) {
        return runs.stream().mapToLong(count).sum();
    }

    /** {@return how many machines hung} */
    public long hung() {
        return runs.stream().filter(Replication::hung).count();
    }

    /** {@return the probability that a run hangs, with its exact binomial interval (Clopper and Pearson)} */
    public Interval hangProbability() {
        return Proportion.clopperPearson(hung(), runs.size(), CONFIDENCE);
    }

    /** {@return the time to the wait a machine hangs in, machines that did not hang being cut off} */
    public Survival timeToHang() {
        Survival survival = new Survival();
        runs.forEach(run -> survival.add(run.hung() ? run.hungNs() : run.durationNs(), run.hung()));
        return survival;
    }

    /**
     * {@return the share of IPI_CALL_FUNC among the bits the polls read, with Wilson's interval, or null if they read
     * none}
     */
    @Nullable
    public Interval callFunctionShare() {
        return share(Replication::rescuedCallFunction, rescued());
    }

    /** {@return the share of IPI_CALL_FUNC among the edges sent, with Wilson's interval, or null if none was} */
    @Nullable
    public Interval callFunctionShareOfSends() {
        return share(Replication::sentCallFunction, sent());
    }

    /** {@return the share of the edges sent that was lost, with Wilson's interval, or null if none was sent} */
    @Nullable
    public Interval lostShare() {
        return share(Replication::lost, sent());
    }

    private @Nullable Interval share(ToLongFunction<Replication> part, long whole) {
        return whole == 0 ? null : Proportion.wilson(sum(part), whole, CONFIDENCE);
    }

    /** {@return how many bits the polls of all runs read} */
    public long rescued() {
        return sum(Replication::rescuedCallFunction) + sum(Replication::rescuedReschedule);
    }

    /** {@return edges sent in all runs} */
    public long sent() {
        return sum(Replication::sent);
    }

    /** {@return edges sent for IPI_CALL_FUNC in all runs} */
    public long sentCallFunction() {
        return sum(Replication::sentCallFunction);
    }

    /** {@return edges lost in all runs} */
    public long lost() {
        return sum(Replication::lost);
    }
}
