package lostedge.engine.check;

import java.util.ArrayList;
import java.util.List;
import lostedge.engine.check.Verdict.Outcome;
import lostedge.engine.model.IpiSystem;
import lostedge.engine.statespace.Marks;
import lostedge.engine.statespace.StateSpace;
import lostedge.engine.statespace.StepTable;
import lostedge.engine.statespace.Workers;
import lostedge.engine.variant.Configuration;
import org.jspecify.annotations.Nullable;

/** Checks a property of a configuration over all interleavings. */
public final class Checker {
    private final boolean symmetry;
    private final int threads;
    private final Limits limits;

    /**
     * A checker.
     *
     * @param symmetry whether states that differ only in the numbering of CPUs count as one
     * @param threads 1, 2, 4, ...
     */
    public Checker(boolean symmetry, int threads, Limits limits) {
        if (Integer.bitCount(threads) != 1) {
            throw new IllegalArgumentException("threads: expected a power of two, found " + threads);
        }
        this.symmetry = symmetry;
        this.threads = threads;
        this.limits = limits;
    }

    /** {@return what the exploration of a configuration says of a property} */
    public Verdict check(Configuration configuration, Property property) {
        StateSpace space = new StateSpace(new IpiSystem(configuration), symmetry, threads);
        try (Workers workers = new Workers(threads)) {
            Exploration exploration = new Exploration(space, property, limits, workers);
            exploration.run();
            if (exploration.isViolated()) {
                List<Step> path = new ForbiddenSteps(space, property, new StepTable(space.locals())).shortestPath();
                return verdict(configuration, property, Outcome.VIOLATED, space, exploration, path);
            }
            if (!exploration.isComplete()) {
                return verdict(configuration, property, Outcome.INCOMPLETE, space, exploration, null);
            }
            if (property.isReachability()) {
                Marks good = new Marks(space);
                if (new GoalWalks(space, property, good).anyBad(workers)) {
                    GoalSearch search = new GoalSearch(space, property, good);
                    List<Step> path = new ArrayList<>();
                    new ShortestPath(space).to(search::isBadState, path);
                    return verdict(configuration, property, Outcome.VIOLATED, space, exploration, path);
                }
            }
            return verdict(configuration, property, Outcome.HOLDS, space, exploration, null);
        }
    }

    private Verdict verdict(
            Configuration configuration,
            Property property,
            Outcome outcome,
            StateSpace space,
            Exploration exploration,
            @Nullable List<Step> path) {
        return new Verdict(
                configuration,
                property,
                outcome,
                symmetry,
                space.size(),
                exploration.depth(),
                (double) space.bytes() / space.size(),
                exploration.coverage(),
                path);
    }
}
